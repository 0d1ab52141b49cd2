import type { Mask } from "./mask.ts";
import type { Pose } from "./pose.ts";
import type { Vec3 } from "./vec.ts";

/**
 * Image coordinates [x right, y down]. Continuous: pixel (i, j) covers [i, i+1) x [j, j+1) and has its centre at
 * (i + 0.5, j + 0.5). A whole-numbered Px from a person names the pixel: `pixelCentre` gives its centre.
 */
export type Px = readonly [x: number, y: number];

/** Pinhole camera for an image of this size, in pixels; cx, cy in the coordinates of `Px`. */
export interface Intrinsics {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly width: number;
  readonly height: number;
}

/** Which pixels to take: a mask of the depth map's size, or a test of the row-major pixel index. */
export type PixelFilter = Mask | ((index: number) => boolean);

/** Centre of the pixel that contains (or is named by) px. */
export function pixelCentre(px: Px): Px {
  return [Math.floor(px[0]) + 0.5, Math.floor(px[1]) + 0.5];
}

/** Image coordinates of a world point; null behind the camera or outside the image. */
export function project(intrinsics: Intrinsics, pose: Pose, p: Vec3): Px | null {
  const [x, y, z] = pose.toCamera(p);
  if (!(z > 0)) return null;
  const u = (intrinsics.fx * x) / z + intrinsics.cx;
  const v = (intrinsics.fy * y) / z + intrinsics.cy;
  return u >= 0 && u < intrinsics.width && v >= 0 && v < intrinsics.height ? [u, v] : null;
}

/** World point at image coordinates px, `depth` metres along the optical axis: undoes `project`. */
export function unproject(intrinsics: Intrinsics, pose: Pose, px: Px, depth: number): Vec3 {
  const { fx, fy, cx, cy } = intrinsics;
  return pose.toWorld([((px[0] - cx) / fx) * depth, ((px[1] - cy) / fy) * depth, depth]);
}

/**
 * World points of a whole depth map (row-major, metres along the optical axis), seen through the pixel centres.
 * Flat xyz in pixel order; pixels without a measurement (not finite, or not > 0) or not kept are left out.
 */
export function unprojectAll(
  intrinsics: Intrinsics,
  pose: Pose,
  depth: Float32Array,
  keep?: PixelFilter,
): Float32Array<ArrayBuffer> {
  const { fx, fy, cx, cy, width, height } = intrinsics;
  if (depth.length !== width * height)
    throw new RangeError(
      `unprojectAll: ${depth.length} depths, expected ${width}x${height} = ${width * height}; scale the intrinsics to the depth map`,
    );
  const kept = pixelTest(intrinsics, keep);
  const out = new Float32Array(3 * countMeasured(depth));
  const [rx, dx, zx, tx, ry, dy, zy, ty, rz, dz, zz, tz] = pose.matrix as unknown as Matrix3x4;
  let end = 0;
  for (let row = 0, i = 0; row < height; row++) {
    const v = (row + 0.5 - cy) / fy;
    // The ray through a pixel is linear in u: its part from the row is the same for all of the row.
    const [rowX, rowY, rowZ] = [dx * v + zx, dy * v + zy, dz * v + zz];
    for (let column = 0; column < width; column++, i++) {
      const d = depth[i]!;
      if (!isMeasured(d) || (kept && !kept(i))) continue;
      const u = (column + 0.5 - cx) / fx;
      out[end] = (rx * u + rowX) * d + tx;
      out[end + 1] = (ry * u + rowY) * d + ty;
      out[end + 2] = (rz * u + rowZ) * d + tz;
      end += 3;
    }
  }
  return end === out.length ? out : out.slice(0, end);
}

/**
 * The same for some pixels of the map, by their row-major indices: a small object in a large picture costs what it
 * covers.
 */
export function unprojectPixels(
  { fx, fy, cx, cy, width }: Intrinsics,
  pose: Pose,
  depth: Float32Array,
  indices: Uint32Array,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(3 * indices.length);
  const [rx, dx, zx, tx, ry, dy, zy, ty, rz, dz, zz, tz] = pose.matrix as unknown as Matrix3x4;
  let end = 0;
  let rowStart = 0;
  let rowEnd = 0;
  let rowX = 0;
  let rowY = 0;
  let rowZ = 0;
  for (let k = 0; k < indices.length; k++) {
    const i = indices[k]!;
    if (i >= rowEnd || i < rowStart) {
      const row = Math.floor(i / width);
      const v = (row + 0.5 - cy) / fy;
      rowX = dx * v + zx;
      rowY = dy * v + zy;
      rowZ = dz * v + zz;
      rowStart = row * width;
      rowEnd = rowStart + width;
    }
    const d = depth[i]!;
    if (!(d > 0 && d < Infinity)) continue;
    const u = (i - rowStart + 0.5 - cx) / fx;
    out[end] = (rx * u + rowX) * d + tx;
    out[end + 1] = (ry * u + rowY) * d + ty;
    out[end + 2] = (rz * u + rowZ) * d + tz;
    end += 3;
  }
  return end === out.length ? out : out.slice(0, end);
}

/** First three rows of a c2w matrix. */
type Matrix3x4 = [
  ...[rx: number, dx: number, zx: number, tx: number],
  ...[ry: number, dy: number, zy: number, ty: number],
  ...[rz: number, dz: number, zz: number, tz: number],
];

function isMeasured(depth: number): boolean {
  return depth > 0 && depth < Infinity;
}

function countMeasured(depth: Float32Array): number {
  let count = 0;
  for (let i = 0; i < depth.length; i++) if (isMeasured(depth[i]!)) count++;
  return count;
}

function pixelTest(size: Intrinsics, keep: PixelFilter | undefined): ((index: number) => boolean) | undefined {
  if (keep === undefined || typeof keep === "function") return keep;
  if (keep.width !== size.width || keep.height !== size.height)
    throw new RangeError(
      `unprojectAll: a ${keep.width}x${keep.height} mask does not fit a ${size.width}x${size.height} depth map`,
    );
  const bits = keep.bits;
  return (i) => ((bits[i >> 3]! >> (i & 7)) & 1) === 1;
}
