import { KdTree } from "./kdtree.ts";
import { select } from "./select.ts";
import { mean, std } from "./stats.ts";

/** How many neighbours say whether a point is alone. */
const NEIGHBOURS = 8;

/** Mean distance of each point to its (up to 8) nearest neighbours in its own cloud. */
export function meanNeighbourDistances(data: Float32Array): Float64Array {
  const count = data.length / 3;
  const out = new Float64Array(count);
  const others = Math.min(NEIGHBOURS, count - 1);
  if (others < 1) return out;
  const tree = new KdTree(data);
  const [indices, distances] = [new Int32Array(others + 1), new Float64Array(others + 1)];
  for (let i = 0; i < count; i++) {
    tree.kNearestInto(data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!, others + 1, indices, distances);
    // The nearest one is the point itself, at distance 0.
    let total = 0;
    for (let k = 1; k <= others; k++) total += distances[k]!;
    out[i] = total / others;
  }
  return out;
}

/** Indices, ascending, of the points whose mean neighbour distance is within k standard deviations of its mean. */
export function withoutOutliers(data: Float32Array, k: number): Uint32Array {
  const distances = meanNeighbourDistances(data);
  if (distances.length === 0) return new Uint32Array(0);
  const limit = mean(distances) + k * std(distances);
  const kept: number[] = [];
  for (let i = 0; i < distances.length; i++) if (distances[i]! <= limit) kept.push(i);
  return Uint32Array.from(kept);
}

/** Indices, ascending, without the floor(q * n) points of the largest mean neighbour distance. */
export function withoutStrays(data: Float32Array, q: number): Uint32Array {
  const count = data.length / 3;
  const kept = count - Math.floor(q * count);
  const ids = Uint32Array.from({ length: count }, (_, i) => i);
  if (kept === count) return ids;
  select(meanNeighbourDistances(data), kept, 0, count - 1, ids);
  return ids.slice(0, kept).sort();
}
