import { requireShare } from "./checks.ts";
import { type Bounds, boundsOf, pick, pointAt } from "./cloud.ts";
import { KdTree, type NeighbourSlot } from "./kdtree.ts";
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
  // The tree goes on the smaller cloud, the larger one is asked.
  const isSwapped = dataB.length < dataA.length;
  const [held, asked] = isSwapped ? closestOf(dataB, dataA) : closestOf(dataA, dataB);
  const ends = isSwapped ? { a: asked, b: held } : { a: held, b: asked };
  return { distance: distance(held, asked), ...ends };
}

function closestOf(few: Float32Array, many: Float32Array): [few: Vec3, many: Vec3] {
  let pair = hop(few, many);
  const bound = distance(...pair);
  // Only points this close to the other cloud's box can make a better pair: mostly a thin slice of each cloud.
  const asked = nearBox(many, boundsOf(few), bound);
  const held = nearBox(few, boundsOf(asked), bound);
  const tree = new KdTree(held);
  const slot: NeighbourSlot = { index: -1, distance: bound };
  // One bound for all queries: each has to beat the best pair so far, and most fail at the first boxes.
  for (let p = 0; p < asked.length; p += 3)
    if (tree.nearestInto(asked[p]!, asked[p + 1]!, asked[p + 2]!, slot, slot.distance))
      pair = [pointAt(held, slot.index), pointAt(asked, p / 3)];
  return pair;
}

/** A good pair, not always the best: from a point to the nearest of the other cloud and back, a few times. */
function hop(few: Float32Array, many: Float32Array): [few: Vec3, many: Vec3] {
  let a = pointAt(few, 0);
  let b = pointAt(many, 0);
  for (let i = 0; i < HOPS; i++) {
    b = nearestByScan(many, a);
    a = nearestByScan(few, b);
  }
  return [a, b];
}

function nearestByScan(data: Float32Array, [x, y, z]: Vec3): Vec3 {
  let best = 0;
  let bound = Infinity;
  for (let p = 0; p < data.length; p += 3) {
    const d = (data[p]! - x) ** 2 + (data[p + 1]! - y) ** 2 + (data[p + 2]! - z) ** 2;
    if (d >= bound) continue;
    bound = d;
    best = p;
  }
  return pointAt(data, best / 3);
}

/** The points at most `reach` away from a box. */
function nearBox(data: Float32Array, { min, max }: Bounds, reach: number): Float32Array {
  const kept: number[] = [];
  for (let i = 0, p = 0; p < data.length; i++, p += 3) {
    const x = data[p]!;
    const y = data[p + 1]!;
    const z = data[p + 2]!;
    const dx = Math.max(min[0] - x, x - max[0], 0);
    const dy = Math.max(min[1] - y, y - max[1], 0);
    const dz = Math.max(min[2] - z, z - max[2], 0);
    if (dx * dx + dy * dy + dz * dz <= reach * reach) kept.push(i);
  }
  return kept.length * 3 === data.length ? data : pick(data, Uint32Array.from(kept));
}
