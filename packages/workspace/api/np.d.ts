/** Statistics under NumPy's names; NaN in, NaN out; std is the population's (ddof 0). @example print(np.percentile([1, 2, 3, 4], 90), np.mod(-73, 360)); */
declare const np: {
  min(a: ArrayLike<number>): number; max(a: ArrayLike<number>): number; sum(a: ArrayLike<number>): number;
  mean(a: ArrayLike<number>): number; median(a: ArrayLike<number>): number; std(a: ArrayLike<number>): number;
  /** q in 0..100, linear interpolation. */
  percentile(a: ArrayLike<number>, q: number): number;
  argmin(a: ArrayLike<number>): number; argmax(a: ArrayLike<number>): number;
  /** Ascending copy. */
  sort(a: ArrayLike<number>): number[];
  argsort(a: ArrayLike<number>): number[];
  diff(a: ArrayLike<number>): number[]; cumsum(a: ArrayLike<number>): number[];
  linspace(start: number, stop: number, n: number): number[]; arange(start: number, stop: number, step?: number): number[];
  /** Sign of the divisor, as in Python: mod(-73, 360) is 287. */
  mod(a: number, n: number): number;
  clip(x: number, lo: number, hi: number): number; round(x: number, digits?: number): number;
  degrees(rad: number): number; radians(deg: number): number;
  /** Removes jumps of more than pi. */
  unwrap(rad: ArrayLike<number>): number[];
};
