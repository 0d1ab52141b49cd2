import { expect, test } from "vitest";
import { angle, dot, groundPlane, Points, unit, type Vec3 } from "../src/index.ts";
import { expectVec, gauss, makeCloud, turnY } from "./helpers.ts";

/** 60 % on the plane through [0, 1, 0] with this normal, 5 mm of noise; the rest anywhere in a 4 m cube. */
function noisyPlane(normal: Vec3, seed: number): Points {
  const n = unit(normal);
  return makeCloud(5000, seed, (random, i) => {
    const p: Vec3 = [random() * 4 - 2, random() * 4 - 1, random() * 4 - 2];
    if (i % 5 >= 3) return p;
    const d = dot(n, p) - n[1] + 0.005 * gauss(random);
    return [p[0] - n[0] * d, p[1] - n[1] * d, p[2] - n[2] * d];
  });
}

test.each([[[0, 1, 0]], [[1, 2, 3]], [[1, 0.2, -1]]] as [Vec3][])(
  "a plane among 40 %% outliers: normal %j",
  (normal) => {
    const plane = noisyPlane(normal, 1).plane({ tolerance: 0.02 });
    expect(angle(plane!.normal, normal)).toBeLessThan(0.2);
    expect(plane!.distance([0, 1, 0])).toBeCloseTo(0, 2);
    expect(plane!.inliers).toBeGreaterThan(0.59);
    expect(plane!.inliers).toBeLessThan(0.63);
    expect(plane!.rms).toBeGreaterThan(0.004);
    expect(plane!.rms).toBeLessThan(0.007);
    expect(noisyPlane(normal, 1).plane()!.inliers).toBeGreaterThan(0.59);
  },
);

test("a plane without noise is exact, and the normal looks toward a place", () => {
  const flat = makeCloud(100, 1, (random) => [random(), 2, random()]);
  const up = flat.plane();
  expectVec(up!.normal, [0, 1, 0], 1e-7);
  expect(up).toMatchObject({ inliers: 1 });
  expect(up!.offset).toBeCloseTo(2, 7);
  expect(up!.distance([0, 5, 0])).toBeCloseTo(3, 7);
  const down = flat.plane({ toward: [0, 0, 0] });
  expectVec(down!.normal, [0, -1, 0], 1e-7);
  expect(down!.distance([0, 0, 0])).toBeCloseTo(2, 7);
});

test("the prior chooses between two planes and keeps the better one away", () => {
  const floor = makeCloud(1000, 1, (random) => [random() * 3, 0.004 * gauss(random), random() * 3]);
  const wall = makeCloud(3000, 2, (random) => [random() * 3, random() * 3, 0.004 * gauss(random)]);
  const room = floor.concat(wall);
  expect(Math.abs(room.plane()!.normal[2])).toBeGreaterThan(0.99);
  const found = room.plane({ prior: { normal: [0, -1, 0], withinDeg: 10 } });
  expect(found!.normal[1]).toBeLessThan(-0.99);
  expect(found!.inliers).toBeGreaterThan(0.24);
  expect(wall.plane({ tolerance: 0.01, prior: { normal: [0, 1, 0], withinDeg: 5 } })).toBeNull();
});

test("two points, a line and equal points have no plane", () => {
  expect(
    Points.of([
      [0, 0, 0],
      [1, 1, 1],
    ]).plane(),
  ).toBeNull();
  expect(makeCloud(50, 1, (_, i) => [i, 2 * i, 3 * i]).plane()).toBeNull();
  expect(makeCloud(50, 1, () => [1, 2, 3]).plane()).toBeNull();
  expect(() => makeCloud(9, 1, (_, i) => [i, 0, i * i]).plane({ tolerance: -1 })).toThrow("tolerance is -1");
});

/** A room of 5 x 4 x 2.6 m, its floor at y = -1.2: floor, two walls, a table of 1.6 x 0.9 m, strays. */
function room(parts: { floor: number; walls: number; table: number }): Points {
  const noise = (random: () => number) => 0.005 * gauss(random);
  const floor = makeCloud(parts.floor, 1, (random) => [random() * 5, -1.2 + noise(random), random() * 4]);
  const walls = makeCloud(parts.walls, 2, (random, i) =>
    i % 2 ? [noise(random), random() * 2.6 - 1.2, random() * 4] : [random() * 5, random() * 2.6 - 1.2, noise(random)],
  );
  const table = makeCloud(parts.table, 3, (random) => [2 + random() * 1.6, -0.8 + noise(random), 2 + random() * 0.9]);
  const strays = makeCloud(20, 4, (random) => [random() * 5, -2 + random() * 3, random() * 4]);
  return floor.concat(walls, table, strays);
}

test("the floor of a room, also when a low table shows more points", () => {
  for (const parts of [
    { floor: 6000, walls: 8000, table: 1000 },
    { floor: 2000, walls: 6000, table: 5000 },
  ]) {
    const floor = groundPlane(room(parts));
    expect(angle(floor!.normal, [0, 1, 0])).toBeLessThan(0.5);
    expect(floor!.distance([2.5, -1.2, 2])).toBeCloseTo(0, 2);
  }
});

test("a floor that leans by 8 degrees, given as several clouds", () => {
  const lean = ([x, y, z]: Vec3): Vec3 => {
    const [a, b, c] = turnY([x, z, y], 8);
    return [a, c, b];
  };
  const level = room({ floor: 6000, walls: 5000, table: 500 });
  const all = Points.of(Array.from({ length: level.length }, (_, i) => lean(level.at(i))));
  const halves = [all.filter((_, i) => i % 2 === 0), all.filter((_, i) => i % 2 === 1)];
  const floor = groundPlane(halves);
  expect(angle(floor!.normal, lean([0, 1, 0]))).toBeLessThan(0.5);
  expect(floor!.normal[1]).toBeGreaterThan(0);
  expect(floor!.distance(lean([2.5, -1.2, 2]))).toBeCloseTo(0, 2);
});

test("walls alone, or nothing, have no floor", () => {
  expect(groundPlane(room({ floor: 0, walls: 8000, table: 0 }))).toBeNull();
  expect(groundPlane(Points.of([]))).toBeNull();
  expect(groundPlane([])).toBeNull();
});
