import { InputError, type MediaInput, type SourceFrame } from "../types.ts";
import { roundHalfEven } from "./round.ts";

/** Pictures in the first message; of several videos, for each of them. */
export const KEY_FRAME_BUDGET = 32;

/** Evenly spread over 0 to n - 1, the first and the last included; a single one is the first; 0: none. */
export function evenIndices(n: number, budget: number): number[] {
  wholeFrom0(n, "number of frames");
  wholeFrom0(budget, "budget of key frames");
  if (budget >= n) return Array.from({ length: n }, (_, i) => i);
  if (budget <= 1) return Array.from({ length: budget }, () => 0);
  return Array.from({ length: budget }, (_, i) => roundHalfEven((i * (n - 1)) / (budget - 1)));
}

/** As the chain-of-thought baseline picks frames: the beginnings of `most` parts of equal length. */
export function partIndices(n: number, most: number): number[] {
  wholeFrom0(n, "number of frames");
  wholeFrom0(most, "budget of key frames");
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.trunc((i * n) / most));
}

/** What is shown before the first cell; of several videos, the budget holds for each. */
export function keyFrames(
  { frames, videos = [] }: Pick<MediaInput, "frames" | "videos">,
  budget: number = KEY_FRAME_BUDGET,
  choose: (n: number, budget: number) => number[] = evenIndices,
): SourceFrame[] {
  const parts = videos.length > 1 ? videos.map((video) => video.frames) : [[0, frames.length] as const];
  return parts.flatMap(([from, to]) => choose(to - from, budget).map((i) => frames[from + i] as SourceFrame));
}

function wholeFrom0(value: number, what: string): void {
  if (!Number.isInteger(value) || value < 0)
    throw new InputError(`the ${what} is ${value}, expected a whole number from 0`);
}
