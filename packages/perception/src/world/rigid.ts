import { Pose } from "@spatialclaw/geometry";
import { rotationFrom } from "./rotation-fit.ts";

type Row = readonly [number, number, number, number];
type Rows = readonly [...Row, ...Row, ...Row];

/** A camera (c2w, 4x4 row-major) that a model gave: with the nearest rotation, since models round. */
export function rigidPose(c2w: readonly number[]): Pose {
  const [a, b, c, x, d, e, f, y, g, h, i, z] = c2w as unknown as Rows;
  const r = rotationFrom([a, b, c, d, e, f, g, h, i]);
  return Pose.fromMatrix([r[0], r[1], r[2], x, r[3], r[4], r[5], y, r[6], r[7], r[8], z, 0, 0, 0, 1]);
}

/** The same camera in a world whose lengths are all `factor` times as long. */
export function stretchedPose(c2w: readonly number[], factor: number): number[] {
  return c2w.map((value, i) => (i % 4 === 3 && i < 12 ? value * factor : value));
}
