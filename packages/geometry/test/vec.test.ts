import fc from "fast-check";
import { expect, test } from "vitest";
import { add, angle, cross, distance, dot, horizontal, lerp, neg, norm, scale, sub, unit } from "../src/index.ts";
import { degrees, direction, expectVec, level, turnY, vec3 } from "./helpers.ts";

test("the axes: right x up is back, forward x up is right", () => {
  expect(cross([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1]);
  expectVec(cross([0, 0, -1], [0, 1, 0]), [1, 0, 0]);
});

test("sums undo each other, lerp meets both ends", () => {
  fc.assert(
    fc.property(vec3, vec3, (a, b) => {
      expectVec(sub(add(a, b), b), a);
      expectVec(add(a, neg(a)), [0, 0, 0]);
      expectVec(lerp(a, b, 0), a);
      expectVec(lerp(a, b, 1), b);
      expectVec(lerp(a, b, 0.5), scale(add(a, b), 0.5));
      expect(distance(a, b)).toBeCloseTo(norm(sub(a, b)), 9);
    }),
  );
});

test("a cross product is perpendicular to both", () => {
  fc.assert(
    fc.property(vec3, vec3, (a, b) => {
      expect(dot(cross(a, b), a)).toBeCloseTo(0, 8);
      expect(dot(cross(a, b), b)).toBeCloseTo(0, 8);
    }),
  );
});

test("angle is the angle of a known turn, to the last degrees at 0 and 180", () => {
  fc.assert(
    fc.property(level, degrees, fc.double({ min: 0.01, max: 100, noNaN: true }), ([x, , z], deg, s) => {
      expect(angle([x, 0, z], scale(turnY([x, 0, z], deg), s))).toBeCloseTo(Math.abs(deg), 9);
    }),
  );
  expect(angle([1, 0, 0], [1, 1e-9, 0])).toBeCloseTo((1e-9 * 180) / Math.PI, 18);
});

test("unit and horizontal have length 1 and keep the direction", () => {
  fc.assert(
    fc.property(direction, (v) => {
      expect(norm(unit(v))).toBeCloseTo(1, 12);
      expect(angle(unit(v), v)).toBeCloseTo(0, 6);
    }),
  );
  fc.assert(
    fc.property(level, (v) => {
      const flat = horizontal(v);
      expect(norm(flat)).toBeCloseTo(1, 12);
      expect(flat[1]).toBe(0);
      expect(cross(flat, [v[0], 0, v[2]])[1]).toBeCloseTo(0, 9);
    }),
  );
});

test("vectors without the wanted direction are named", () => {
  expect(() => unit([0, 0, 0])).toThrow("unit: [0, 0, 0] has no direction");
  expect(() => unit([0, Number.NaN, 1])).toThrow("[0, NaN, 1]");
  expect(() => angle([0, 0, 0], [1, 0, 0])).toThrow("angle: [0, 0, 0]");
  expect(() => horizontal([0, -2, 0])).toThrow("horizontal: [0, -2, 0] is vertical");
});
