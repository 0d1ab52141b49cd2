// Generated from packages/workspace/api by npm run generate:cell-types; a test compares.
// The cell API as a module: what programs import, where cells find the same names without importing them.
export type ChartOptions = { x?: Numeric | readonly Frame[]; panels?: boolean; title?: string; xLabel?: string; yLabel?: string };
export interface Chart extends Picture {
  numbers(series: string): Readonly<Record<"n" | "min" | "max" | "mean" | "first" | "last" | "slope", number>>;
}
export type Marks<T> = readonly (T | null)[] | Readonly<Record<string, T | null>>;
export declare namespace tools {
/** @example show(tools.Graph.lines({ light: InputImages.brightness() }, { x: InputImages })); */
namespace Graph {
  function lines(series: Readonly<Record<string, Numeric>>, options?: ChartOptions): Chart;
  function scatter(series: Readonly<Record<string, { x: Numeric; y: Numeric }>>, options?: ChartOptions): Chart;
  /** arrows: [from, to] or a path. */
  function topDown(objects: BevObjects, options?: { from?: Heading; arrows?: Readonly<Record<string, Points | readonly Vec3[]>> }): Bev;
}
}
export declare namespace tools {
namespace Draw {
  function mark(on: Frame | Picture, marks: { boxes?: Marks<Box>; points?: Marks<Px>; lines?: Marks<readonly Px[]>; labels?: Marks<Px> }): Picture;
  /** margin: share of the box. */
  function crop(of: Frame | Picture, box: Box, options?: { margin?: number; scale?: number }): Picture;
  function grid(pictures: readonly (Frame | Picture)[], options?: { columns?: number }): Picture;
}
}
export declare namespace tools {
namespace Time {
  /** Interpolated; null outside. */
  function positionAt(track: Track, frame: FrameRef): Vec3 | null;
  /** z (3) robust deviations over the median. */
  function peaks(series: Numeric, z?: number): readonly { readonly index: number; readonly value: number; readonly z: number }[];
  function intervals(frames: readonly Frame[], holds: readonly boolean[] | BoolArray<1>): readonly Frames[];
}
}
/** Absolute index of a frame in its input; the one frame index there is. */
export type FrameIndex = number & { readonly __frameIndex: unique symbol };
/** A frame, or its absolute index. */
export type FrameRef = Frame | FrameIndex;
/** Pixel position [x, y] in a frame's image. */
export type Px = readonly [x: number, y: number];
/** World position or direction [x, y, z]. */
export type Vec3 = readonly [x: number, y: number, z: number];
/** Pixel box, ends exclusive. */
export interface Box { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }
export type OneOrMany<T> = T | readonly T[];
export interface Frame {
  readonly frameIndex: FrameIndex;
  /** Which of several videos, from 1; else null. */
  readonly video: number | null;
  readonly width: number;
  readonly height: number;
  /** Time in the video, null for photos. */
  readonly seconds: number | null;
  /** Pixel of a normalised position (0..1, 0..1). */
  px(nx: number, ny: number): Px;
  /** Its colours, fetched when asked for. */
  pixels(): Pixels;
}
/** sRGB, 0..255; at() throws outside. Brightness is luma. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Row-major, three bytes a pixel. */
  readonly data: Uint8Array;
  at(x: number, y: number): Rgb;
  mean(part?: Box | Mask): Rgb;
  brightness(part?: Box | Mask): number;
}
export type Rgb = readonly [r: number, g: number, b: number];
export interface Frames extends ReadonlyArray<Frame> {
  readonly first: Frame;
  readonly middle: Frame;
  readonly last: Frame;
  /** By position in this list; -1 is the last. Throws outside. */
  at(position: number): Frame;
  slice(from?: number, to?: number): Frames & Frame[];
  /** n frames, evenly spread, first and last included. */
  sample(n: number): Frames;
  /** Every k-th frame. */
  stride(k: number): Frames;
  /** The frame with this absolute index, or null. */
  by(frame: FrameRef | number): Frame | null;
  /** The frame with n on either side. */
  around(frame: FrameRef, n: number): Frames;
  /** The frame nearest in time; throws for photos, which have none. */
  atTime(seconds: number): Frame;
  /** Mean brightness of every frame, 0..255, in one call. */
  brightness(): Float64Array;
}
/** The frames of the question, in order. @example const key = InputImages.sample(4); show(key); */
export declare const InputImages: Frames;
/** Reference images that belong to the question's text (may be empty). */
export declare const RefImages: Frames;
export declare const Metadata: {
  readonly isVideo: boolean;
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly totalFrames: number;
  readonly frameIndices: readonly FrameIndex[];
  readonly videos: readonly { readonly name: string; readonly totalFrames: number; readonly fps: number | null; readonly durationSec: number | null }[];
};
export interface Heading {
  readonly at: Vec3;
  readonly forward: Vec3;
  readonly right: Vec3;
  /** Where p is for someone standing at `at`. bearingDeg: clockwise, 0 ahead, 90 right, -180..180. side4: front|right|back|left. side8 adds front-right etc. marginDeg: to the nearest border of its 8-sector (side4: marginDeg4). */
  locate(p: Vec3): { readonly forward: number; readonly right: number; readonly up: number; readonly distance: number; readonly bearingDeg: number; readonly side2: "left" | "right"; readonly side4: Side4; readonly side8: Side8; readonly quadrant: Quadrant; readonly marginDeg: number; readonly marginDeg4: number };
  /** Options in words ("left", "back-right", "in front", "3 o'clock"), best first; gapDeg: degrees from p to the option's direction. */
  rank<T extends string>(options: readonly T[], p: Vec3): readonly { readonly option: T; readonly gapDeg: number }[];
}
export type Side4 = "front" | "right" | "back" | "left";
export type Quadrant = "front-left" | "front-right" | "back-left" | "back-right";
export type Side8 = Side4 | Quadrant;
export interface Compass { bearing(v: Vec3): number; label4(v: Vec3): "N" | "E" | "S" | "W"; label8(v: Vec3): "N" | "NE" | "E" | "SE" | "S" | "SW" | "W" | "NW" }
export interface Plane {
  readonly normal: Vec3;
  /** dot(normal, p) = offset on the plane. */
  readonly offset: number;
  /** Share of the points within tolerance. */
  readonly inliers: number;
  readonly rms: number;
  /** Signed distance, positive on the normal's side. */
  distance(p: Vec3): number;
}
export interface Extent { readonly min: number; readonly max: number; readonly size: number }
/** Box about gravity: axes[1] is up, size[0] >= size[2] horizontally, size[1] is the height. */
export interface OrientedBox { readonly center: Vec3; readonly axes: readonly [Vec3, Vec3, Vec3]; readonly size: Vec3; readonly corners: readonly Vec3[] }
export interface ClosestPair { readonly distance: number; readonly a: Vec3; readonly b: Vec3 }
/** A point cloud: flat xyz in `data`. q drops that share of points at each end against stray points. */
export interface Points extends Iterable<Vec3> {
  readonly length: number;
  readonly data: Float32Array;
  /** -1 is the last. */
  at(i: number): Vec3;
  x(): Float32Array;
  y(): Float32Array;
  z(): Float32Array;
  filter(keep: (p: Vec3, i: number) => boolean): Points;
  sample(n: number, seed?: number): Points;
  concat(...others: Points[]): Points;
  /** Least sum of distances to all points: robust, the axes do not matter. */
  median(): Vec3;
  mean(): Vec3;
  extent(axis: "x" | "y" | "z" | Vec3, options?: { q?: number }): Extent;
  aabb(options?: { q?: number }): { readonly min: Vec3; readonly max: Vec3; readonly size: Vec3 };
  obb(options?: { q?: number }): OrientedBox;
  /** Without points far from their neighbours (k standard deviations, default 3). */
  trim(options?: { k?: number }): Points;
  /** Principal axes, largest spread first; deviations along them. */
  pca(): { readonly center: Vec3; readonly axes: readonly [Vec3, Vec3, Vec3]; readonly deviations: Vec3 };
  /** Robust plane; `prior` keeps the normal within some degrees of a direction, `toward` (a position) says which side it points to. null when no plane fits. */
  plane(options?: { tolerance?: number; prior?: { normal: Vec3; withinDeg: number }; toward?: Vec3; seed?: number }): Plane | null;
  toWorld(pose: Pose): Points;
  /** Largest distance between two points. */
  diameter(options?: { q?: number }): number;
}
export interface KdTree {
  nearest(p: Vec3): { readonly index: number; readonly distance: number };
  kNearest(p: Vec3, k: number): readonly { readonly index: number; readonly distance: number }[];
  within(p: Vec3, radius: number): readonly number[];
  /** The nearest for every point of a cloud. */
  nearestAll(points: Points): { readonly index: Int32Array; readonly distance: Float64Array };
}
export interface DynamicTree extends KdTree { add(p: Vec3): number; remove(index: number): boolean }
export declare namespace tools {
namespace Geometry {
  function add(a: Vec3, b: Vec3): Vec3;
  function sub(a: Vec3, b: Vec3): Vec3;
  function scale(a: Vec3, s: number): Vec3;
  function neg(a: Vec3): Vec3;
  function dot(a: Vec3, b: Vec3): number;
  function cross(a: Vec3, b: Vec3): Vec3;
  function norm(a: Vec3): number;
  /** Throws on a zero vector. */
  function unit(a: Vec3): Vec3;
  function distance(a: Vec3, b: Vec3): number;
  /** Degrees between two directions. */
  function angle(a: Vec3, b: Vec3): number;
  function lerp(a: Vec3, b: Vec3, t: number): Vec3;
  /** Levelled to the ground plane, unit length. */
  function horizontal(v: Vec3): Vec3;
  /** Standing at A facing B, where is C. @example const h = tools.Geometry.heading({ at: [0, 0, 0], facing: { toward: [0, 0, -2] } }); print(h.locate([1, 0, -1]).side8); */
  function heading(options: { at: Vec3; facing: Vec3 | { toward: Vec3 } }): Heading;
  function compass(options: { north: Vec3 } | { east: Vec3 } | { south: Vec3 } | { west: Vec3 }): Compass;
  function turn(direction: Vec3, to: "left" | "right" | "back" | { rightDeg: number }): Vec3;
  /** Closest pair of two clouds; q ignores that share of stray points of each. null when one is empty. */
  function closest(a: Points, b: Points, options?: { q?: number }): ClosestPair | null;
  function kdTree(points: Points): KdTree;
  /** distance: growing with each coordinate's difference. */
  function dynamicTree(points: readonly Vec3[], distance?: (a: Vec3, b: Vec3) => number): DynamicTree;
  /** All distances, a row per point of a; refuses over 2e7. Use closest() for the smallest. */
  function cdist(a: Points, b: Points): Grid;
  /** Of a 4x4 c2w matrix, row-major. */
  function pose(matrix: ArrayLike<number>): Pose;
  function lookAt(from: Vec3, to: Vec3): Pose;
  function points(list: readonly Vec3[]): Points;
  /** The floor: a robust plane near the lowest points whose normal is near up. */
  function groundPlane(recon: Recon): Plane | null;
}
}
/** Lists (of lists), typed arrays, Grid (rows, columns), Points (n, 3). */
export type Numeric = NdArray | Grid | Points | ArrayLike<number> | readonly ArrayLike<number>[];
/** RankOf<A>: number of axes of A. @brief */
export type RankOf<A> = A extends NdArray<infer R> ? R : A extends ArrayLike<number> ? 1 : 2;
/** Index<R>: R numbers. @brief */
export type Index<R> = R extends 1 ? readonly [number] : R extends 2 ? readonly [number, number] : R extends 3 ? readonly [number, number, number] : readonly number[];
/** Less<R>: NdArray<R - 1>, a number for R = 1. @brief */
export type Less<A> = A extends 1 ? number : A extends 2 ? NdArray<1> : A extends 3 ? NdArray<2> : A extends number ? number | NdArray : Less<RankOf<A>>;
/** Like<A>: a number, list (Vec3 stays Vec3) or NdArray, as A is. @brief */
export type Like<A> = A extends number ? number : A extends readonly number[] ? { [K in keyof A]: number } : NdArray<RankOf<A>>;
/** Read-only, of rank R. Negative indices count from the end, others outside throw. */
export interface NdArray<R extends number = number> extends Iterable<Less<R>> {
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
export interface BoolArray<R extends number = number> extends NdArray<R> { and(b: BoolArray<R>): BoolArray<R>; or(b: BoolArray<R>): BoolArray<R>; not(): BoolArray<R>; count(): number }
/** Make: (shape: number[]) => NdArray. @brief */
export interface Make { <const S extends readonly number[]>(shape: S): NdArray<S["length"]> }
/** Join<N>: (list: Numeric[], { axis }?), N more axes. @brief */
export interface Join<N = 0> { <A extends Numeric>(list: readonly A[], options?: { axis: number }): N extends 0 ? NdArray<RankOf<A>> : RankOf<A> extends 1 ? NdArray<2> : NdArray<3> }
/** Reduce: (a: Numeric) => number, or (a, { axis }) => Less<RankOf<A>>. @brief */
export interface Reduce<O = unknown> { <A extends Numeric>(a: A, options: { axis: number } & O): Less<A>; (a: Numeric, options?: { axis?: undefined } & O): number }
/** Truth: the same with booleans. @brief */
export interface Truth { (a: Numeric): boolean; (a: Numeric, options: { axis: number }): BoolArray }
/** Along: (a, { axis }?), default the last; number[] for a list. @brief */
export interface Along { <A extends Numeric>(a: A, options?: { axis: number }): A extends readonly number[] ? number[] : NdArray<RankOf<A>> }
/** Each: (a: A) => Like<A>, element by element. @brief */
export interface Each { <const A extends Numeric | number>(a: A): Like<A> }
/** Pair: (a: A, b) => Like<A>; b: a number, of a's shape, or of its rows'. @brief */
export interface Pair { <const A extends Numeric | number, const B extends Numeric | number>(a: A, b: B): A extends number ? Like<B> : Like<A> }
/** Compare: (a, b), as Pair, => BoolArray. @brief */
export interface Compare { <A extends Numeric>(a: A, b: Numeric | number): BoolArray<RankOf<A>> }
/** Check: (a) => BoolArray. @brief */
export interface Check { <A extends Numeric>(a: A): BoolArray<RankOf<A>> }
/** Find: (a) => PerAxis, a number[] for each axis. @brief */
export interface Find { <A extends Numeric>(a: A): PerAxis<Index<RankOf<A>>> }
/** @brief */
export type PerAxis<I> = { [K in keyof I]: number[] };
/** Take: (a, mask or indices, { axis }?); Points stay Points, lists lists. @brief */
export interface Take { <A extends Numeric, B extends Numeric>(a: A, by: B, options?: { axis: number }): RankOf<B> extends 1 ? (A extends Points ? Points : A extends readonly number[] ? number[] : NdArray<RankOf<A>>) : RankOf<A> extends RankOf<B> ? NdArray<1> : NdArray<2> }
/** Product: (a, b); a number for two vectors. @brief */
export interface Product { <A extends Numeric, B extends Numeric>(a: A, b: B): RankOf<A> extends 1 ? Less<B> : NdArray<RankOf<B>> }
export interface Linalg {
  norm: Reduce; det(a: Numeric): number; inv(a: Numeric): NdArray<2>; solve<B extends Numeric>(a: Numeric, b: B): NdArray<RankOf<B>>;
  lstsq<B extends Numeric>(a: Numeric, b: B): { readonly x: NdArray<RankOf<B>>; readonly rank: number };
  svd(a: Numeric): { readonly u: NdArray<2>; readonly s: NdArray<1>; readonly vh: NdArray<2> };
  eigh(a: Numeric): { readonly eigenvalues: NdArray<1>; readonly eigenvectors: NdArray<2> };
}
/** Under NumPy's names; NaN in, NaN out. @example const a = np.array([[1, 5], [3, 2]]); print(np.take(a, np.greater(a, 2)), np.mean(a, { axis: 0 })); */
export declare const np: {
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
/** A picture made by a tool. */
export interface Picture { readonly width: number; readonly height: number; readonly label: string }
export type Showable = Frame | Picture | Seg | Found | Mask | null | undefined | readonly Showable[];
/** Puts pictures into the next message, each labelled with its frame. @example show(InputImages.first, InputImages.last); */
export declare function show(...items: Showable[]): void;
/** Prints with four significant digits; arrays with shape and range. @example print("area", 12.3456, [1, 2, 3]); */
export declare function print(...items: unknown[]): void;
export declare const console: { log(...items: unknown[]): void; info(...items: unknown[]): void; warn(...items: unknown[]): void; error(...items: unknown[]): void };
/** Checks the answer against the form the question wants, then ends the run; a point is [x, y, z] in metres. @example ReturnAnswer(1.25); */
export declare function ReturnAnswer(value: string | number | Vec3): never;
export type Look = OneOrMany<Frame | Picture>;
/** Separate looks by a vision model that sees only these pictures, labelled by frame, and the question. A list runs at once and gives a list in order; what failed is null, with a printed note. */
export declare const vlm: {
  /** Several frames, several things, or pairs of both. null when not visible; the reason is printed. */
  locate(frames: readonly Frame[], what: OneOrMany<string>): (Located | null)[];
  locate(frame: Frame, what: readonly string[]): (Located | null)[];
  locate(frame: Frame, what: string): Located | null;
  /** Those that show it, in order. */
  whichFrames(frames: readonly Frame[], what: readonly string[]): (Frames | null)[];
  whichFrames(frames: readonly Frame[], what: string): Frames;
  /** One look at all pictures; askEach looks at each on its own. */
  ask(pictures: Look, questions: readonly string[]): (string | null)[];
  ask(pictures: Look, question: string): string;
  askEach(pictures: readonly (Frame | Picture)[], question: string): (string | null)[];
  choose<T extends string>(pictures: Look, questions: readonly string[], options: readonly T[]): (T | null)[];
  /** null when none fits. */
  choose<T extends string>(pictures: Look, question: string, options: readonly T[]): T | null;
};
/** Position and orientation in the world: camera-to-world, OpenCV axes (x right, y down, z forward). */
export interface Pose {
  readonly position: Vec3;
  readonly right: Vec3;
  readonly down: Vec3;
  readonly forward: Vec3;
  readonly up: Vec3;
  /** 4x4 c2w, row-major. */
  readonly matrix: readonly number[];
  toWorld(p: Vec3): Vec3;
  toCamera(p: Vec3): Vec3;
  inverse(): Pose;
  /** Matrix product: `local` is given in this pose's axes. */
  compose(local: Pose): Pose;
  /** This pose seen from `ref`: translation in ref's own axes [right, down, forward]; yaw > 0 turns right, pitch > 0 up. */
  relativeTo(ref: Pose): { readonly translation: Vec3; readonly distance: number; readonly yawDeg: number; readonly pitchDeg: number; readonly rollDeg: number };
}
export interface Intrinsics { readonly fx: number; readonly fy: number; readonly cx: number; readonly cy: number; readonly width: number; readonly height: number }
/** A 2-D array of numbers, row-major; at() throws outside. */
export interface Grid { readonly width: number; readonly height: number; readonly data: Float32Array; at(x: number, y: number): number }
export interface View {
  readonly frame: Frame;
  readonly frameIndex: FrameIndex;
  readonly pose: Pose;
  /** For the depth map's size; pixels you pass are of the frame's image. */
  readonly intrinsics: Intrinsics;
  /** Metres along the optical axis; NaN where nothing was measured. */
  readonly depth: Grid;
  /** 0..1. */
  readonly confidence: Grid;
  /** The view's measured pixels in the world. */
  readonly points: Points;
  /** Median depth in a window (odd, default 3); null without a measurement. */
  depthAt(px: Px, options?: { window?: number }): number | null;
  pointAt(px: Px, options?: { window?: number }): Vec3 | null;
  /** Pixel of a world point, null behind the camera or outside the image. */
  project(p: Vec3): Px | null;
}
export interface Recon {
  readonly frames: Frames;
  readonly views: readonly View[];
  /** metric: whether lengths are true metres. */
  readonly scale: { readonly source: string; readonly metric: boolean; readonly confidence: number };
  /** How sure +Y is up (0..1); ground: Y of the floor, null when none was found. */
  readonly world: { readonly up: string; readonly confidence: number; readonly ground: number | null };
  /** The view of a frame, null when it was not reconstructed. */
  at(frame: FrameRef): View | null;
  nearest(frame: FrameRef): { readonly view: View; readonly gapFrames: number };
  cameraTrack(): CameraTrack;
  /** The same scene with all lengths times `factor`: true length / measured length of something known. */
  rescale(factor: number): Recon;
  /** Bird's-eye view (x right, forward up) and the numbers it drew, relative to the first camera or `from`. Nulls are left out. */
  renderBev(options?: { objects?: BevObjects; from?: FrameRef }): Bev;
}
/** speeds: m/s between positions, NaN without times. */
export interface Track { readonly frames: Frames; readonly seconds: readonly (number | null)[]; readonly positions: Points; readonly speeds: Float64Array; readonly pathLength: number; readonly displacement: Vec3 | null }
/** One entry per view. heights: above the first camera; yawDeg: turn since the first, > 0 right, unwrapped; pitchDeg > 0 looks up. */
export interface CameraTrack extends Track { readonly forward: Points; readonly right: Points; readonly heights: Float64Array; readonly yawDeg: Float64Array; readonly pitchDeg: Float64Array; readonly displacement: Vec3 }
export type BevObject = Seg | Found | Points | Vec3 | null | undefined | readonly BevObject[];
export type BevObjects = BevObject | Readonly<Record<string, BevObject>>;
export interface Bev extends Picture { readonly items: readonly { readonly label: string; readonly position: Vec3; readonly forward: number; readonly right: number; readonly distance: number }[] }
export declare namespace tools {
/** Depth, cameras and points of frames (Depth Anything 3, or the depth that came with a capture). */
namespace Reconstruct {
  /** Samples within the limit by itself and always keeps `include`. @example const recon = tools.Reconstruct.reconstruct(InputImages, { include: [InputImages.last] }); print(recon.views.length); */
  function reconstruct(frames: readonly Frame[] | Frame, options?: { include?: readonly FrameRef[]; maxFrames?: number }): Recon;
}
}
export declare namespace tools {
/** Masks of objects by text, box or points (SAM 3, or the masks that came with a capture). A miss is null. */
namespace SAM3 {
  /** One entry per name, in order. Tries text, then boxes, then points where the vision model sees it; prints what it tried when nothing is found. @example const [door, heater] = tools.SAM3.findObject(InputImages, ["door", "heater"]); if (door && heater) show(door, heater); */
  function findObject(frames: OneOrMany<Frame>, what: readonly string[]): (Found | null)[];
  function findObject(frames: OneOrMany<Frame>, what: string): Found | null;
  /** The same objects through many frames. @example const [chairs, tables] = tools.SAM3.segmentVideo(InputImages, ["chair", "table"]); print(chairs ? chairs.count : 0); */
  function segmentVideo(frames: readonly Frame[], what: readonly (Prompt | null)[]): (Seg | null)[];
  function segmentVideo(frames: readonly Frame[], what: Prompt): Seg | null;
  /** Single pictures: several frames, several prompts (a null gives a null), or pairs of them. */
  function segmentImage(frames: readonly Frame[], what: OneOrMany<Prompt | Box | null>): (Seg | null)[];
  function segmentImage(frame: Frame, what: readonly (Prompt | Box | null)[]): (Seg | null)[];
  function segmentImage(frame: Frame, what: Prompt | Box): Seg | null;
}
}
export declare namespace tools {
namespace Mask {
  /** A list of pixels is a polygon. */
  function of(frame: FrameRef, region: Box | readonly Px[] | ((x: number, y: number) => boolean)): Mask;
  /** Connected, largest first. */
  function parts(mask: Mask): readonly Mask[];
}
}
/** A text, or a box or points in one frame (negative: not on it). */
export type Prompt = string | Located | { readonly frame: FrameRef; readonly box: Box; readonly negative?: readonly Px[] } | { readonly frame: FrameRef; readonly points: readonly Px[]; readonly negative?: readonly Px[] };
/** A box in pixels of its frame. */
export interface Located extends Box { readonly frame: Frame; readonly center: Px }
/** Best seen in `frame`. */
export interface Found { readonly label: string; readonly frame: Frame; readonly seg: Seg; readonly tried: readonly string[] }
/** One or several objects with a mask in each frame where they are seen. Methods take all objects together. */
export interface Seg {
  readonly label: string;
  /** How many objects. */
  readonly count: number;
  readonly objects: readonly Seg[];
  readonly score: number;
  /** The frame with the largest mask. */
  readonly best: Frame;
  /** Frames with a mask. */
  readonly frames: Frames;
  readonly emptyFrames: Frames;
  mask(frame: FrameRef): Mask | null;
  /** World points under the masks (edges trimmed), of one frame or of all that `recon` has; may be empty. */
  points(recon: Recon, options?: { frame?: FrameRef; minConfidence?: number; erode?: number }): Points;
  /** Median of the points; null when there are none. */
  centroid(recon: Recon, options?: { frame?: FrameRef; minConfidence?: number }): Vec3 | null;
  /** Centroid per frame that both have, in order. */
  track(recon: Recon): Track;
  /** The frame (default: the one with the largest mask) with the masks drawn in. */
  overlay(frame?: FrameRef): Picture;
}
export interface Mask {
  readonly width: number;
  readonly height: number;
  /** Pixels set. */
  readonly area: number;
  has(x: number, y: number): boolean;
  /** null when empty. */
  box(): Box | null;
  centroid(): Px | null;
  iou(other: Mask): number;
  and(other: Mask): Mask;
  or(other: Mask): Mask;
  not(): Mask;
  erode(pixels: number): Mask;
  dilate(pixels: number): Mask;
  /** The largest connected part. */
  largest(): Mask;
  points(recon: Recon, options?: { minConfidence?: number }): Points;
}
