import { stats } from "@spatialclaw/geometry";
import { fail } from "./check.ts";
import { viewFrom } from "./np/input.ts";
import { doubles, shapeText } from "./np/views.ts";

/** A list of numbers that a cell passed in whatever form; do not write to it. */
export function seriesFrom(where: string, value: unknown): Float64Array {
  const view = viewFrom(where, value);
  if (view.dimension !== 1) fail(where, `expected a list of numbers, got shape ${shapeText(view.shape)}`);
  return doubles(view);
}

export type SeriesNumbers = Readonly<Record<"n" | "min" | "max" | "mean" | "first" | "last" | "slope", number>>;

/** Of the places where both numbers are finite; all but `n` are NaN when there are none. */
export function summarise(x: Float64Array, y: Float64Array): SeriesNumbers {
  const kept = [...y.keys()].filter((i) => Number.isFinite(x[i]) && Number.isFinite(y[i]));
  const [xs, ys] = [Float64Array.from(kept, (i) => x[i] as number), Float64Array.from(kept, (i) => y[i] as number)];
  const none = Number.NaN;
  if (ys.length === 0)
    return Object.freeze({ n: 0, min: none, max: none, mean: none, first: none, last: none, slope: none });
  const [first, last] = [ys[0] as number, ys[ys.length - 1] as number];
  const { min, max, mean } = stats;
  return Object.freeze({ n: ys.length, min: min(ys), max: max(ys), mean: mean(ys), first, last, slope: slope(xs, ys) });
}

/** Of the line of least squares; NaN when x does not change. */
function slope(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [stats.mean(x), stats.mean(y)];
  let [xx, xy] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const dx = (x[i] as number) - meanX;
    xx += dx * dx;
    xy += dx * ((y[i] as number) - meanY);
  }
  return xx > 0 ? xy / xx : Number.NaN;
}

/** Flat x, y pairs to draw, null for what is missing. Long series keep the extremes of each stretch. */
export function linePairs(x: Float64Array, y: Float64Array, most: number): (number | null)[] {
  if (y.length <= most) return [...y.keys()].flatMap((i) => pairAt(x, y, i));
  const stretches = most >> 1;
  return Array.from({ length: stretches }, (_, s) => {
    const [from, to] = [s, s + 1].map((k) => Math.floor((k * y.length) / stretches)) as [number, number];
    let [low, high] = [-1, -1];
    for (let i = from; i < to; i++) {
      if (!Number.isFinite(x[i]) || !Number.isFinite(y[i])) continue;
      if (low < 0 || (y[i] as number) < (y[low] as number)) low = i;
      if (high < 0 || (y[i] as number) > (y[high] as number)) high = i;
    }
    if (low < 0) return [null, null];
    return [...new Set([Math.min(low, high), Math.max(low, high)])].flatMap((i) => pairAt(x, y, i));
  }).flat();
}

/** Enough digits for any picture. */
export function pairAt(x: Float64Array, y: Float64Array, i: number): [number, number] | [null, null] {
  const [a, b] = [x[i] as number, y[i] as number];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return [null, null];
  return [Number(a.toPrecision(10)), Number(b.toPrecision(10))];
}
