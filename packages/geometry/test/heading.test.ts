import fc from "fast-check";
import { expect, test } from "vitest";
import { compass, heading, turn, type Vec3 } from "../src/index.ts";
import { degrees, expectVec, level, turnY, vec3 } from "./helpers.ts";

const ahead: Vec3 = [0, 0, -1];
const locate = (p: Vec3) => heading({ at: [0, 0, 0], facing: ahead }).locate(p);

test("looking along -Z, +X is to the right", () => {
  const h = heading({ at: [0, 0, 0], facing: { toward: [0, 5, -2] } });
  expectVec(h.forward, [0, 0, -1]);
  expectVec(h.right, [1, 0, 0]);
  expect(h.locate([1, 0.5, -1])).toMatchObject({ forward: 1, right: 1, up: 0.5, distance: 1.5, side2: "right" });
  expect(h.locate([1, 0, -1])).toMatchObject({ side8: "front-right", quadrant: "front-right" });
  expect(h.locate([1, 0, -1]).bearingDeg).toBeCloseTo(45, 9);
  expect(h.locate([0, 0, 3]).bearingDeg).toBe(180);
});

test.each([
  [0, "front", "front", 22.5, 45],
  [20, "front", "front", 2.5, 25],
  [30, "front", "front-right", 7.5, 15],
  [60, "right", "front-right", 7.5, 15],
  [90, "right", "right", 22.5, 45],
  [130, "right", "back-right", 17.5, 5],
  [170, "back", "back", 12.5, 35],
  [-170, "back", "back", 12.5, 35],
  [-140, "back", "back-left", 17.5, 5],
  [-90, "left", "left", 22.5, 45],
  [-50, "left", "front-left", 17.5, 5],
] as const)("the sectors at a bearing of %d", (bearing, side4, side8, margin, margin4) => {
  const found = locate(turnY([0, 0, -3], bearing));
  expect(found.bearingDeg).toBeCloseTo(bearing, 9);
  expect(found).toMatchObject({ side4, side8 });
  expect(found.marginDeg).toBeCloseTo(margin, 9);
  expect(found.marginDeg4).toBeCloseTo(margin4, 9);
});

const away = (at: Vec3, p: Vec3) => Math.hypot(p[0] - at[0], p[2] - at[2]) > 0.1;
const shift = (a: Vec3, b: Vec3): Vec3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

test("a scene turned about +Y and moved gives the same answers", () => {
  fc.assert(
    fc.property(vec3, level, vec3, degrees, vec3, (at, facing, p, deg, move) => {
      fc.pre(away(at, p));
      const before = heading({ at, facing }).locate(p);
      const carry = (v: Vec3) => shift(turnY(v, deg), move);
      const after = heading({ at: carry(at), facing: turnY(facing, deg) }).locate(carry(p));
      for (const key of ["forward", "right", "up", "distance", "marginDeg", "marginDeg4"] as const)
        expect(after[key]).toBeCloseTo(before[key], 6);
      fc.pre(before.marginDeg > 1e-6 && before.marginDeg4 > 1e-6);
      expect([after.side4, after.side8]).toEqual([before.side4, before.side8]);
      fc.pre(Math.abs(before.right) > 1e-6 && Math.abs(before.forward) > 1e-6);
      expect([after.side2, after.quadrant]).toEqual([before.side2, before.quadrant]);
      expect(after.bearingDeg).toBeCloseTo(before.bearingDeg, 6);
    }),
  );
});

test("a mirrored scene swaps left and right and nothing else", () => {
  const swap = (side: string) =>
    side.includes("left") ? side.replace("left", "right") : side.replace("right", "left");
  const mirror = ([x, y, z]: Vec3): Vec3 => [-x, y, z];
  fc.assert(
    fc.property(vec3, level, vec3, (at, facing, p) => {
      fc.pre(away(at, p));
      const before = heading({ at, facing }).locate(p);
      const after = heading({ at: mirror(at), facing: mirror(facing) }).locate(mirror(p));
      expect(after.right).toBeCloseTo(-before.right, 9);
      for (const key of ["forward", "up", "distance", "marginDeg", "marginDeg4"] as const)
        expect(after[key]).toBeCloseTo(before[key], 6);
      fc.pre(before.marginDeg > 1e-6 && before.marginDeg4 > 1e-6 && Math.abs(before.right) > 1e-6);
      expect(after.side2).toBe(swap(before.side2));
      expect(after.side4).toBe(swap(before.side4));
      expect(after.side8).toBe(swap(before.side8));
      fc.pre(Math.abs(before.forward) > 1e-6);
      expect(after.quadrant).toBe(swap(before.quadrant));
    }),
  );
});

test("heights change only up and distance", () => {
  fc.assert(
    fc.property(vec3, level, vec3, fc.integer({ min: -5, max: 5 }), (at, facing, p, lift) => {
      fc.pre(away(at, p));
      const plain = heading({ at, facing }).locate(p);
      const lifted = heading({ at, facing: shift(facing, [0, lift, 0]) }).locate(shift(p, [0, lift, 0]));
      const { up: _up, distance: _distance, ...rest } = plain;
      expect(lifted).toMatchObject({ side4: rest.side4, side8: rest.side8, quadrant: rest.quadrant });
      expect(lifted.bearingDeg).toBeCloseTo(rest.bearingDeg, 9);
      expect(lifted.up).toBeCloseTo(plain.up + lift, 9);
    }),
  );
});

test("turn", () => {
  expectVec(turn([0, 3, -2], "right"), [1, 0, 0]);
  expectVec(turn([0, 3, -2], "left"), [-1, 0, 0]);
  expectVec(turn([0, 3, -2], "back"), [0, 0, 1]);
  fc.assert(
    fc.property(level, (v) => {
      expectVec(turn(turn(v, "left"), "left"), turn(v, "back"));
      expectVec(turn(turn(v, "left"), "right"), turn(turn(v, "back"), "back"));
    }),
  );
});

test("compass from any of the four known directions", () => {
  for (const known of [{ north: ahead }, { east: [1, 0, 0] }, { south: [0, 1, 1] }, { west: [-2, 0, 0] }] as const) {
    const c = compass(known as Parameters<typeof compass>[0]);
    expect([c.label4([0, 0, -1]), c.label4([1, 0, 0]), c.label4([0, 0, 1]), c.label4([-1, 0, 0])]).toEqual([
      ...["N", "E", "S", "W"],
    ]);
    expect(c.label8([1, 9, -1])).toBe("NE");
    expect(c.label8([-1, 0, 1])).toBe("SW");
    expect(c.bearing([-1, 0, 0])).toBeCloseTo(270, 9);
  }
  fc.assert(
    fc.property(level, level, degrees, (north, v, deg) => {
      const bearing = compass({ north }).bearing(v);
      expect(bearing).toBeGreaterThanOrEqual(0);
      expect(bearing).toBeLessThan(360);
      const turned = compass({ north: turnY(north, deg) }).bearing(turnY(v, deg));
      expect(Math.abs(((turned - bearing + 540) % 360) - 180)).toBeLessThan(1e-6);
    }),
  );
});

test("places and directions that say nothing are refused, a point on the spot has no margin", () => {
  expect(() => heading({ at: [1, 0, 1], facing: { toward: [1, 5, 1] } })).toThrow("[1, 5, 1] lies straight above");
  expect(() => heading({ at: [1, 0, 1], facing: [0, 1, 0] })).toThrow("[0, 1, 0] is vertical");
  expect(() => compass({ north: ahead, east: ahead } as Parameters<typeof compass>[0])).toThrow("got {north, east}");
  expect(() => compass({ north: [0, 1, 0] })).toThrow("vertical");
  expect(() => locate([Number.NaN, 0, 0])).toThrow("Heading.locate: [NaN, 0, 0]");
  expect(locate([0, 2, 0])).toMatchObject({ marginDeg: 0, marginDeg4: 0, up: 2, distance: 2, bearingDeg: 0 });
  expect(() => turn([0, -1, 0], "left")).toThrow("vertical");
});

test("turning by degrees goes to the right and meets the quarters", () => {
  fc.assert(
    fc.property(level, degrees, (direction, deg) => {
      // Exactly behind, rounding chooses the sign.
      fc.pre(deg < 180);
      const turned = turn(direction, { rightDeg: deg });
      expect(heading({ at: [0, 0, 0], facing: direction }).locate(turned).bearingDeg).toBeCloseTo(deg, 6);
      expectVec(turn(direction, { rightDeg: 90 }), turn(direction, "right"));
      expectVec(turn(direction, { rightDeg: -90 }), turn(direction, "left"));
      expectVec(turn(direction, { rightDeg: 540 }), turn(direction, "back"));
    }),
  );
  expect(() => turn(ahead, { rightDeg: Number.NaN })).toThrow("rightDeg is NaN, expected degrees");
});
