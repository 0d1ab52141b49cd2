import fc from "fast-check";
import { kdTree as OracleTree } from "kd-tree-javascript";
import { expect, test } from "vitest";
import { KdTree, Points, type Vec3 } from "../src/index.ts";
import { apart, cloud, list, makeCloud, vec3 } from "./helpers.ts";

const byDistance = (points: Points, p: Vec3) =>
  list(points)
    .map((q, index) => ({ index, distance: apart(p, q) }))
    .sort((a, b) => a.distance - b.distance);

test("nearest and kNearest agree with looking at every point", () => {
  fc.assert(
    fc.property(cloud(1), vec3, fc.integer({ min: 0, max: 40 }), (points, p, k) => {
      const tree = new KdTree(points.data);
      const brute = byDistance(points, p);
      const nearest = tree.nearest(p);
      expect(nearest.distance).toBeCloseTo(brute[0]!.distance, 9);
      expect(apart(points.at(nearest.index), p)).toBeCloseTo(nearest.distance, 9);
      const found = tree.kNearest(p, k);
      expect(found.length).toBe(Math.min(k, points.length));
      expect(new Set(found.map(({ index }) => index)).size).toBe(found.length);
      found.forEach(({ index, distance }, i) => {
        expect(distance).toBeCloseTo(brute[i]!.distance, 9);
        expect(apart(points.at(index), p)).toBeCloseTo(distance, 9);
      });
    }),
    { numRuns: 300 },
  );
});

test("within takes exactly the points of the ball, its surface included", () => {
  fc.assert(
    fc.property(cloud(), vec3, fc.integer({ min: 0, max: 80 }), (points, p, tenths) => {
      const radius = tenths / 10;
      const expected = list(points).flatMap(([x, y, z], i) =>
        (x - p[0]) ** 2 + (y - p[1]) ** 2 + (z - p[2]) ** 2 <= radius * radius ? [i] : [],
      );
      expect(new KdTree(points.data).within(p, radius)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  const grid = Points.of([
    [0, 0, 0],
    [3, 4, 0],
    [0, 0, 5.0001],
  ]);
  expect(new KdTree(grid.data).within([0, 0, 0], 5)).toEqual([0, 1]);
});

test("agrees with kd-tree-javascript on 3,000 points", () => {
  const points = makeCloud(3000, 1, (random) => [random() * 5, random() * 3, random() < 0.5 ? 0 : random() * 4]);
  type Xyz = { x: number; y: number; z: number };
  const squared = (a: Xyz, b: Xyz) => (a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2;
  const flat = list(points).map(([x, y, z]) => ({ x, y, z }));
  const oracle = new OracleTree(flat, squared, ["x", "y", "z"]);
  const tree = new KdTree(points.data);
  for (const at of list(makeCloud(200, 2, (random) => [random() * 6, random() * 4, random() * 5]))) {
    const expected = oracle
      .nearest({ x: at[0], y: at[1], z: at[2] }, 5)
      .map(([, d]) => Math.sqrt(d))
      .sort((a, b) => a - b);
    tree.kNearest(at, 5).forEach(({ distance }, i) => {
      expect(distance).toBeCloseTo(expected[i]!, 9);
    });
  }
});

test("nearestAll and the twins that allocate nothing say the same as nearest", () => {
  fc.assert(
    fc.property(cloud(1), cloud(1, 30), (points, queries) => {
      const tree = new KdTree(Float64Array.from(points.data));
      const indices = new Int32Array(queries.length);
      const distances = new Float64Array(queries.length);
      tree.nearestAll(queries.data, indices, distances);
      list(queries).forEach((p, i) => {
        const { distance } = tree.nearest(p);
        expect(distances[i]).toBeCloseTo(distance, 12);
        expect(apart(points.at(indices[i]!), p)).toBeCloseTo(distance, 9);
        const slot = { index: -1, distance: -1 };
        expect(tree.nearestInto(...p, slot, distance + 1e-6)).toBe(true);
        expect(slot.distance).toBeCloseTo(distance, 12);
        expect(tree.nearestInto(...p, slot, distance * 0.999)).toBe(false);
        const few = new Int32Array(2);
        expect(tree.withinInto(...p, 2, few)).toBe(tree.within(p, 2).length);
      });
    }),
  );
});

test("nearestOthers finds the nearest other point, equal ones included", () => {
  fc.assert(
    fc.property(cloud(2), (points) => {
      const [indices, distances] = [new Int32Array(points.length), new Float64Array(points.length)];
      new KdTree(points.data).nearestOthers(indices, distances);
      list(points).forEach((p, i) => {
        const others = byDistance(points, p).filter(({ index }) => index !== i);
        expect(distances[i]).toBeCloseTo(others[0]!.distance, 9);
        expect(indices[i]).not.toBe(i);
        expect(apart(points.at(indices[i]!), p)).toBeCloseTo(others[0]!.distance, 9);
      });
    }),
  );
  const [indices, distances] = [Int32Array.of(7), Float64Array.of(7)];
  new KdTree(new Float32Array(0)).nearestOthers(indices, distances);
  expect([indices[0], distances[0]]).toEqual([7, 7]);
  new KdTree(Float32Array.of(1, 2, 3)).nearestOthers(indices, distances);
  expect([indices[0], distances[0]]).toEqual([-1, Infinity]);
});

test("100,000 equal points, and points on a line", () => {
  const same = new KdTree(new Float32Array(300_000).fill(1));
  expect(same.nearest([1, 1, 2]).distance).toBe(1);
  expect(same.kNearest([1, 1, 1], 3).map(({ distance }) => distance)).toEqual([0, 0, 0]);
  const [indices, distances] = [new Int32Array(100_000), new Float64Array(100_000).fill(1)];
  same.nearestOthers(indices, distances);
  expect(distances.every((distance) => distance === 0)).toBe(true);
  const line = new KdTree(makeCloud(10_000, 1, (_, i) => [i, 0, 0]).data);
  expect(line.within([5000.2, 0, 0], 1.5)).toEqual([4999, 5000, 5001]);
  expect(line.kNearest([0, 0, 0], 10_000).at(-1)).toEqual({ index: 9999, distance: 9999 });
});

test("empty trees and bad arguments", () => {
  const empty = new KdTree(new Float32Array(0));
  expect(() => empty.nearest([0, 0, 0])).toThrow("the tree holds no points");
  expect(empty.kNearest([0, 0, 0], 3)).toEqual([]);
  expect(empty.within([0, 0, 0], 3)).toEqual([]);
  const [indices, distances] = [new Int32Array(1), new Float64Array(1)];
  empty.nearestAll(new Float32Array(3), indices, distances);
  expect([indices[0], distances[0]]).toEqual([-1, Infinity]);
  const one = new KdTree(Float32Array.of(1, 2, 3));
  const [index, distance] = [new Int32Array(2), new Float64Array(2)];
  one.nearestAll(Float64Array.of(0, Number.NaN, 0, 1, 2, 5), index, distance);
  expect([...index, ...distance]).toEqual([-1, 0, Number.NaN, 2]);
  expect(one.nearest([1, 2, 4])).toEqual({ index: 0, distance: 1 });
  expect(() => one.nearest([0, Number.NaN, 0])).toThrow("KdTree.nearest: [0, NaN, 0]");
  expect(() => one.kNearest([0, 0, 0], 1.5)).toThrow("k is 1.5");
  expect(() => one.within([0, 0, 0], -1)).toThrow("radius is -1");
  expect(() => new KdTree(Float32Array.of(1, 2))).toThrow("2 numbers, expected flat xyz");
  expect(() => new KdTree(Float64Array.of(0, 0, 0, 1, Infinity, 3))).toThrow("point 1 is [1, Infinity, 3]");
});
