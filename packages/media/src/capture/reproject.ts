import { Pose } from "@spatialclaw/geometry";
import type { DepthMap, Intrinsics } from "../types.ts";
import type { Convention } from "./conventions.ts";

export interface Seen {
  readonly c2w: readonly number[];
  readonly intrinsics: Intrinsics;
  readonly depth: DepthMap;
}

/** Points that are taken from a frame along its width. */
const GRID = 40;
/** Of the depth: what sensors, rounding and slanted surfaces make of the same point. */
const TOLERANCE = 0.05;
/** With fewer points in both frames, nothing can be said. */
const LEAST = 60;

/**
 * Of the points that one frame measures and that lie in the other one's picture, the share that lies at the depth
 * measured there, or behind it where something nearer hides it by no more than it may; null where too few do.
 */
export function agreement(from: Seen, to: Seen, { pose, depth: factor }: Convention): number | null {
  // From one camera to the other one.
  const { matrix } = Pose.fromMatrix(pose(to.c2w))
    .inverse()
    .compose(Pose.fromMatrix(pose(from.c2w)));
  const { intrinsics: k, depth: map } = from;
  const { intrinsics: l, depth: other } = to;
  const step = Math.max(1, Math.floor(map.width / GRID));
  let [both, same] = [0, 0];
  for (let v = step >> 1; v < map.height; v += step) {
    for (let u = step >> 1; u < map.width; u += step) {
      const z = (map.data[v * map.width + u] as number) * factor;
      const x = ((u + 0.5 - k.cx) / k.fx) * z;
      const y = ((v + 0.5 - k.cy) / k.fy) * z;
      const due = row(matrix, 8, x, y, z);
      // Not measured, or behind the other camera.
      if (!(due > 0)) continue;
      const column = Math.floor((l.fx * row(matrix, 0, x, y, z)) / due + l.cx);
      const line = Math.floor((l.fy * row(matrix, 4, x, y, z)) / due + l.cy);
      if (!(column >= 0 && line >= 0 && column < other.width && line < other.height)) continue;
      const measured = (other.data[line * other.width + column] as number) * factor;
      if (!Number.isFinite(measured)) continue;
      both++;
      if (Math.abs(measured - due) <= TOLERANCE * due) same++;
    }
  }
  return both < LEAST ? null : same / both;
}

function row(m: readonly number[], at: number, x: number, y: number, z: number): number {
  return m[at]! * x + m[at + 1]! * y + m[at + 2]! * z + m[at + 3]!;
}
