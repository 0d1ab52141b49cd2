interface Heading {
  readonly at: Vec3;
  readonly forward: Vec3;
  readonly right: Vec3;
  /** Where p is for someone standing at `at`. bearingDeg: clockwise, 0 ahead, 90 right, -180..180. side4: front|right|back|left. side8 adds front-right etc. marginDeg: to the nearest border of its 8-sector (side4: marginDeg4). */
  locate(p: Vec3): { readonly forward: number; readonly right: number; readonly up: number; readonly distance: number; readonly bearingDeg: number; readonly side2: "left" | "right"; readonly side4: Side4; readonly side8: Side8; readonly quadrant: Quadrant; readonly marginDeg: number; readonly marginDeg4: number };
  /** Options in words ("left", "back-right", "in front", "3 o'clock"), best first; gapDeg: degrees from p to the option's direction. */
  rank<T extends string>(options: readonly T[], p: Vec3): readonly { readonly option: T; readonly gapDeg: number }[];
}
type Side4 = "front" | "right" | "back" | "left";
type Quadrant = "front-left" | "front-right" | "back-left" | "back-right";
type Side8 = Side4 | Quadrant;
interface Compass { bearing(v: Vec3): number; label4(v: Vec3): "N" | "E" | "S" | "W"; label8(v: Vec3): "N" | "NE" | "E" | "SE" | "S" | "SW" | "W" | "NW" }
interface Plane {
  readonly normal: Vec3;
  /** dot(normal, p) = offset on the plane. */
  readonly offset: number;
  /** Share of the points within tolerance. */
  readonly inliers: number;
  readonly rms: number;
  /** Signed distance, positive on the normal's side. */
  distance(p: Vec3): number;
}
interface Extent { readonly min: number; readonly max: number; readonly size: number }
/** Box about gravity: axes[1] is up, size[0] >= size[2] horizontally, size[1] is the height. */
interface OrientedBox { readonly center: Vec3; readonly axes: readonly [Vec3, Vec3, Vec3]; readonly size: Vec3; readonly corners: readonly Vec3[] }
interface ClosestPair { readonly distance: number; readonly a: Vec3; readonly b: Vec3 }
/** A point cloud: flat xyz in `data`. q drops that share of points at each end against stray points. */
interface Points extends Iterable<Vec3> {
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
interface KdTree {
  nearest(p: Vec3): { readonly index: number; readonly distance: number };
  kNearest(p: Vec3, k: number): readonly { readonly index: number; readonly distance: number }[];
  within(p: Vec3, radius: number): readonly number[];
  /** The nearest for every point of a cloud. */
  nearestAll(points: Points): { readonly index: Int32Array; readonly distance: Float64Array };
}
interface DynamicTree extends KdTree { add(p: Vec3): number; remove(index: number): boolean }
declare namespace tools {
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
