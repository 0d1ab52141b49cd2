import { along, pick, quantileRange } from "./cloud.ts";
import { convexHull } from "./hull2.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { UP, type Vec3 } from "./vec.ts";

/** Box about gravity: axes[1] is up, size[0] >= size[2] horizontally, size[1] is the height. */
export interface OrientedBox {
  readonly center: Vec3;
  /** Unit vectors, right-handed. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** Full lengths along the axes. */
  readonly size: Vec3;
  readonly corners: readonly Vec3[];
}

/** Points that suffice to find the direction of a trimmed box. */
const SEARCH_POINTS = 4000;

/**
 * Smallest box with one axis along +Y around a cloud that is not empty. q = 0: around every point, exact (one side
 * lies on an edge of the hull of the floor plan). q > 0: of the directions, to 0.02 degrees, the one whose extents
 * without the share q at each end enclose the smallest area.
 */
export function orientedBox(data: Float32Array, q: number): OrientedBox {
  const theta = q > 0 ? searchDirection(data, q) : hullDirection(data);
  const side: Vec3 = [Math.cos(theta), 0, Math.sin(theta)];
  const other: Vec3 = [-side[2], 0, side[0]];
  const ranges = [side, other].map((axis) => quantileRange(along(data, axis), q));
  const [a, b] = ranges as [readonly [number, number], readonly [number, number]];
  // The longer side first, looking to +X (or to +Z where there is no X); adding 0 keeps -0 out of the axes.
  const long = a[1] - a[0] >= b[1] - b[0] ? side : other;
  const sign = long[0] > 1e-12 || (Math.abs(long[0]) <= 1e-12 && long[2] > 0) ? 1 : -1;
  const first: Vec3 = [sign * long[0] + 0, 0, sign * long[2] + 0];
  return boxAlong(data, [first, UP, [0 - first[2], 0, first[0]]], q);
}

function boxAlong(data: Float32Array, axes: OrientedBox["axes"], q: number): OrientedBox {
  const ranges = axes.map((axis) => quantileRange(along(data, axis), q));
  const place = (weights: readonly number[]): Vec3 => {
    const sum = [0, 0, 0];
    axes.forEach((axis, i) => {
      const [min, max] = ranges[i]!;
      for (let c = 0; c < 3; c++) sum[c]! += axis[c]! * (min + (max - min) * weights[i]!);
    });
    return [sum[0]!, sum[1]!, sum[2]!];
  };
  const size = (i: number) => ranges[i]![1] - ranges[i]![0];
  const corners = Array.from({ length: 8 }, (_, c) => place([c & 1, (c >> 1) & 1, (c >> 2) & 1]));
  return { center: place([0.5, 0.5, 0.5]), axes, size: [size(0), size(1), size(2)], corners };
}

/** Direction (angle from +X towards +Z) of the hull edge with the smallest rectangle: rotating calipers. */
function hullDirection(data: Float32Array): number {
  const hull = convexHull(floorPlan(data));
  const count = hull.length / 2;
  if (count < 2) return 0;
  let best = { area: Infinity, theta: 0 };
  const at = (i: number, x: number, z: number) => hull[2 * (i % count)]! * x + hull[2 * (i % count) + 1]! * z;
  // As the edge turns round the hull, its farthest points ahead, opposite and behind only move forward.
  let [ahead, opposite, behind] = [1, 1, 1];
  for (let i = 0; i < count; i++) {
    const theta = Math.atan2(at(i + 1, 0, 1) - at(i, 0, 1), at(i + 1, 1, 0) - at(i, 1, 0));
    const [x, z] = [Math.cos(theta), Math.sin(theta)];
    const advance = (from: number, dx: number, dz: number) => {
      let k = from;
      while (k < from + count && at(k + 1, dx, dz) > at(k, dx, dz)) k++;
      return k;
    };
    ahead = advance(Math.max(ahead, i + 1), x, z);
    opposite = advance(Math.max(opposite, ahead), -z, x);
    behind = advance(Math.max(behind, opposite), -x, -z);
    const area = (at(ahead, x, z) - at(behind, x, z)) * (at(opposite, -z, x) - at(i, -z, x));
    if (area < best.area) best = { area, theta };
  }
  return best.theta;
}

/** Direction of the smallest trimmed rectangle: every degree of a quarter turn, then ever finer about the best. */
function searchDirection(data: Float32Array, q: number): number {
  const random = seededRandom(0);
  const sample = pick(data, sampleIndices(data.length / 3, SEARCH_POINTS, random));
  const extent = (x: number, z: number) => {
    const [min, max] = quantileRange(along(sample, [x, 0, z]), q);
    return max - min;
  };
  const area = (theta: number) => extent(Math.cos(theta), Math.sin(theta)) * extent(-Math.sin(theta), Math.cos(theta));
  let best = { theta: 0, area: Infinity };
  const look = (from: number, step: number, steps: number) => {
    for (let i = 0; i < steps; i++) {
      const theta = from + i * step;
      const found = area(theta);
      if (found < best.area) best = { theta, area: found };
    }
  };
  const degree = Math.PI / 180;
  look(0, degree, 90);
  for (const step of [degree / 7, degree / 49]) look(best.theta - 7 * step, step, 15);
  return best.theta;
}

/** Flat pairs (x, z). */
function floorPlan(data: Float32Array): Float64Array {
  const out = new Float64Array((2 * data.length) / 3);
  for (let i = 0; 2 * i < out.length; i++) {
    out[2 * i] = data[3 * i]!;
    out[2 * i + 1] = data[3 * i + 2]!;
  }
  return out;
}
