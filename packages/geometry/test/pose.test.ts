import fc from "fast-check";
import { expect, test } from "vitest";
import { Points, Pose } from "../src/index.ts";
import { apart, expectVec, pose, poseAt, vec3 } from "./helpers.ts";

/** Looks along -Z with +Y up, at [1, 2, 3]. */
const first = Pose.fromMatrix([1, 0, 0, 1, 0, -1, 0, 2, 0, 0, -1, 3, 0, 0, 0, 1]);

test("the getters are the columns of the matrix", () => {
  expect(first.position).toEqual([1, 2, 3]);
  expectVec(first.right, [1, 0, 0]);
  expectVec(first.down, [0, -1, 0]);
  expectVec(first.up, [0, 1, 0]);
  expectVec(first.forward, [0, 0, -1]);
  expectVec(first.toWorld([1, 1, 5]), [2, 1, -2]);
  expect(Object.isFrozen(first.matrix)).toBe(true);
});

test("toCamera undoes toWorld, inverse swaps them, distances stay", () => {
  fc.assert(
    fc.property(pose, vec3, vec3, (p, a, b) => {
      expectVec(p.toCamera(p.toWorld(a)), a);
      expectVec(p.inverse().toWorld(a), p.toCamera(a));
      expectVec(p.inverse().inverse().position, p.position);
      expect(apart(p.toWorld(a), p.toWorld(b))).toBeCloseTo(apart(a, b), 9);
    }),
  );
});

test("compose chains the changes of coordinates", () => {
  fc.assert(
    fc.property(pose, pose, vec3, (outer, inner, p) => {
      expectVec(outer.compose(inner).toWorld(p), outer.toWorld(inner.toWorld(p)));
    }),
  );
});

test("relativeTo reads back yaw to the right, pitch up and roll clockwise", () => {
  const turns = fc.record({
    yaw: fc.integer({ min: -179, max: 179 }),
    pitch: fc.integer({ min: -88, max: 88 }),
    roll: fc.integer({ min: -179, max: 179 }),
  });
  fc.assert(
    fc.property(turns, pose, vec3, ({ yaw, pitch, roll }, ref, step) => {
      // Built in a level camera's coordinates, then carried to where the reference stands.
      const level = poseAt(0, 0, 0, [0, 0, 0]);
      const local = level.inverse().compose(poseAt(yaw, pitch, roll, level.toWorld(step)));
      const seen = ref.compose(local).relativeTo(ref);
      expect(seen.yawDeg).toBeCloseTo(yaw, 6);
      expect(seen.pitchDeg).toBeCloseTo(pitch, 6);
      expect(seen.rollDeg).toBeCloseTo(roll, 6);
      expectVec(seen.translation, step, 1e-8);
      expect(seen.distance).toBeCloseTo(Math.hypot(...step), 8);
    }),
  );
});

test("a step to the right while turning right, seen from the first camera", () => {
  const seen = poseAt(30, 10, 0, [3, 2, 3]).relativeTo(first);
  expectVec(seen.translation, [2, 0, 0]);
  expect(seen.yawDeg).toBeCloseTo(30, 9);
  expect(seen.pitchDeg).toBeCloseTo(10, 9);
});

test("rounding in the matrix is removed", () => {
  fc.assert(
    fc.property(pose, (p) => {
      const rounded = Pose.fromMatrix(p.matrix.map((value) => Math.round(value * 1e4) / 1e4));
      expect(apart(rounded.toCamera(rounded.toWorld([10, 20, 30])), [10, 20, 30])).toBeLessThan(1e-9);
      expect(apart(rounded.forward, p.forward)).toBeLessThan(1e-3);
    }),
  );
});

test.each([
  ["15 numbers", Array(15).fill(0), "got 15 numbers, expected 16"],
  ["NaN", [1, 0, 0, Number.NaN, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], "row 0, column 3 is NaN"],
  ["column-major", [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 5, 6, 7, 1], "is the matrix column-major?"],
  ["scale", [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], "column 1 (down) has length 2"],
  ["shear", [1, 0.6, 0, 0, 0, 0.8, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], "columns 0 and 1 (right, down)"],
  ["mirror", [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1], "mirrored"],
])("a matrix that is not rigid is refused: %s", (_, matrix, message) => {
  expect(() => Pose.fromMatrix(matrix)).toThrow(message);
});

test("lookAt has its target straight ahead and its right side level", () => {
  fc.assert(
    fc.property(vec3, vec3, (from, to) => {
      fc.pre(apart(from, to) > 0.01);
      const seen = Pose.lookAt(from, to);
      expectVec(seen.toCamera(to), [0, 0, apart(from, to)], 1e-6);
      expect(seen.right[1]).toBeCloseTo(0, 6);
      expect(seen.up[1]).toBeGreaterThanOrEqual(-1e-9);
      Pose.fromMatrix(seen.matrix);
    }),
  );
  expectVec(Pose.lookAt([0, 0, 0], [0, 0, -3]).right, [1, 0, 0]);
  const down = Pose.lookAt([1, 2, 3], [1, 0, 3]);
  expectVec(down.right, [1, 0, 0]);
  expectVec(down.up, [0, 0, -1]);
  expect(() => Pose.lookAt([1, 2, 3], [1, 2, 3])).toThrow("[1, 2, 3] seen from [1, 2, 3] is in no direction");
});

test("a cloud goes to the world as its points do, and back", () => {
  fc.assert(
    fc.property(pose, fc.array(vec3, { maxLength: 20 }), (p, list) => {
      const cloud = Points.of(list);
      const moved = cloud.toWorld(p);
      for (let i = 0; i < cloud.length; i++) expectVec(moved.at(i), p.toWorld(cloud.at(i)), 1e-5);
      const back = moved.toWorld(p.inverse());
      for (let i = 0; i < cloud.length; i++) expectVec(back.at(i), cloud.at(i), 1e-5);
    }),
  );
});
