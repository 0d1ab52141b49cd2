import { setImmediate } from "node:timers/promises";
import type { Mask } from "@spatialclaw/geometry";
import type { InstanceLabel, InstanceMap, SourceFrame } from "@spatialclaw/media";
import type { Segmentation, SegmentedObject, SegmentPrompt } from "../types.ts";
import { masksOf } from "./instance-masks.ts";
import { matchLabels } from "./labels.ts";
import { idsUnder, underBox, underPoints } from "./place.ts";

/** Where objects are looked for. */
export interface Scan {
  readonly frames: readonly SourceFrame[];
  readonly instances: readonly InstanceLabel[];
  instancesIn(frame: SourceFrame): Promise<InstanceMap>;
  readonly signal: AbortSignal | undefined;
}

/** Objects whose label the text means, each through all the frames. */
export async function segmentByText(text: string, scan: Scan): Promise<Segmentation> {
  const matches = matchLabels(
    text,
    scan.instances.map((instance) => instance.label),
  );
  const scores = new Map(matches.map((match) => [match.label, match.score]));
  const wanted = scan.instances.filter((instance) => scores.has(instance.label));
  const objects = await follow(wanted, scan, (instance) => scores.get(instance.label) ?? 0);
  return { objects, note: noteOn(JSON.stringify(text), objects, wanted, scan), tracking: "given" };
}

/** The instance that a box or points in one frame mean, through all the frames; `at` is the map of that frame. */
export async function segmentByPlace(
  prompt: Exclude<SegmentPrompt, { text: string }>,
  at: InstanceMap,
  scan: Scan,
): Promise<Segmentation> {
  const excluded = idsUnder(prompt.negative ?? [], at);
  const hit = "box" in prompt ? underBox(prompt.box, at, excluded) : underPoints(prompt.points, at, excluded);
  const wanted = scan.instances.filter((instance) => instance.id === hit?.id);
  const objects = await follow(wanted, scan, () => hit?.score ?? 0);
  const what = `the ${"box" in prompt ? "box" : "points"} in frame ${prompt.frame.frameIndex}`;
  return { objects, note: noteOn(what, objects, wanted, scan), tracking: "given" };
}

async function follow(
  wanted: readonly InstanceLabel[],
  { frames, instancesIn, signal }: Scan,
  score: (instance: InstanceLabel) => number,
): Promise<SegmentedObject[]> {
  const masks = new Map(wanted.map(({ id }) => [id, new Map<SourceFrame, Mask>()]));
  if (wanted.length === 0) return [];
  for (const frame of frames) {
    // Other work of the process, an abort too, gets its turn between frames.
    await setImmediate();
    signal?.throwIfAborted();
    const found = masksOf(await instancesIn(frame), new Set(masks.keys()));
    for (const [id, mask] of found) masks.get(id)?.set(frame, mask);
  }
  return wanted
    .map((instance) => ({ label: instance.label, score: score(instance), masks: masks.get(instance.id) ?? new Map() }))
    .filter((object) => object.masks.size > 0);
}

/** What matched; of a miss, whether these frames do not show it or the capture does not have it. */
function noteOn(
  what: string,
  objects: readonly SegmentedObject[],
  wanted: readonly InstanceLabel[],
  { frames, instances }: Scan,
): string {
  if (objects.length > 0) return `${what}: ${objects.map((object) => object.label).join(", ")}`;
  const where = frames.length === 1 ? "1 frame" : `${frames.length} frames`;
  const [hidden] = wanted;
  if (hidden) return `${what}: ${hidden.label} is not seen in ${where}; other frames of the capture may show it`;
  return `${what}: nothing in ${where}; the capture labels ${[...new Set(instances.map((i) => i.label))].join(", ")}`;
}
