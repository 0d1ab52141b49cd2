import fc from "fast-check";
import { expect, test } from "vitest";
import { cross, dot, eigenSymmetric3, norm, pca, type Symmetric3, type Vec3 } from "../src/index.ts";
import { expectVec, gauss, makeCloud, metres, turnY } from "./helpers.ts";

const matrix = fc.tuple(metres, metres, metres, metres, metres, metres);

function times([xx, xy, xz, yy, yz, zz]: Symmetric3, [x, y, z]: Vec3): Vec3 {
  return [xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z];
}

test("A v = lambda v with orthonormal, right-handed vectors, the largest value first", () => {
  fc.assert(
    fc.property(matrix, (a) => {
      const { values, vectors } = eigenSymmetric3(a);
      vectors.forEach((v, i) => {
        expectVec(times(a, v), v.map((c) => c * values[i]!) as unknown as Vec3, 1e-8);
        expect(norm(v)).toBeCloseTo(1, 9);
      });
      expect(dot(cross(vectors[0], vectors[1]), vectors[2])).toBeCloseTo(1, 9);
      expect(values[0] >= values[1] && values[1] >= values[2]).toBe(true);
    }),
  );
});

test("already diagonal, and all zero", () => {
  expect(eigenSymmetric3([1, 0, 0, 3, 0, 2]).values).toEqual([3, 2, 1]);
  expect(eigenSymmetric3([0, 0, 0, 0, 0, 0]).values).toEqual([0, 0, 0]);
});

test("pca finds the spread that made a cloud", () => {
  const cloud = makeCloud(20_000, 3, (random) => {
    const [x, y, z] = turnY([2 * gauss(random), 0.1 * gauss(random), 0.5 * gauss(random)], 40);
    return [x + 5, y, z];
  });
  const { center, axes, deviations } = pca(cloud);
  expectVec(center, [5, 0, 0], 0.05);
  expectVec(deviations, [2, 0.5, 0.1], 0.05);
  expect(Math.abs(dot(axes[0], turnY([1, 0, 0], 40)))).toBeGreaterThan(0.999);
  expect(Math.abs(axes[2][1])).toBeGreaterThan(0.999);
});
