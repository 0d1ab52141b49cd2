import type { RgbImage } from "@spatialclaw/media";
import type { Step } from "../pictures/fit.ts";
import { makePicture } from "../pictures/make.ts";
import type { Task } from "../runtime/task.ts";

/** One picture as the graph takes it, before normalisation: large ones leave memory again before the next one comes. */
const task: Task<{ readonly image: RgbImage; readonly steps: readonly Step[] }, RgbImage> = {
  version: 1,
  roles: [],
  async run({ image, steps }, { throwIfAborted }) {
    throwIfAborted();
    return makePicture(image, steps);
  },
};

export default task;
