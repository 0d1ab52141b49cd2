import fc from "fast-check";
import { expect, test } from "vitest";
import { convexHull } from "../src/hull2.ts";
import { cross, dot, Points, type Vec3 } from "../src/index.ts";
import { cloud, degrees, expectVec, list, makeCloud, metres, turnY, vec3 } from "./helpers.ts";

/** Surface and inside of a box of 2 x 1 x 0.5 m, turned about +Y, its centre moved. */
function turnedBox(deg: number, center: Vec3, count = 4000): Points {
  return makeCloud(count, 9, (random, i) => {
    const corner: Vec3 = [(i & 1) - 0.5, ((i >> 1) & 1) - 0.5, ((i >> 2) & 1) - 0.5];
    const [a, b, c] = i < 8 ? corner : [random() - 0.5, random() - 0.5, random() - 0.5];
    const [x, y, z] = turnY([2 * a, b, 0.5 * c], deg);
    return [x + center[0], y + center[1], z + center[2]];
  });
}

test("a turned box is found: size, centre, axes, corners", () => {
  fc.assert(
    fc.property(degrees, vec3, (deg, center) => {
      const points = turnedBox(deg, center, 300);
      const box = points.obb();
      expectVec(box.size, [2, 1, 0.5], 1e-4);
      expectVec(box.center, center, 1e-4);
      expect(Math.abs(dot(box.axes[0], turnY([1, 0, 0], deg)))).toBeCloseTo(1, 6);
      expect(box.axes[1]).toEqual([0, 1, 0]);
      expectVec(cross(box.axes[0], box.axes[1]), box.axes[2], 1e-12);
      for (const corner of list(points).slice(0, 8))
        expect(Math.min(...box.corners.map((c) => Math.hypot(...c.map((v, i) => v - corner[i]!))))).toBeLessThan(1e-4);
    }),
  );
});

test("no direction gives a smaller rectangle, and all points are inside", () => {
  fc.assert(
    fc.property(cloud(1, 40), (points) => {
      const box = points.obb();
      const area = box.size[0] * box.size[2];
      for (let deg = 0; deg < 90; deg += 3) {
        const width = points.extent(turnY([1, 0, 0], deg)).size;
        const depth = points.extent(turnY([0, 0, 1], deg)).size;
        expect(area).toBeLessThanOrEqual(width * depth + 1e-5);
      }
      expect(box.size[0]).toBeGreaterThanOrEqual(box.size[2]);
      for (const p of list(points))
        box.axes.forEach((axis, i) => {
          expect(Math.abs(dot(axis, p) - dot(axis, box.center))).toBeLessThanOrEqual(box.size[i]! / 2 + 1e-5);
        });
    }),
    { numRuns: 300 },
  );
});

test("q finds the box among stray points", () => {
  const box = turnedBox(33, [1, 2, 3], 20_000);
  const strays = makeCloud(150, 2, (random) => [random() * 8 - 3, random() * 8 - 3, random() * 8 - 3]);
  const found = box.concat(strays).obb({ q: 0.01 });
  expect(box.concat(strays).obb().size[0]).toBeGreaterThan(5);
  expectVec(found.size, [2, 1, 0.5], 0.06);
  expectVec(found.center, [1, 2, 3], 0.02);
  expect(Math.abs(dot(found.axes[0], turnY([1, 0, 0], 33)))).toBeGreaterThan(Math.cos((2 * Math.PI) / 180));
});

test("a point and a line are boxes too", () => {
  expect(Points.of([[1, 2, 3]]).obb()).toMatchObject({ center: [1, 2, 3], size: [0, 0, 0] });
  const line = Points.of([
    [0, 0, 0],
    [3, 1, 4],
    [1.5, 0.5, 2],
  ]).obb();
  expectVec(line.size, [5, 1, 0], 1e-6);
});

test("the hull is convex, counter-clockwise, and holds every point", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(metres, metres), { minLength: 1, maxLength: 80 }), (pairs) => {
      const hull = convexHull(Float64Array.from(pairs.flat()));
      const count = hull.length / 2;
      for (let i = 0; i < count && count > 2; i++) {
        const [ax, ay] = [hull[2 * i]!, hull[2 * i + 1]!];
        const j = 2 * ((i + 1) % count);
        for (const [x, y] of pairs)
          expect((hull[j]! - ax) * (y - ay) - (hull[j + 1]! - ay) * (x - ax)).toBeGreaterThanOrEqual(-1e-9);
      }
      expect(count).toBeGreaterThan(0);
    }),
  );
});
