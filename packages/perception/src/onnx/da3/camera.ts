/** Pinhole camera of one view in pixels of the graph's picture; world-to-camera as the models give it, 3x4 row-major. */
export interface Camera {
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  /** Camera-to-world, 4x4 row-major, OpenCV axes, in the model's own world. */
  readonly c2w: readonly number[];
}

/** Numbers of a view: translation, quaternion (x, y, z, w) of any length, vertical and horizontal field of view. */
export const CODE_LENGTH = 9;
const LEAST_TANGENT = 1e-6;

/** What the camera decoder's last layer says of one view, for graphs that leave the rest out. */
export function decodeCamera(code: ArrayLike<number>, width: number, height: number): Camera {
  const [tx, ty, tz, x, y, z, w, fovH, fovW] = Array.from(code) as Nine;
  const s = 2 / (x * x + y * y + z * z + w * w);
  const focal = (side: number, fov: number) => side / 2 / Math.max(Math.tan(fov / 2), LEAST_TANGENT);
  return {
    fx: focal(width, fovW),
    fy: focal(height, fovH),
    cx: width / 2,
    cy: height / 2,
    c2w: [
      ...[1 - s * (y * y + z * z), s * (x * y - z * w), s * (x * z + y * w), tx],
      ...[s * (x * y + z * w), 1 - s * (x * x + z * z), s * (y * z - x * w), ty],
      ...[s * (x * z - y * w), s * (y * z + x * w), 1 - s * (x * x + y * y), tz],
      ...[0, 0, 0, 1],
    ],
  };
}

type Nine = [number, number, number, number, number, number, number, number, number];

/** From the graph's matrices: extrinsics 3x4 in the direction that the manifest names, intrinsics 3x3. */
export function cameraFrom(
  extrinsics: ArrayLike<number>,
  intrinsics: ArrayLike<number>,
  direction: "w2c-opencv-3x4" | "c2w-opencv-3x4",
): Camera {
  const pose = [...Array.from(extrinsics).slice(0, 12), 0, 0, 0, 1];
  const [fx, , cx, , fy, cy] = Array.from(intrinsics) as [number, number, number, number, number, number];
  return { fx, fy, cx, cy, c2w: direction === "c2w-opencv-3x4" ? pose : inverseOf(pose) };
}

/** Of a rigid 4x4 matrix. */
export function inverseOf(m: readonly number[]): number[] {
  const at = (row: number, column: number) => m[4 * row + column] as number;
  const rows = [0, 1, 2].map((i) => {
    const turned = [at(0, i), at(1, i), at(2, i)];
    return [...turned, -(turned[0]! * at(0, 3) + turned[1]! * at(1, 3) + turned[2]! * at(2, 3))];
  });
  return [...rows.flat(), 0, 0, 0, 1];
}
