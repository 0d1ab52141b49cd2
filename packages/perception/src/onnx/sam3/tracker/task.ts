import type { RgbImage } from "@spatialclaw/media";
import type { Task } from "../../runtime/task.ts";
import { deepestPoint } from "../grid/interior.ts";
import { boxOf, type Patch } from "../grid/patch.ts";
import { maskBits } from "../grid/upsample.ts";
import type { PixelBox } from "../image/prompt-boxes.ts";
import { bestCandidates, type Candidate } from "./candidates.ts";
import { trackerMaps } from "./maps.ts";
import { type Pixel, type PlacePrompt, placeFeeds } from "./prompt.ts";

export interface PlaceInput {
  readonly picture: RgbImage;
  /** Several are one run of the decoder. */
  readonly objects: readonly PlacePrompt[];
  /** What the one object looked like in the picture before. */
  readonly last?: Patch;
}

export interface PlacedObject extends Candidate {
  /** Bits of the picture's size, as geometry's Mask has them; none set where the object is not there. */
  readonly bits: Uint8Array;
  /** Around the mask, in pixels; null: nothing is set. */
  readonly box: PixelBox | null;
  /** Deepest inside the mask, in pixels; null: nothing is set. */
  readonly inside: Pixel | null;
}

/** Objects of one picture by points or boxes, in the order of the prompts. */
const task: Task<PlaceInput, readonly PlacedObject[]> = {
  version: 1,
  roles: ["trackerEncoder", "trackerDecoder"],
  async run({ picture, objects, last }, context) {
    const feeds = placeFeeds(objects, picture, context.manifest);
    const { hr0, hr1, ready } = await trackerMaps(picture, context);
    const outputs = await context.graph("trackerDecoder").run({ hr0, hr1, emb: ready, ...feeds });
    return bestCandidates(outputs, objects.length, context.manifest, last).map((one) => ({
      ...one,
      bits: maskBits(one.present ? one.patch : { ...one.patch, data: new Float32Array(0) }, picture),
      box: boxOf(one.patch, picture),
      inside: deepestPoint(one.patch, picture),
    }));
  },
};

export default task;
