import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Points, Pose, unit, type Vec3 } from "../src/index.ts";
import { apart, cloud, direction, expectVec, gauss, list, makeCloud } from "./helpers.ts";

const four = Points.of([
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [9, 10, -11],
]);

test("coordinates, filter, sample, concat", () => {
  expect([...four.x()]).toEqual([0, 3, 6, 9]);
  expect([...four.y()]).toEqual([1, 4, 7, 10]);
  expect([...four.z()]).toEqual([2, 5, 8, -11]);
  expect(list(four.filter(([x], i) => x > 2 && i < 3))).toEqual([four.at(1), four.at(2)]);
  expect(four.concat(four, Points.of([])).length).toBe(8);
  expect(four.sample(9).length).toBe(4);
  expect(() => four.at(4)).toThrow("index 4, expected a whole number from 0 to 3");
  expect(() => new Points(Float32Array.of(1, 2))).toThrow("2 numbers");
  expect(() => new Points(Float32Array.of(1, Number.NaN, 2))).toThrow("point 0 has NaN");
});

test("sample draws without replacement, in order, evenly, and the same for the same seed", () => {
  const points = makeCloud(1000, 1, (_, i) => [i, 0, 0]);
  const drawn = points.sample(100, 7);
  const xs = [...drawn.x()];
  expect(new Set(xs).size).toBe(100);
  expect(xs).toEqual(xs.toSorted((a, b) => a - b));
  expect(points.sample(100, 7)).toEqual(drawn);
  expect(points.sample(100, 8)).not.toEqual(drawn);
  const means = Array.from({ length: 50 }, (_, seed) => points.sample(100, seed).mean()[0]);
  expect(means.reduce((a, b) => a + b) / 50).toBeGreaterThan(485);
  expect(means.reduce((a, b) => a + b) / 50).toBeLessThan(515);
});

test("mean", () => {
  expect(four.mean()).toEqual([4.5, 5.5, 1]);
});

describe("median", () => {
  const sumTo = (points: Points, [x, y, z]: Vec3) =>
    Array.from({ length: points.length }, (_, i) => points.at(i)).reduce(
      (sum, p) => sum + Math.hypot(p[0] - x, p[1] - y, p[2] - z),
      0,
    );

  test("has the least sum of distances", () => {
    fc.assert(
      fc.property(cloud(1), direction, (points, aside) => {
        const at = points.median();
        const least = sumTo(points, at);
        for (const by of [1, 0.01]) {
          const other: Vec3 = [at[0] + by * aside[0], at[1] + by * aside[1], at[2] + by * aside[2]];
          expect(least).toBeLessThanOrEqual(sumTo(points, other) * (1 + 1e-6) + 1e-6);
        }
      }),
    );
  });

  test("is the point that most points stand on", () => {
    expect(
      Points.of([
        [1, 2, 3],
        [1, 2, 3],
        [1, 2, 3],
        [9, 9, 9],
        [-5, 0, 1],
      ]).median(),
    ).toEqual([1, 2, 3]);
  });

  test("is not moved by strays, and turns with the cloud, large ones too", () => {
    const count = 20_000;
    const blob = makeCloud(count, 3, (random, i) =>
      i % 10 === 0 ? [50, 60 * random(), 70] : [random() - 0.5, 2 * (random() - 0.5), 0.2 * random()],
    );
    const at = blob.median();
    expect(Math.hypot(at[0], at[1], at[2] - 0.1)).toBeLessThan(0.15);
    const turn = Pose.fromMatrix([0, -1, 0, 1, 0, 0, 1, 2, -1, 0, 0, 3, 0, 0, 0, 1]);
    const turned = blob.toWorld(turn).median();
    expectVec(turned, turn.toWorld(at), 1e-3);
  });
});

test("extent along axes and directions, with and without q", () => {
  fc.assert(
    fc.property(cloud(1), direction, fc.integer({ min: 0, max: 50 }), (points, axis, percent) => {
      const q = percent / 100;
      const u = unit(axis);
      const sorted = list(points)
        .map((p) => p[0] * u[0] + p[1] * u[1] + p[2] * u[2])
        .sort((a, b) => a - b);
      const quantile = (share: number) => {
        const rank = share * (sorted.length - 1);
        const low = sorted[Math.floor(rank)]!;
        return low + (sorted[Math.ceil(rank)]! - low) * (rank % 1);
      };
      const { min, max, size } = points.extent(axis, { q });
      expect(min).toBeCloseTo(quantile(q), 6);
      expect(max).toBeCloseTo(quantile(1 - q), 6);
      expect(size).toBeCloseTo(max - min, 9);
    }),
  );
  expect(four.extent("z")).toEqual({ min: -11, max: 8, size: 19 });
  expect(four.aabb()).toEqual({ min: [0, 1, -11], max: [9, 10, 8], size: [9, 9, 19] });
});

test("200,000 points: q keeps stray points out", () => {
  const points = makeCloud(200_000, 5, (random, i) => (i % 1000 === 0 ? [0, 50, 0] : [random(), random(), random()]));
  expect(points.extent("y").max).toBe(50);
  expect(points.extent("y", { q: 0.01 }).max).toBeCloseTo(0.99, 2);
  expect(points.aabb({ q: 0.01 }).size[1]).toBeCloseTo(0.98, 2);
});

test("trim drops points far from their neighbours and no others", () => {
  const body = makeCloud(2000, 1, (random) => [random(), random(), random()]);
  const strays: Vec3[] = [
    [5, 5, 5],
    [-3, 0, 0],
    [0.5, 4, 0.5],
  ];
  const trimmed = body.concat(Points.of(strays)).trim();
  expect(trimmed.extent("x").max).toBeLessThanOrEqual(1);
  expect(trimmed.extent("y").max).toBeLessThanOrEqual(1);
  expect(trimmed.length).toBeGreaterThan(1980);
  expect(Points.of([[1, 2, 3]]).trim().length).toBe(1);
  expect(Points.of([]).trim().length).toBe(0);
});

test("diameter is the largest distance of any two points", () => {
  fc.assert(
    fc.property(cloud(1, 60), (points) => {
      const all = list(points);
      const brute = Math.max(...all.flatMap((p) => all.map((q) => apart(p, q))));
      expect(points.diameter()).toBeCloseTo(brute, 6);
    }),
    { numRuns: 300 },
  );
});

test("diameter of balls and shells, of a rod with strays", () => {
  const ball = makeCloud(3000, 4, (random) => {
    const [x, y, z] = unit([gauss(random), gauss(random), gauss(random)]);
    return [x, y, z];
  });
  const all = list(ball);
  let brute = 0;
  for (const p of all) for (const q of all) brute = Math.max(brute, apart(p, q));
  expect(ball.diameter()).toBeCloseTo(brute, 6);
  const along = unit([1, 2, 3]);
  const rod = makeCloud(20_000, 6, (random, i) => {
    if (i % 500 === 0) return [random() * 20 - 10, random() * 20 - 10, random() * 20 - 10];
    const t = 2 * random();
    return [along[0] * t, along[1] * t, along[2] * t];
  });
  expect(rod.diameter()).toBeGreaterThan(10);
  expect(rod.diameter({ q: 0.01 })).toBeCloseTo(2 * 0.98, 1);
});

test("an empty cloud says what to do", () => {
  const none = Points.of([]);
  const calls = {
    median: () => none.median(),
    mean: () => none.mean(),
    extent: () => none.extent("x"),
    aabb: () => none.aabb(),
    obb: () => none.obb(),
    diameter: () => none.diameter(),
  };
  for (const [name, call] of Object.entries(calls))
    expect(call).toThrow(`Points.${name}: the cloud has no points; test points.length first`);
  expect(none.filter(() => true).length + none.sample(3).length + none.concat(none).length).toBe(0);
  expect(none.plane()).toBeNull();
  expect(() => four.extent("x", { q: 2 })).toThrow("Points.extent: q is 2");
  expectVec(four.concat(none).mean(), four.mean());
});
