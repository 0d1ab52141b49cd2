import fc from "fast-check";
import { expect, test } from "vitest";
import { type Intrinsics, Mask, Points, pixelCentre, project, unproject, unprojectAll } from "../src/index.ts";
import { expectVec, pose, poseAt } from "./helpers.ts";

const camera: Intrinsics = { fx: 300, fy: 310, cx: 160.5, cy: 119, width: 320, height: 240 };
const first = poseAt(0, 0, 0, [0, 0, 0]);

test("project undoes unproject everywhere in the image", () => {
  const inImage = fc.tuple(
    fc.double({ min: 0.001, max: 319.99, noNaN: true }),
    fc.double({ min: 0.001, max: 239.99, noNaN: true }),
  );
  fc.assert(
    fc.property(pose, inImage, fc.double({ min: 0.1, max: 50, noNaN: true }), (p, px, depth) => {
      const back = project(camera, p, unproject(camera, p, px, depth));
      expect(back?.[0]).toBeCloseTo(px[0], 6);
      expect(back?.[1]).toBeCloseTo(px[1], 6);
    }),
  );
});

test("what lies behind the camera or outside the image has no pixel", () => {
  expect(project(camera, first, [0, 0, 1])).toBeNull();
  expect(project(camera, first, [0, 0, 0])).toBeNull();
  expect(project(camera, first, [10, 0, -1])).toBeNull();
  expect(project(camera, first, [0, 0, -2])).toEqual([160.5, 119]);
  // Right and up in the world are right and up (smaller y) in the image.
  const seen = project(camera, first, [0.2, 0.1, -1]);
  expect(seen?.[0]).toBeCloseTo(160.5 + 60, 9);
  expect(seen?.[1]).toBeCloseTo(119 - 31, 9);
});

test("unprojectAll goes through the pixel centres and leaves out what was not measured or kept", () => {
  const small: Intrinsics = { fx: 4, fy: 4, cx: 2, cy: 1.5, width: 4, height: 3 };
  const depth = Float32Array.from([1, Number.NaN, 2, 3, 0, -1, Infinity, 4, 5, 6, 7, 8]);
  const measured = [0, 2, 3, 7, 8, 9, 10, 11];
  const expected = (indices: number[]) =>
    indices.map((i) => unproject(small, first, pixelCentre([i % 4, Math.floor(i / 4)]), depth[i]!));
  const all = new Points(unprojectAll(small, first, depth));
  expect(all.length).toBe(measured.length);
  expected(measured).forEach((p, i) => {
    expectVec(all.at(i), p, 1e-6);
  });
  const mask = Mask.fromPredicate(4, 3, (x) => x >= 2);
  const masked = unprojectAll(small, first, depth, mask);
  expect(masked).toEqual(Points.of(expected([2, 3, 7, 10, 11])).data);
  expect(unprojectAll(small, first, depth, (i) => i % 4 >= 2)).toEqual(masked);
});

test("sizes that disagree are named", () => {
  expect(() => unprojectAll(camera, first, new Float32Array(10))).toThrow("10 depths, expected 320x240 = 76800");
  const depth = new Float32Array(320 * 240);
  expect(() => unprojectAll(camera, first, depth, Mask.empty(4, 4))).toThrow("a 4x4 mask does not fit a 320x240");
});
