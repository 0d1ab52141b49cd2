import type { SourceFrame } from "@spatialclaw/media";
import type { Segmentation, SegmentedObject, SegmentPrompt } from "../../../types.ts";
import type { Abilities } from "../about-task.ts";
import type { PlacePrompt } from "../tracker/prompt.ts";
import { forStride } from "../video/association/config.ts";
import { BoxTrack } from "../video/boxes/box-track.ts";
import type { SegmentJobs } from "./jobs.ts";
import { type Looker, type Sight, trackerLooker } from "./lookers.ts";
import { counted, noteOn } from "./notes.ts";
import { sequenceAround, windowAround } from "./sequences.ts";
import { maskOf } from "./text.ts";

export type PlaceSegmentPrompt = Exclude<SegmentPrompt, { text: string }>;

/** Follows what stands at a place in one frame through the others. */
export interface PlaceSearch {
  readonly jobs: SegmentJobs;
  readonly frames: readonly SourceFrame[];
  readonly prompt: PlaceSegmentPrompt;
  /** What more there is to say. */
  readonly more: readonly string[];
}

/** By memory, on a model that has one. Photos are followed, too: memory does not mind the time between them. */
export async function placeByMemory(model: string, about: Abilities, search: PlaceSearch): Promise<Segmentation> {
  const { jobs, prompt } = search;
  const { frames: all } = sequenceAround(search.frames, prompt.frame, true);
  const frames = windowAround(all, prompt.frame, jobs.limits.followedFrames);
  // In a single picture there is nothing to remember, and the tracker offers several masks to choose from.
  if (frames.length === 1) return placeByBoxes(trackerLooker(jobs, model), about, search);
  const seed = { at: frames.indexOf(prompt.frame), place: placeOf(prompt) };
  const followed = await jobs.follow(model, { frames: await jobs.shrunk(model, frames), seeds: [seed] });
  const sights = followed.map(({ bits, score }) => ({ bits, score }));
  return answer(search, all, frames, sights, seed.at, "memory");
}

/** By its box, with whatever can look for an object in a picture. */
export async function placeByBoxes(looker: Looker, about: Abilities, search: PlaceSearch): Promise<Segmentation> {
  const { jobs, prompt } = search;
  const { frames: all, stride } = sequenceAround(search.frames, prompt.frame, false);
  const frames = windowAround(all, prompt.frame, jobs.limits.followedFrames);
  const start = frames.indexOf(prompt.frame);
  const config = forStride(about.association, stride);
  const seed = await looker.first(prompt.frame, placeOf(prompt));
  jobs.report(1, frames.length);
  const sights: (Sight | null)[] = frames.map((_, at) => (at === start ? seed : null));
  let done = 1;
  for (const order of [range(start + 1, frames.length), range(0, start).reverse()]) {
    if (!seed) break;
    const track = new BoxTrack(seed.patch, prompt.frame, config);
    for (const at of order) {
      const guess = track.guess();
      if (!guess) break;
      const sight = await looker.next(frames[at]!, guess);
      if (track.see(sight?.patch ?? null)) sights[at] = sight;
      jobs.report(++done, frames.length);
    }
  }
  return answer(search, all, frames, sights, start, "box-propagation");
}

export function placeOf(prompt: PlaceSegmentPrompt): PlacePrompt {
  const { negative = [] } = prompt;
  return "box" in prompt ? { points: [], negative, box: prompt.box } : { points: prompt.points, negative, box: null };
}

/** @param followed The frames of `all` that were searched, with what was seen in each of them. */
function answer(
  { frames: wanted, prompt, more }: PlaceSearch,
  all: readonly SourceFrame[],
  followed: readonly SourceFrame[],
  sights: readonly (Pick<Sight, "bits" | "score"> | null)[],
  seedAt: number,
  profile: "memory" | "box-propagation",
): Segmentation {
  const masks = new Map(
    followed.flatMap((frame, at) => {
      const sight = sights[at];
      if (!sight || !wanted.includes(frame)) return [];
      const mask = maskOf(frame, sight.bits);
      return mask.area > 0 ? [[frame, mask] as const] : [];
    }),
  );
  const score = sights[seedAt]?.score ?? 0;
  const isSeen = sights[seedAt]?.bits.some((byte) => byte !== 0) ?? false;
  const objects: SegmentedObject[] = isSeen && masks.size > 0 ? [{ label: "object", score, masks }] : [];
  const tracking = followed.length > 1 ? profile : null;
  const left = wanted.filter((frame) => !all.includes(frame)).length;
  const [first, last] = [followed[0]!, followed.at(-1)!];
  const said = [
    ...more,
    ...(followed.length < all.length
      ? [
          `followed in ${followed.length} of ${all.length} frames, ${first.frameIndex} to ${last.frameIndex}: more are not followed at once`,
        ]
      : []),
    ...(left > 0 ? [`${counted(left, "frame")} of other videos or photos not searched`] : []),
  ];
  const where = "box" in prompt ? "the box" : "the points";
  const what = `${where} in frame ${prompt.frame.frameIndex}`;
  const seen = objects.length === 0 ? followed : [...masks.keys()];
  return { objects, tracking, note: noteOn({ what, objects, frames: seen, tracking, more: said }) };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
