import fc from "fast-check";
import { expect, test } from "vitest";
import { closest, Points, type Vec3 } from "../src/index.ts";
import { apart, cloud, gauss, list, makeCloud, vec3 } from "./helpers.ts";

const bruteDistance = (a: Points, b: Points) =>
  Math.min(...list(a).map((p) => Math.min(...list(b).map((q) => apart(p, q)))));
const shifted = (points: Points, [x, y, z]: Vec3) => Points.of(list(points).map((p) => [p[0] + x, p[1] + y, p[2] + z]));

test("the exact pair, whichever way round", () => {
  fc.assert(
    fc.property(cloud(1), cloud(1, 40), vec3, (a, base, shift) => {
      const b = shifted(base, shift);
      const pair = closest(a, b);
      expect(pair?.distance).toBeCloseTo(bruteDistance(a, b), 9);
      expect(apart(pair!.a, pair!.b)).toBeCloseTo(pair!.distance, 9);
      expect(list(a)).toContainEqual(pair!.a);
      expect(list(b)).toContainEqual(pair!.b);
      expect(closest(b, a)?.distance).toBeCloseTo(pair!.distance, 12);
    }),
    { numRuns: 300 },
  );
});

test("two walls of 60,000 points with a known gap", () => {
  const wall = (seed: number, z: (random: () => number) => number) =>
    makeCloud(60_000, seed, (random) => [random() * 4, random() * 3, z(random)]);
  const a = wall(1, (random) => -random() * 0.01);
  const b = wall(2, (random) => 1 + random() * 0.01);
  const bump: Vec3 = [2, 1, 0.25];
  const pair = closest(a.concat(Points.of([bump])), b);
  expect(pair?.a).toEqual(bump);
  expect(pair?.distance).toBeCloseTo(0.75, 2);
  expect(pair?.distance).toBe(Math.min(...list(b).map((p) => apart(p, bump))));
});

test("shells in each other, where every point is nearly as close as the closest", () => {
  const shell = (count: number, seed: number, radius: number) =>
    makeCloud(count, seed, (random) => {
      const v: Vec3 = [gauss(random), gauss(random), gauss(random)];
      const factor = radius / Math.hypot(...v);
      return [factor * v[0], factor * v[1], factor * v[2]];
    });
  const [inner, outer] = [shell(1500, 1, 1), shell(1500, 2, 1.1)];
  expect(closest(inner, outer)?.distance).toBeCloseTo(bruteDistance(inner, outer), 12);
  const [many, more] = [shell(50_000, 3, 1), shell(50_000, 4, 1.1)];
  expect(closest(many, more)?.distance).toBeCloseTo(0.1, 5);
});

test("clouds of equal points", () => {
  const same = (x: number) => makeCloud(50_000, 1, () => [x, 2, 3]);
  expect(closest(same(1), same(1))).toEqual({ distance: 0, a: [1, 2, 3], b: [1, 2, 3] });
  expect(closest(same(1), same(4))?.distance).toBe(3);
});

test("q leaves out stray points of each cloud", () => {
  const box = (seed: number, x0: number) => makeCloud(2000, seed, (random) => [x0 + random(), random(), random()]);
  const [a, b] = [box(1, 0), box(2, 3)];
  const strays = makeCloud(20, 3, (random) => [1.2 + 1.6 * random(), random() * 8 - 4, random() * 8 - 4]);
  const [dirtyA, dirtyB] = [a.concat(strays), b.concat(strays)];
  expect(closest(dirtyA, dirtyB)?.distance).toBe(0);
  const clean = closest(a, b)!.distance;
  expect(closest(dirtyA, dirtyB, { q: 0.02 })!.distance).toBeGreaterThanOrEqual(clean);
  expect(closest(dirtyA, dirtyB, { q: 0.02 })!.distance).toBeLessThan(clean + 0.1);
});

test("empty clouds give null, single points their distance, a bad q is named", () => {
  const one = Points.of([[1, 2, 3]]);
  expect(closest(one, Points.of([]))).toBeNull();
  expect(closest(Points.of([]), one)).toBeNull();
  expect(closest(one, Points.of([[1, 2, 5]]), { q: 0.4 })).toEqual({ distance: 2, a: [1, 2, 3], b: [1, 2, 5] });
  expect(() => closest(one, one, { q: 5 })).toThrow("closest: q is 5");
});
