import fc from "fast-check";
import { expect, test } from "vitest";
import { closest, Points, type Vec3 } from "../src/index.ts";
import { apart, cloud, list, makeCloud, vec3 } from "./helpers.ts";

const bruteDistance = (a: Points, b: Points) => Math.min(...list(a).flatMap((p) => list(b).map((q) => apart(p, q))));
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
