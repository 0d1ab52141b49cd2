import type { KdTree as PointTree, Points as RawPoints } from "@spatialclaw/geometry";
import { fail, number, vec3 } from "./check.ts";
import { NumberGrid } from "./grid.ts";
import { Cloud } from "./points.ts";

/** Entries of a table of distances: 80 MB. */
const MOST_DISTANCES = 2e7;

/** A tree with its own checks: arguments of its methods come from cells too. */
export function sealTree(tree: PointTree): KdTree {
  return Object.freeze({
    nearest: (p: Vec3) => tree.nearest(vec3("KdTree.nearest(p)", p)),
    kNearest: (p: Vec3, k: number) =>
      tree.kNearest(vec3("KdTree.kNearest(p)", p), number("KdTree.kNearest(k)", k, { min: 1, integer: true })),
    within: (p: Vec3, radius: number) =>
      tree.within(vec3("KdTree.within(p)", p), number("KdTree.within(radius)", radius, { min: 0 })),
    nearestAll(points: Points) {
      const { data, length } = Cloud.from("KdTree.nearestAll(points)", points);
      const found = { index: new Int32Array(length), distance: new Float64Array(length) };
      tree.nearestAll(data, found.index, found.distance);
      return Object.freeze(found);
    },
  });
}

/** A row for each point of `a`, a column for each of `b`. */
export function distances(where: string, a: RawPoints, b: RawPoints): Grid {
  const count = a.length * b.length;
  if (count > MOST_DISTANCES)
    fail(
      where,
      `${a.length} x ${b.length} distances are over ${MOST_DISTANCES}; use closest() or kdTree().nearestAll()`,
    );
  const out = new Float32Array(count);
  for (let i = 0, k = 0; i < a.data.length; i += 3)
    for (let j = 0; j < b.data.length; j += 3) {
      const dx = (a.data[i] as number) - (b.data[j] as number);
      const dy = (a.data[i + 1] as number) - (b.data[j + 1] as number);
      const dz = (a.data[i + 2] as number) - (b.data[j + 2] as number);
      out[k++] = Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  return new NumberGrid(b.length, a.length, out);
}
