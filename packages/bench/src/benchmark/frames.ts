import { roundHalfEven } from "../python/numbers.ts";

/** Frames shown with the question: spread evenly, first and last included. */
export function keyFrames(count: number, budget: number): number[] {
  if (budget >= count) return Array.from({ length: count }, (_, i) => i);
  if (budget === 1) return [0];
  return Array.from({ length: budget }, (_, i) => roundHalfEven((i * (count - 1)) / (budget - 1)));
}

/** Frames for the baseline without tools: one from the beginning of each of `max` parts. */
export function spreadFrames(count: number, max: number): number[] {
  if (count <= max) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: max }, (_, i) => Math.trunc((i * count) / max));
}

/** Where the frames that were taken under a rate cap stand in their video. */
export function frameIndices(taken: number, fps: number, maxFps: number | null): number[] {
  const rate = maxFps !== null && fps > maxFps ? maxFps : fps;
  return Array.from({ length: taken }, (_, i) => roundHalfEven((i * fps) / rate));
}
