import type { RgbImage } from "@spatialclaw/media";
import type { Task } from "../runtime/task.ts";
import { stretched } from "./picture-feed.ts";

/** A picture at the network's size: what is held of the frames of a sequence. Runs no graph. */
const task: Task<RgbImage, RgbImage> = {
  version: 1,
  roles: [],
  async run(picture, { manifest }) {
    return stretched(picture, manifest);
  },
};

export default task;
