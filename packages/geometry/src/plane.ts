import { dot, type Vec3 } from "./vec.ts";

/** The points p with dot(normal, p) = offset, and how well a cloud lies on it. */
export class Plane {
  /** Unit length. */
  readonly normal: Vec3;
  readonly offset: number;
  /** Share of the points within tolerance. */
  readonly inliers: number;
  /** Root mean square distance of those points, metres. */
  readonly rms: number;

  constructor(normal: Vec3, offset: number, inliers: number, rms: number) {
    this.normal = normal;
    this.offset = offset;
    this.inliers = inliers;
    this.rms = rms;
  }

  /** Signed distance, positive on the normal's side. */
  distance(p: Vec3): number {
    return dot(this.normal, p) - this.offset;
  }
}

/** How well a cloud lies on a plane: the share within tolerance, and their rms distance. */
export function measurePlane(data: Float32Array, normal: Vec3, offset: number, tolerance: number): Plane {
  const [nx, ny, nz] = normal;
  let count = 0;
  let squares = 0;
  for (let p = 0; p < data.length; p += 3) {
    const d = nx * data[p]! + ny * data[p + 1]! + nz * data[p + 2]! - offset;
    if (Math.abs(d) > tolerance) continue;
    count++;
    squares += d * d;
  }
  return new Plane(normal, offset, (3 * count) / data.length, count === 0 ? 0 : Math.sqrt(squares / count));
}
