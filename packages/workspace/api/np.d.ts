/** Lists (of lists), typed arrays, Grid (rows, columns), Points (n, 3). */
type Numeric = NdArray | Grid | Points | ArrayLike<number> | readonly ArrayLike<number>[];
/** RankOf<A>: number of axes of A. @brief */
type RankOf<A> = A extends NdArray<infer R> ? R : A extends ArrayLike<number> ? 1 : 2;
/** Index<R>: R numbers. @brief */
type Index<R> = R extends 1 ? readonly [number] : R extends 2 ? readonly [number, number] : R extends 3 ? readonly [number, number, number] : readonly number[];
/** Less<R>: NdArray<R - 1>, a number for R = 1. @brief */
type Less<A> = A extends 1 ? number : A extends 2 ? NdArray<1> : A extends 3 ? NdArray<2> : A extends number ? number | NdArray : Less<RankOf<A>>;
/** Like<A>: a number, list (Vec3 stays Vec3) or NdArray, as A is. @brief */
type Like<A> = A extends number ? number : A extends readonly number[] ? { [K in keyof A]: number } : NdArray<RankOf<A>>;
/** Read-only, of rank R. Negative indices count from the end, others outside throw. */
interface NdArray<R extends number = number> extends Iterable<Less<R>> {
  readonly shape: Index<R>; readonly size: number; readonly ndim: R; readonly T: this;
  at(...index: Index<R>): number;
  /** a[i], a[..., k] */
  row(i: number): Less<R>; col(k: number): Less<R>;
  /** a[10:20, :] is a.slice([10, 20], null); [from, to, step]. */
  slice(...axes: (readonly (number | null)[] | null)[]): this;
  reshape<S extends readonly number[]>(...shape: S): NdArray<S["length"]>; ravel(): NdArray<1>; vec3(): Vec3;
  toArray(): R extends 1 ? number[] : R extends 2 ? number[][] : unknown[];
  map(f: (x: number, ...index: Index<R>) => number): NdArray<R>;
}
interface BoolArray<R extends number = number> extends NdArray<R> { and(b: BoolArray<R>): BoolArray<R>; or(b: BoolArray<R>): BoolArray<R>; not(): BoolArray<R>; count(): number }
/** Make: (shape: number[]) => NdArray. @brief */
interface Make { <const S extends readonly number[]>(shape: S): NdArray<S["length"]> }
/** Join<N>: (list: Numeric[], { axis }?), N more axes. @brief */
interface Join<N = 0> { <A extends Numeric>(list: readonly A[], options?: { axis: number }): N extends 0 ? NdArray<RankOf<A>> : RankOf<A> extends 1 ? NdArray<2> : NdArray<3> }
/** Reduce: (a: Numeric) => number, or (a, { axis }) => Less<RankOf<A>>. @brief */
interface Reduce<O = unknown> { <A extends Numeric>(a: A, options: { axis: number } & O): Less<A>; (a: Numeric, options?: { axis?: undefined } & O): number }
/** Truth: the same with booleans. @brief */
interface Truth { (a: Numeric): boolean; (a: Numeric, options: { axis: number }): BoolArray }
/** Along: (a, { axis }?), default the last; number[] for a list. @brief */
interface Along { <A extends Numeric>(a: A, options?: { axis: number }): A extends readonly number[] ? number[] : NdArray<RankOf<A>> }
/** Each: (a: A) => Like<A>, element by element. @brief */
interface Each { <const A extends Numeric | number>(a: A): Like<A> }
/** Pair: (a: A, b) => Like<A>; b: a number, of a's shape, or of its rows'. @brief */
interface Pair { <const A extends Numeric | number, const B extends Numeric | number>(a: A, b: B): A extends number ? Like<B> : Like<A> }
/** Compare: (a, b), as Pair, => BoolArray. @brief */
interface Compare { <A extends Numeric>(a: A, b: Numeric | number): BoolArray<RankOf<A>> }
/** Check: (a) => BoolArray. @brief */
interface Check { <A extends Numeric>(a: A): BoolArray<RankOf<A>> }
/** Find: (a) => PerAxis, a number[] for each axis. @brief */
interface Find { <A extends Numeric>(a: A): PerAxis<Index<RankOf<A>>> }
/** @brief */
type PerAxis<I> = { [K in keyof I]: number[] };
/** Take: (a, mask or indices, { axis }?); Points stay Points, lists lists. @brief */
interface Take { <A extends Numeric, B extends Numeric>(a: A, by: B, options?: { axis: number }): RankOf<B> extends 1 ? (A extends Points ? Points : A extends readonly number[] ? number[] : NdArray<RankOf<A>>) : RankOf<A> extends RankOf<B> ? NdArray<1> : NdArray<2> }
/** Product: (a, b); a number for two vectors. @brief */
interface Product { <A extends Numeric, B extends Numeric>(a: A, b: B): RankOf<A> extends 1 ? Less<B> : NdArray<RankOf<B>> }
interface Linalg {
  norm: Reduce; det(a: Numeric): number; inv(a: Numeric): NdArray<2>; solve<B extends Numeric>(a: Numeric, b: B): NdArray<RankOf<B>>;
  lstsq<B extends Numeric>(a: Numeric, b: B): { readonly x: NdArray<RankOf<B>>; readonly rank: number };
  svd(a: Numeric): { readonly u: NdArray<2>; readonly s: NdArray<1>; readonly vh: NdArray<2> };
  eigh(a: Numeric): { readonly eigenvalues: NdArray<1>; readonly eigenvectors: NdArray<2> };
}
/** Under NumPy's names; NaN in, NaN out. @example const a = np.array([[1, 5], [3, 2]]); print(np.take(a, np.greater(a, 2)), np.mean(a, { axis: 0 })); */
declare const np: {
  array<A extends Numeric>(a: A): NdArray<RankOf<A>>; array(a: readonly (readonly ArrayLike<number>[])[]): NdArray<3>;
  zeros: Make; ones: Make; full<const S extends readonly number[]>(shape: S, value: number): NdArray<S["length"]>; eye(n: number): NdArray<2>;
  linspace(start: number, stop: number, n: number): number[]; arange(start: number, stop?: number, step?: number): number[];
  concatenate: Join; stack: Join<1>;
  min: Reduce; max: Reduce; sum: Reduce; mean: Reduce; median: Reduce; argmin: Reduce; argmax: Reduce; count_nonzero: Reduce; nanmin: Reduce; nanmax: Reduce; nanmean: Reduce; nanmedian: Reduce;
  /** ddof is 0 by default. */
  std: Reduce<{ ddof?: number }>; var: Reduce<{ ddof?: number }>;
  /** q in 0..100. */
  percentile(a: Numeric, q: number): number; percentile<A extends Numeric>(a: A, q: number, options: { axis: number }): Less<A>;
  any: Truth; all: Truth;
  sort: Along; argsort: Along; diff: Along; cumsum: Along; unwrap: Along; unique(a: Numeric): number[];
  /** mod has the sign of the divisor: mod(-73, 360) is 287. */
  add: Pair; subtract: Pair; multiply: Pair; divide: Pair; power: Pair; mod: Pair; minimum: Pair; maximum: Pair; arctan2: Pair; cross: Pair;
  abs: Each; sqrt: Each; sin: Each; cos: Each; degrees: Each; radians: Each;
  clip<const A extends Numeric | number>(a: A, lo: number, hi: number): Like<A>; round<const A extends Numeric | number>(a: A, digits?: number): Like<A>;
  greater: Compare; greater_equal: Compare; less: Compare; less_equal: Compare; equal: Compare; isnan: Check;
  nonzero: Find; where: Find;
  take: Take;
  dot: Product; matmul: Product;
  linalg: Linalg;
};
