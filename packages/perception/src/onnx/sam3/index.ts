import { InputError, type Reporter, type SourceFrame } from "@spatialclaw/media";
import type { PerceptionOptions, Segmentation, SegmentPrompt } from "../../types.ts";
import type { OnnxRuntime } from "../runtime/types.ts";
import { LIMITS, type SegmenterLimits } from "./limits.ts";
import { type SegmenterModels, SegmentJobs } from "./segment/jobs.ts";
import { exampleLooker, trackerLooker } from "./segment/lookers.ts";
import { type PlaceSegmentPrompt, placeByBoxes, placeByMemory } from "./segment/place.ts";
import { segmentByText } from "./segment/text.ts";

export { LIMITS, type SegmenterLimits } from "./limits.ts";
export type { SegmenterModels } from "./segment/jobs.ts";

export interface SegmenterOptions {
  readonly limits?: Partial<SegmenterLimits>;
  readonly onProgress?: Reporter | undefined;
}

export interface OnnxSegmenter {
  /** For people: the models. */
  readonly name: string;
  /**
   * What a prompt means, in one picture or through many: frames of a video are followed, photos are searched one by one.
   * Rejects with InputError for what cannot be asked of these models, and with the signal's reason.
   */
  segment(frames: readonly SourceFrame[], prompt: SegmentPrompt, options?: PerceptionOptions): Promise<Segmentation>;
}

/** SAM 3 on the models that are there: one for text, one for places; with a memory, or without. Loads nothing yet. */
export function createOnnxSegmenter(
  runtime: OnnxRuntime,
  models: SegmenterModels,
  { limits, onProgress }: SegmenterOptions = {},
): OnnxSegmenter {
  const { text = null, tracker = null } = models;
  const most = { ...LIMITS, ...limits };
  return {
    name: [text, tracker].filter((name) => name !== null).join(" and ") || "no models",
    async segment(frames, prompt, { signal } = {}) {
      signal?.throwIfAborted();
      if (frames.length === 0) throw new InputError("there are no frames to search; expected at least one");
      const jobs = new SegmentJobs(runtime, most, signal, onProgress);
      if (!("text" in prompt)) return segmentByPlace(jobs, { text, tracker }, frames, prompt);
      if (text === null) throw lacking("objects by text", "sam3-text-usls");
      const memory = tracker !== null && (await jobs.about(tracker)).memory ? tracker : null;
      return segmentByText(jobs, { text, memory }, frames, prompt);
    },
  };
}

async function segmentByPlace(
  jobs: SegmentJobs,
  { text, tracker }: { readonly text: string | null; readonly tracker: string | null },
  frames: readonly SourceFrame[],
  prompt: PlaceSegmentPrompt,
): Promise<Segmentation> {
  const search = { jobs, frames, prompt, more: [] };
  if (tracker !== null) {
    const about = await jobs.about(tracker);
    if (about.memory) return placeByMemory(tracker, about, search);
    return placeByBoxes(trackerLooker(jobs, tracker), about, search);
  }
  if (text === null) throw lacking("objects by points or a box", "sam3-tracker");
  const about = await jobs.about(text);
  if (!about.examples) throw lacking(`objects by points or a box (${text} takes text only)`, "sam3-tracker");
  const more = [
    "as an example box, since only a text model is there: spatialclaw models pull sam3-tracker fits better",
  ];
  return placeByBoxes(exampleLooker(jobs, text), about, { ...search, more });
}

function lacking(what: string, model: string): InputError {
  return new InputError(
    `no model here finds ${what}; \`spatialclaw models pull ${model}\` fetches one that does`,
    "environment",
  );
}
