import type { SourceFrame } from "@spatialclaw/media";
import type { Segmentation, SegmentedObject } from "../../../types.ts";

/** How a profile is told to who asked. */
const HOW: Readonly<Record<Exclude<Segmentation["tracking"], null | "given">, string>> = {
  detection: "found in each frame and matched by masks",
  "box-propagation": "followed by box from frame to frame",
  memory: "followed by memory",
};

export interface NoteParts {
  readonly what: string;
  readonly objects: readonly SegmentedObject[];
  readonly frames: readonly SourceFrame[];
  readonly tracking: Segmentation["tracking"];
  /** Whatever else is to be known, in order. */
  readonly more?: readonly string[];
}

/** What was found, how it was followed, and what the caller might not expect. One line. */
export function noteOn({ what, objects, frames, tracking, more = [] }: NoteParts): string {
  const isVideo = frames.every(({ seconds }) => seconds !== null);
  const where = counted(frames.length, isVideo ? "frame" : "photo");
  const how = tracking === null || tracking === "given" ? [] : [HOW[tracking]];
  const found = objects.length === 0 ? `nothing in ${where}` : `${counted(objects.length, "object")} in ${where}`;
  return `${what}: ${[found, ...how, ...more].join("; ")}`;
}

/** Objects of several photos that were searched one by one. */
export const ONE_BY_ONE = "photos are searched one by one, so that one thing in two photos counts as two objects";

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What the network did not read of a text. */
export const CUT_TEXT = "the text is longer than the model reads, only its beginning counts";
