import fc from "fast-check";
import { expect, test } from "vitest";
import { angle, closest, compass, heading, Points, project, turn, type Vec3 } from "../src/index.ts";
import { degrees, direction, expectVec, gauss, level, list, makeCloud, pose, turnY, vec3 } from "./helpers.ts";

/** Another world in which the same scene may stand: mirrored left to right or not, turned about +Y, moved. */
interface Change {
  readonly mirrored: boolean;
  readonly direction: (v: Vec3) => Vec3;
  readonly point: (p: Vec3) => Vec3;
  readonly cloud: (points: Points) => Points;
}

const change: fc.Arbitrary<Change> = fc.tuple(fc.boolean(), degrees, vec3).map(([mirrored, deg, move]) => {
  const carry = ([x, y, z]: Vec3): Vec3 => turnY([mirrored ? -x : x, y, z], deg);
  const point = (p: Vec3): Vec3 => {
    const [x, y, z] = carry(p);
    return [x + move[0], y + move[1], z + move[2]];
  };
  return { mirrored, direction: carry, point, cloud: (points) => Points.of(list(points).map(point)) };
});

const seed = fc.integer({ min: 1, max: 12 });
/** Rounding to float32 of coordinates up to 30 m, and what follows from it. */
const ROUNDING = 2e-5;

test("turn: the turned direction is carried along, left and right change places in a mirror", () => {
  const mirrored = { left: "right", right: "left", back: "back" } as const;
  fc.assert(
    fc.property(change, level, fc.constantFrom("left", "right", "back"), (to, v, way) => {
      expectVec(turn(to.direction(v), to.mirrored ? mirrored[way] : way), to.direction(turn(v, way)));
    }),
  );
});

test("heading: the same place in words and numbers, right and left changed in a mirror", () => {
  fc.assert(
    fc.property(change, vec3, level, vec3, (to, at, facing, p) => {
      const before = heading({ at, facing });
      const after = heading({ at: to.point(at), facing: to.direction(facing) });
      const sign = to.mirrored ? -1 : 1;
      expectVec(after.forward, to.direction(before.forward));
      expectVec(after.right, to.direction(before.right).map((x) => sign * x) as unknown as Vec3);
      const [there, here] = [after.locate(to.point(p)), before.locate(p)];
      expect(there.forward).toBeCloseTo(here.forward, 9);
      expect(there.right).toBeCloseTo(sign * here.right, 9);
      expect(there.up).toBeCloseTo(here.up, 9);
    }),
  );
});

test("compass: bearings stay, in a mirror east and west change places", () => {
  fc.assert(
    fc.property(change, level, level, (to, north, v) => {
      const before = compass({ north });
      const after = compass({ north: to.direction(north) });
      const expected = to.mirrored ? 360 - before.bearing(v) : before.bearing(v);
      const off = ((((after.bearing(to.direction(v)) - expected) % 360) + 540) % 360) - 180;
      expect(Math.abs(off)).toBeLessThan(1e-6);
      const east = to.direction(turn(north, "right"));
      expect(after.label8(east)).toBe(to.mirrored ? "W" : "E");
    }),
  );
});

test("closest and diameter: the same points at the same distance", () => {
  fc.assert(
    fc.property(change, seed, (to, s) => {
      const blob = (n: number, x: number) =>
        makeCloud(200, n, (random) => [x + gauss(random), gauss(random), random()]);
      const [a, b] = [blob(s, -4), blob(s + 100, 4)];
      const before = closest(a, b)!;
      const after = closest(to.cloud(a), to.cloud(b))!;
      expect(Math.abs(after.distance - before.distance)).toBeLessThan(ROUNDING);
      expectVec(after.a, to.point(before.a), ROUNDING);
      expectVec(after.b, to.point(before.b), ROUNDING);
      expect(Math.abs(to.cloud(a).diameter() - a.diameter())).toBeLessThan(ROUNDING);
    }),
    { numRuns: 60 },
  );
});

test("obb: the same box, carried along, at any angle", () => {
  fc.assert(
    fc.property(change, seed, (to, s) => {
      const points = makeCloud(150, s, (random) => [4 * random(), random(), 2 * random()]);
      const [before, after] = [points.obb(), to.cloud(points).obb()];
      expectVec(after.size, before.size, 10 * ROUNDING);
      expectVec(after.center, to.point(before.center), 10 * ROUNDING);
      const off = angle(after.axes[0], to.direction(before.axes[0]));
      expect(Math.min(off, 180 - off)).toBeLessThan(0.01);
      expect(after.axes[1]).toEqual([0, 1, 0]);
    }),
    { numRuns: 60 },
  );
});

test("plane: the same plane, carried along, its normal toward the same place", () => {
  fc.assert(
    fc.property(change, direction, seed, (to, normal, s) => {
      const points = makeCloud(400, s, (random, i) => {
        const p: Vec3 = [3 * random(), 3 * random(), 3 * random()];
        if (i % 4 === 0) return p;
        const off = (p[0] * normal[0] + p[1] * normal[1] + p[2] * normal[2]) / Math.hypot(...normal) ** 2;
        return [p[0] - off * normal[0], p[1] - off * normal[1], p[2] - off * normal[2]];
      });
      const toward: Vec3 = [5 * normal[0], 5 * normal[1], 5 * normal[2]];
      const before = points.plane({ tolerance: 0.01, toward })!;
      const after = to.cloud(points).plane({ tolerance: 0.01, toward: to.point(toward) })!;
      expect(angle(after.normal, to.direction(before.normal))).toBeLessThan(0.05);
      expect(after.distance(to.point(toward))).toBeCloseTo(before.distance(toward), 1);
      expect(after.inliers).toBeCloseTo(before.inliers, 1);
    }),
    { numRuns: 60 },
  );
});

test("re-based to any frame: relative poses, pixels and distances stay", () => {
  const camera = { fx: 300, fy: 310, cx: 160, cy: 119, width: 320, height: 240 };
  const inFront = fc.tuple(degrees, degrees).map(([u, v]): Vec3 => [u / 600, v / 600, 1.5]);
  fc.assert(
    fc.property(pose, pose, pose, inFront, (base, a, b, local) => {
      const before = a.relativeTo(b);
      const after = base.compose(a).relativeTo(base.compose(b));
      expectVec(after.translation, before.translation, 1e-8);
      expect(after.distance).toBeCloseTo(before.distance, 8);
      // The pitch is the same everywhere; near straight up or down yaw and roll are not determined.
      expect(after.pitchDeg).toBeCloseTo(before.pitchDeg, 4);
      const p = a.toWorld(local);
      const [px, rebased] = [project(camera, a, p), project(camera, base.compose(a), base.toWorld(p))];
      expect(rebased?.[0]).toBeCloseTo(px![0], 6);
      expect(rebased?.[1]).toBeCloseTo(px![1], 6);
    }),
  );
});
