import type { RgbImage } from "@spatialclaw/media";
import type { Feed, Task } from "../../runtime/task.ts";
import { maskBits } from "../grid/upsample.ts";
import { type Detection, detectionsOf } from "./detections.ts";
import { textFeatures, visionMaps } from "./features.ts";
import { lookOf } from "./look.ts";
import { type ExampleBox, exampleFeeds } from "./prompt-boxes.ts";
import { cleanText } from "./prompt-text.ts";

export interface DetectInput {
  readonly picture: RgbImage;
  /** null: what looks like the examples. */
  readonly text: string | null;
  readonly examples: readonly ExampleBox[];
  /** Also what scores less than the manifest's threshold, down to this share of it: for tracking. Default: 1. */
  readonly leastShare?: number;
  /** Whether masks are wanted at the picture's size. */
  readonly full: boolean;
  /** Whether to say what is under each mask, to know it again. */
  readonly looks: boolean;
}

export interface Detected extends Detection {
  /** Bits of the picture's size, as geometry's Mask has them; only where asked for. */
  readonly bits: Uint8Array | null;
  /** See look.ts; only where asked for. */
  readonly look: Float32Array | null;
}

export interface DetectOutput {
  /** In the order of the network's queries. */
  readonly detections: readonly Detected[];
  /** From which score on a detection counts. */
  readonly threshold: number;
  /** The phrase was longer than what the network reads. */
  readonly isCut: boolean;
}

/** Objects of one picture by a phrase, examples, or both. Rejects with InputError for a model that takes no examples. */
const task: Task<DetectInput, DetectOutput> = {
  version: 1,
  roles: ["visionEncoder", "textEncoder", "decoder"],
  async run({ picture, text, examples, leastShare, full, looks }, context) {
    const { manifest } = context;
    const prompts = exampleFeeds(examples, picture, manifest);
    const phrase = text === null ? (manifest.prompts?.boxes?.boxOnlyText ?? "visual") : cleanText(text);
    const features = await textFeatures(phrase, context);
    const maps = await visionMaps(picture, "visionEncoder", context);
    const decoder = context.graph("decoder");
    const feeds: Record<string, Feed> = { ...features.feeds, ...prompts };
    for (const [name, map] of Object.entries(maps)) if (decoder.inputs[name]) feeds[name] = map;
    if (decoder.inputs.origH) feeds.origH = { data: [picture.height], dims: [] };
    if (decoder.inputs.origW) feeds.origW = { data: [picture.width], dims: [] };
    const { detections, threshold } = detectionsOf(await decoder.run(feeds), picture, manifest, leastShare);
    const { fpn2 } = maps;
    const made: Detected[] = [];
    for (const one of detections) {
      // Many masks of a large picture take a while.
      if (full) await context.pause();
      const look = looks && fpn2 ? lookOf(one.patch, fpn2) : null;
      made.push({ ...one, bits: full ? maskBits(one.patch, picture) : null, look });
    }
    return { detections: made, threshold, isCut: features.isCut };
  },
};

export default task;
