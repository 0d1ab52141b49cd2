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
  const [a, b] = [pose(from.c2w), pose(to.c2w)];
  const { intrinsics: k, depth: map } = from;
  const step = Math.max(1, Math.floor(map.width / GRID));
  let [both, same] = [0, 0];
  for (let y = step >> 1; y < map.height; y += step) {
    for (let x = step >> 1; x < map.width; x += step) {
      const z = (map.data[y * map.width + x] as number) * factor;
      if (!Number.isFinite(z)) continue;
      const inCamera = [((x + 0.5 - k.cx) / k.fx) * z, ((y + 0.5 - k.cy) / k.fy) * z, z];
      const found = depthAt(to, toCamera(b, toWorld(a, inCamera)), factor);
      if (!found) continue;
      both++;
      if (Math.abs(found.measured - found.due) <= TOLERANCE * found.due) same++;
    }
  }
  return both < LEAST ? null : same / both;
}

function depthAt(
  { intrinsics: k, depth }: Seen,
  [x, y, z]: readonly [number, number, number],
  factor: number,
): { due: number; measured: number } | null {
  if (!(z > 0)) return null;
  const [column, row] = [Math.floor((k.fx * x) / z + k.cx), Math.floor((k.fy * y) / z + k.cy)];
  if (!(column >= 0 && row >= 0 && column < depth.width && row < depth.height)) return null;
  const measured = (depth.data[row * depth.width + column] as number) * factor;
  return Number.isFinite(measured) ? { due: z, measured } : null;
}

function toWorld(m: readonly number[], p: readonly number[]): [number, number, number] {
  return [0, 4, 8].map((r) => m[r]! * p[0]! + m[r + 1]! * p[1]! + m[r + 2]! * p[2]! + m[r + 3]!) as [
    number,
    number,
    number,
  ];
}

function toCamera(m: readonly number[], p: readonly number[]): [number, number, number] {
  const d = [p[0]! - m[3]!, p[1]! - m[7]!, p[2]! - m[11]!];
  return [0, 1, 2].map((c) => m[c]! * d[0]! + m[c + 4]! * d[1]! + m[c + 8]! * d[2]!) as [number, number, number];
}
