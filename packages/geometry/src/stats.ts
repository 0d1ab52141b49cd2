// Statistics under NumPy's names and with its rules: NaN in, NaN out; std is the population's unless ddof says otherwise.
// What has no value for an empty list (min, mean, argmax, ...) throws; the sum of nothing is 0.

import { quantileInPlace } from "./select.ts";

export function min(a: ArrayLike<number>): number {
  requireSome("min", a);
  // Math.min passes NaN on, and a loop has no limit on the number of arguments.
  let best = Infinity;
  for (let i = 0; i < a.length; i++) best = Math.min(best, a[i]!);
  return best;
}

export function max(a: ArrayLike<number>): number {
  requireSome("max", a);
  let best = -Infinity;
  for (let i = 0; i < a.length; i++) best = Math.max(best, a[i]!);
  return best;
}

/** Compensated (Neumaier): exact to the last digit or two, however many terms. */
export function sum(a: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const next = total + x;
    lost += Math.abs(total) >= Math.abs(x) ? total - next + x : x - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}

export function mean(a: ArrayLike<number>): number {
  requireSome("mean", a);
  return sum(a) / a.length;
}

export function median(a: ArrayLike<number>): number {
  requireSome("median", a);
  return quantile(a, 0.5);
}

/** Root of the variance. */
export function std(a: ArrayLike<number>, ddof = 0): number {
  requireSome("std", a);
  return Math.sqrt(spread("std", a, ddof));
}

/** Mean square deviation, over n - ddof: 0 for the population, 1 to estimate it from a sample. */
export function variance(a: ArrayLike<number>, ddof = 0): number {
  requireSome("var", a);
  return spread("var", a, ddof);
}

/** q in 0..100, linear interpolation. */
export function percentile(a: ArrayLike<number>, q: number): number {
  requireSome("percentile", a);
  if (!(q >= 0 && q <= 100))
    throw new RangeError(`np.percentile: q is ${q}, expected 0..100 (a share of 0..1 times 100)`);
  return quantile(a, q / 100);
}

/** Index of the first smallest number; of the first NaN when there is one. */
export function argmin(a: ArrayLike<number>): number {
  requireSome("argmin", a);
  return firstIndexOf(a, min(a));
}

/** Index of the first largest number; of the first NaN when there is one. */
export function argmax(a: ArrayLike<number>): number {
  requireSome("argmax", a);
  return firstIndexOf(a, max(a));
}

/** Ascending copy, NaN last. */
export function sort(a: ArrayLike<number>): number[] {
  return Array.from(Float64Array.from(a).sort());
}

/** Indices that sort ascending, NaN last; equal numbers keep their order. */
export function argsort(a: ArrayLike<number>): number[] {
  const order = Array.from({ length: a.length }, (_, i) => i);
  return order.sort((i, j) => compare(a[i]!, a[j]!));
}

/** a[i + 1] - a[i]. */
export function diff(a: ArrayLike<number>): number[] {
  const out: number[] = [];
  for (let i = 1; i < a.length; i++) out.push(a[i]! - a[i - 1]!);
  return out;
}

export function cumsum(a: ArrayLike<number>): number[] {
  let total = 0;
  return Array.from(a, (x) => {
    total += x;
    return total;
  });
}

/** Removes jumps of more than pi by whole turns. */
export function unwrap(rad: ArrayLike<number>): number[] {
  const turn = 2 * Math.PI;
  let turns = 0;
  return Array.from(rad, (x, i) => {
    const step = i === 0 ? 0 : x - rad[i - 1]!;
    // A NaN makes the count of turns NaN, and with it all that follows.
    if (!(Math.abs(step) <= Math.PI)) turns -= Math.sign(step) * Math.ceil((Math.abs(step) - Math.PI) / turn);
    return x + turns * turn;
  });
}

function spread(name: string, a: ArrayLike<number>, ddof: number): number {
  if (!(ddof < a.length)) throw new RangeError(`np.${name}: ddof ${ddof} leaves nothing of ${a.length} numbers`);
  const centre = mean(a);
  const squares = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) squares[i] = (a[i]! - centre) ** 2;
  return sum(squares) / (a.length - ddof);
}

function quantile(a: ArrayLike<number>, q: number): number {
  const keys = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    if (Number.isNaN(x)) return Number.NaN;
    keys[i] = x;
  }
  return quantileInPlace(keys, q);
}

function compare(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  return Number(Number.isNaN(x)) - Number(Number.isNaN(y));
}

function firstIndexOf(a: ArrayLike<number>, value: number): number {
  let i = 0;
  while (!(a[i] === value || (Number.isNaN(value) && Number.isNaN(a[i])))) i++;
  return i;
}

function requireSome(name: string, a: ArrayLike<number>): void {
  if (a.length === 0)
    throw new RangeError(`np.${name}: the list is empty, expected at least one number; test .length first`);
}
