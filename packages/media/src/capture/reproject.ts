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
  const there = relative(pose(from.c2w), pose(to.c2w));
  const { intrinsics: k, depth: map } = from;
  const { intrinsics: l, depth: other } = to;
  const step = Math.max(1, Math.floor(map.width / GRID));
  let [both, same] = [0, 0];
  for (let v = step >> 1; v < map.height; v += step) {
    for (let u = step >> 1; u < map.width; u += step) {
      const z = (map.data[v * map.width + u] as number) * factor;
      const x = ((u + 0.5 - k.cx) / k.fx) * z;
      const y = ((v + 0.5 - k.cy) / k.fy) * z;
      const due = row(there, 8, x, y, z);
      // Not measured, or behind the other camera.
      if (!(due > 0)) continue;
      const column = Math.floor((l.fx * row(there, 0, x, y, z)) / due + l.cx);
      const line = Math.floor((l.fy * row(there, 4, x, y, z)) / due + l.cy);
      if (!(column >= 0 && line >= 0 && column < other.width && line < other.height)) continue;
      const measured = (other.data[line * other.width + column] as number) * factor;
      if (!Number.isFinite(measured)) continue;
      both++;
      if (Math.abs(measured - due) <= TOLERANCE * due) same++;
    }
  }
  return both < LEAST ? null : same / both;
}

/** From one camera to the other one: b^-1 a, 3x4 by rows, for poses that turn and move alone. */
function relative(a: readonly number[], b: readonly number[]): Float64Array {
  const out = new Float64Array(12);
  const offset = [a[3]! - b[3]!, a[7]! - b[7]!, a[11]! - b[11]!] as const;
  for (let r = 0; r < 3; r++) {
    const [p, q, s] = [b[r]!, b[r + 4]!, b[r + 8]!];
    for (let c = 0; c < 3; c++) out[4 * r + c] = p * a[c]! + q * a[c + 4]! + s * a[c + 8]!;
    out[4 * r + 3] = p * offset[0] + q * offset[1] + s * offset[2];
  }
  return out;
}

function row(m: Float64Array, at: number, x: number, y: number, z: number): number {
  return m[at]! * x + m[at + 1]! * y + m[at + 2]! * z + m[at + 3]!;
}
