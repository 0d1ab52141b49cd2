import type { Bounds, Mean } from "@spatialclaw/report";
import { intervalOf } from "../stats/index.ts";
import { uniform } from "../stats/random.ts";

/** Of the bootstrap behind intervals of means. */
export const MEAN_RESAMPLES = 1000;

/** A number and what it was in each of MEAN_RESAMPLES resamples; null: it has none, or did not vary. */
export interface Sampled {
  readonly score: number;
  readonly draws: readonly number[] | null;
}

/**
 * Samples are drawn within each benchmark, and benchmarks independently of each other: every benchmark's resamples are
 * put into an order of its own, the same for all runs. So what two runs over the same samples drew stays paired.
 */
export function sampled(benchmark: string, score: number, headlines: readonly number[]): Sampled {
  if (headlines.length < MEAN_RESAMPLES) return { score, draws: null };
  const draws = headlines.slice(0, MEAN_RESAMPLES);
  const random = uniform(hash(benchmark));
  for (let i = draws.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [draws[i], draws[j]] = [draws[j] as number, draws[i] as number];
  }
  return { score, draws };
}

/** null of nothing. */
export function average(parts: readonly Sampled[]): Sampled | null {
  if (parts.length === 0) return null;
  const mean = (value: (part: Sampled) => number): number =>
    parts.reduce((sum, part) => sum + value(part), 0) / parts.length;
  const isFixed = parts.every(({ draws }) => draws === null);
  return {
    score: mean(({ score }) => score),
    draws: isFixed
      ? null
      : Array.from({ length: MEAN_RESAMPLES }, (_, i) => mean(({ score, draws }) => draws?.[i] ?? score)),
  };
}

export function difference(a: Sampled, b: Sampled): { readonly score: number; readonly interval: Bounds | null } {
  const { score, draws } = b;
  const draw = (one: Sampled, i: number): number => one.draws?.[i] ?? one.score;
  const isFixed = draws === null && a.draws === null;
  return {
    score: score - a.score,
    interval: isFixed ? null : intervalOf(Array.from({ length: MEAN_RESAMPLES }, (_, i) => draw(b, i) - draw(a, i))),
  };
}

export const meanFrom = ({ score, draws }: Sampled, over: number, of: number): Mean => ({
  score,
  interval: draws && intervalOf(draws),
  over,
  of,
});

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}
