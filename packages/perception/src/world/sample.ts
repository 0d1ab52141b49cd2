import type { Vec3 } from "@spatialclaw/geometry";

/** One view as the search for up sees it; c2w in any world, OpenCV axes. */
export interface WorldView {
  readonly width: number;
  readonly height: number;
  readonly fx: number;
  readonly fy: number;
  readonly cx: number;
  readonly cy: number;
  readonly c2w: readonly number[];
  /** Row-major; NaN where nothing was measured. */
  readonly depth: Float32Array;
  /** Ranks, 0..1; null: all alike. */
  readonly confidence: Float32Array | null;
  /** Of the depth map's size, 1 where something says that this is the floor; null: nothing looked. */
  readonly floor: Uint8Array | null;
}

/** What is drawn from all views; flat xyz in their world. */
export interface Samples {
  readonly points: Float32Array;
  /** Unit normals of the surface at some of the points; they look toward the camera. */
  readonly normals: Float32Array;
  /** Points that are said to be the floor. */
  readonly floor: Float32Array;
}

const MOST_POINTS = 40_000;
/** Less certain pixels (sky has the lowest rank) do not count. */
const LEAST_RANK = 0.2;
/** Neighbours for a normal are so far away, as a share of the width. */
const REACH = 0.01;
/** Depths that differ by more than this share from one neighbour to the other lie on two surfaces. */
const EDGE = 0.05;

/** Points on a grid over each view, and normals from their neighbours. */
export function sampleViews(views: readonly WorldView[]): Samples {
  const points: number[] = [];
  const normals: number[] = [];
  const floor: number[] = [];
  for (const view of views) {
    const { width, height, depth, confidence } = view;
    const step = Math.max(1, Math.ceil(Math.sqrt((views.length * width * height) / MOST_POINTS)));
    const reach = Math.max(1, Math.round(REACH * width));
    for (let y = step >> 1; y < height; y += step)
      for (let x = step >> 1; x < width; x += step) {
        const i = y * width + x;
        if (!(depth[i]! > 0)) continue;
        const isFloor = view.floor?.[i] === 1;
        if (isFloor) floor.push(...pointAt(view, x, y));
        if (confidence && confidence[i]! < LEAST_RANK) continue;
        points.push(...pointAt(view, x, y));
        const normal = normalAt(view, x, y, reach);
        if (normal) normals.push(...normal);
      }
  }
  return { points: Float32Array.from(points), normals: Float32Array.from(normals), floor: Float32Array.from(floor) };
}

function pointAt({ fx, fy, cx, cy, c2w, depth, width }: WorldView, x: number, y: number): Vec3 {
  const z = depth[y * width + x]!;
  const p = [((x + 0.5 - cx) / fx) * z, ((y + 0.5 - cy) / fy) * z, z] as const;
  return [0, 4, 8].map(
    (r) => c2w[r]! * p[0] + c2w[r + 1]! * p[1] + c2w[r + 2]! * p[2] + c2w[r + 3]!,
  ) as unknown as Vec3;
}

function normalAt(view: WorldView, x: number, y: number, reach: number): Vec3 | null {
  const { width, height, depth } = view;
  if (x < reach || y < reach || x + reach >= width || y + reach >= height) return null;
  const z = depth[y * width + x]!;
  const around = [depth[y * width + x - reach]!, depth[y * width + x + reach]!];
  around.push(depth[(y - reach) * width + x]!, depth[(y + reach) * width + x]!);
  if (!around.every((near) => Math.abs(near - z) <= EDGE * z)) return null;
  const [left, right] = [pointAt(view, x - reach, y), pointAt(view, x + reach, y)];
  const [above, below] = [pointAt(view, x, y - reach), pointAt(view, x, y + reach)];
  const u = [right[0] - left[0], right[1] - left[1], right[2] - left[2]] as const;
  const v = [below[0] - above[0], below[1] - above[1], below[2] - above[2]] as const;
  // Right x down looks away from the camera in OpenCV's axes: down x right looks toward it.
  const n = [v[1] * u[2] - v[2] * u[1], v[2] * u[0] - v[0] * u[2], v[0] * u[1] - v[1] * u[0]] as const;
  const length = Math.hypot(...n);
  return length > 0 ? [n[0] / length, n[1] / length, n[2] / length] : null;
}
