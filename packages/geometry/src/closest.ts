import { boxDistanceSquared } from "./boxes.ts";
import { requireShare } from "./checks.ts";
import { boundsOf, pick, pointAt } from "./cloud.ts";
import { buildKdLayout } from "./kdtree-layout.ts";
import { nearestPair } from "./kdtree-pairs.ts";
import type { PointData } from "./points.ts";
import { withoutStrays } from "./strays.ts";
import { distance, type Vec3 } from "./vec.ts";

/** The two nearest points of two clouds. */
export interface ClosestPair {
  readonly distance: number;
  readonly a: Vec3;
  readonly b: Vec3;
}

/** Hops between the clouds that find a first bound. */
const HOPS = 4;

/**
 * The exact closest pair of two clouds; null when one is empty.
 *
 * `q` (0 to 0.5) ignores stray points: of each cloud by itself, the floor(q * n) points with the largest mean
 * distance to their own 8 nearest neighbours are left out first, and the pair of what remains is exact.
 */
export function closest(a: PointData, b: PointData, options: { readonly q?: number } = {}): ClosestPair | null {
  const { q = 0 } = options;
  requireShare("closest", q);
  if (a.data.length === 0 || b.data.length === 0) return null;
  const dataA = q > 0 ? pick(a.data, withoutStrays(a.data, q)) : a.data;
  const dataB = q > 0 ? pick(b.data, withoutStrays(b.data, q)) : b.data;
  const [endA, endB] = closestOf(dataA, dataB);
  return { distance: distance(endA, endB), a: endA, b: endB };
}

function closestOf(a: Float32Array, b: Float32Array): [a: Vec3, b: Vec3] {
  const pair = hop(a, b);
  const bound = distance(...pair);
  // Only points this close to the other cloud's box can make a better pair: mostly a thin slice of each cloud.
  const nearA = nearBox(a, boundsOf(b), bound);
  const nearB = nearBox(b, boundsOf(nearA), bound);
  const [treeA, treeB] = [buildKdLayout(nearA), buildKdLayout(nearB)];
  const better = nearestPair(treeA, treeB, bound * bound);
  if (better.a < 0) return pair;
  return [pointAt(nearA, treeA.ids[better.a]!), pointAt(nearB, treeB.ids[better.b]!)];
}

/** A good pair, not always the best: from a point to the nearest of the other cloud and back, a few times. */
function hop(dataA: Float32Array, dataB: Float32Array): [a: Vec3, b: Vec3] {
  let a = pointAt(dataA, 0);
  let b = pointAt(dataB, 0);
  let at = -1;
  for (let i = 0; i < HOPS; i++) {
    b = pointAt(dataB, nearestByScan(dataB, a));
    const next = nearestByScan(dataA, b);
    // There and back again: from here on nothing changes.
    if (next === at) break;
    at = next;
    a = pointAt(dataA, at);
  }
  return [a, b];
}

function nearestByScan(data: Float32Array, [x, y, z]: Vec3): number {
  let best = 0;
  let bound = Infinity;
  for (let p = 0; p < data.length; p += 3) {
    const dx = data[p]! - x;
    const dy = data[p + 1]! - y;
    const dz = data[p + 2]! - z;
    const d = dx * dx + dy * dy + dz * dz;
    if (d >= bound) continue;
    bound = d;
    best = p;
  }
  return best / 3;
}

/** The points at most `reach` away from a box. */
function nearBox(data: Float32Array, box: Float64Array, reach: number): Float32Array {
  const kept = new Uint32Array(data.length / 3);
  let count = 0;
  for (let i = 0, p = 0; p < data.length; i++, p += 3)
    if (boxDistanceSquared(box, 0, data[p]!, data[p + 1]!, data[p + 2]!) <= reach * reach) kept[count++] = i;
  return count === kept.length ? data : pick(data, kept.subarray(0, count));
}
