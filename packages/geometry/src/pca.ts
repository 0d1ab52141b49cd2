import { requireSomePoints } from "./checks.ts";
import { meanPoint } from "./cloud.ts";
import { eigenSymmetric3, type Symmetric3 } from "./eigen3.ts";
import type { PointData } from "./points.ts";
import type { Vec3 } from "./vec.ts";

/** Principal axes of a cloud. */
export interface PrincipalAxes {
  readonly center: Vec3;
  /** Unit vectors, right-handed, the direction of the largest spread first; their signs mean nothing. */
  readonly axes: readonly [Vec3, Vec3, Vec3];
  /** Standard deviations along the axes, descending. */
  readonly deviations: Vec3;
}

export function pca(points: PointData): PrincipalAxes {
  requireSomePoints("pca", points.data);
  return principalAxes(points.data);
}

/** Principal axes of flat xyz that is not empty. */
export function principalAxes(data: Float32Array): PrincipalAxes {
  const center = meanPoint(data);
  const { values, vectors } = eigenSymmetric3(covariance(data, center));
  // Rounding can leave the variance of a flat cloud a hair below zero.
  const deviation = (variance: number) => Math.sqrt(Math.max(0, variance));
  return { center, axes: vectors, deviations: [deviation(values[0]), deviation(values[1]), deviation(values[2])] };
}

function covariance(data: Float32Array, center: Vec3): Symmetric3 {
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (let p = 0; p < data.length; p += 3) {
    const dx = data[p]! - center[0];
    const dy = data[p + 1]! - center[1];
    const dz = data[p + 2]! - center[2];
    xx += dx * dx;
    xy += dx * dy;
    xz += dx * dz;
    yy += dy * dy;
    yz += dy * dz;
    zz += dz * dz;
  }
  const n = data.length / 3;
  return [xx / n, xy / n, xz / n, yy / n, yz / n, zz / n];
}
