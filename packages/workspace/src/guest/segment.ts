import type { SegmentArgs, SegmentResult, WirePrompt } from "../wire.ts";
import { positionOf } from "./frames.ts";
import { callEach } from "./lists.ts";
import { nameOf } from "./prompts.ts";
import { type MaskedObject, Segmentation } from "./seg.ts";
import type { Session } from "./session.ts";

/** A prompt and the frames that are searched for what it means. */
export interface Search {
  readonly frames: readonly Frame[];
  readonly prompt: WirePrompt;
}

export interface Outcome {
  /** null for a miss. */
  readonly seg: Segmentation | null;
  /** What matched, or what there is instead. */
  readonly note: string;
}

/** Throws when the host's function fails. */
export function segment(session: Session, search: Search): Outcome {
  return outcome(session, search, session.host.call("segment", argsOf(search)) as SegmentResult);
}

/** In one call of the host; what failed is noted and null. */
export function segmentEach(session: Session, searches: readonly Search[]): (Outcome | null)[] {
  const items = searches.map((search) => ({ args: argsOf(search), name: nameOf(session, search.prompt) }));
  const results = callEach<SegmentResult>(session.host, "segment", items);
  return results.map((result, i) => result && outcome(session, searches[i] as Search, result));
}

function argsOf({ frames, prompt }: Search): SegmentArgs {
  return { frames: frames.map(positionOf), prompt };
}

function outcome(session: Session, { frames, prompt }: Search, { objects, note }: SegmentResult): Outcome {
  if (objects.length === 0) return { seg: null, note };
  const masked = objects.map(
    ({ label, score, masks }): MaskedObject => ({
      label,
      score,
      masks: new Map(masks.map(({ frame, area, bits }) => [session.frames.at(frame), { area, bits }])),
    }),
  );
  const labels = new Set(masked.map((object) => object.label));
  const label = labels.size > 1 && "text" in prompt ? prompt.text : [...labels].join(", ");
  const seg = new Segmentation(session, label, masked, frames);
  session.evidence.found(label, seg.best);
  return { seg, note };
}
