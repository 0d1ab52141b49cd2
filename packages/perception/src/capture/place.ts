import type { InstanceMap } from "@spatialclaw/media";

/** The instance that a place in a picture means. */
export interface Hit {
  readonly id: number;
  /** 0..1: how well the place fits it. */
  readonly score: number;
}

/** Below this overlap of boxes, a box is not around an instance. */
const LEAST_IOU = 0.2;
/** From this share of its pixels on, a box within a larger instance means that one. */
const LEAST_SHARE = 0.5;

interface Extent {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Pixels of the instance inside the prompt's box. */
  inside: number;
}

/**
 * The instance whose own bounding box fits best (IoU); a box around none of them, drawn within a large one, means the
 * instance that fills most of it. Corners in any order; null for a miss.
 */
export function underBox(
  box: readonly [number, number, number, number],
  map: InstanceMap,
  excluded: ReadonlySet<number> = new Set(),
): Hit | null {
  const [left, right] = box[0] < box[2] ? [box[0], box[2]] : [box[2], box[0]];
  const [top, bottom] = box[1] < box[3] ? [box[1], box[3]] : [box[3], box[1]];
  const area = (right - left) * (bottom - top);
  let best: Hit | null = null;
  let fullest: Hit | null = null;
  for (const [id, { x0, y0, x1, y1, inside }] of extentsIn(map, left, top, right, bottom)) {
    if (inside === 0 || excluded.has(id)) continue;
    const shared =
      Math.max(0, Math.min(x1, right) - Math.max(x0, left)) * Math.max(0, Math.min(y1, bottom) - Math.max(y0, top));
    const iou = shared / (area + (x1 - x0) * (y1 - y0) - shared);
    if (iou >= LEAST_IOU && iou > (best?.score ?? 0)) best = { id, score: iou };
    const share = Math.min(1, inside / area);
    if (share >= LEAST_SHARE && share > (fullest?.score ?? 0)) fullest = { id, score: share };
  }
  return best ?? fullest;
}

/** The instance under more than half of the points; null for a miss. */
export function underPoints(
  points: readonly (readonly [number, number])[],
  map: InstanceMap,
  excluded: ReadonlySet<number> = new Set(),
): Hit | null {
  const votes = new Map<number, number>();
  for (const point of points) {
    const id = idUnder(point, map);
    if (id !== 0 && !excluded.has(id)) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  for (const [id, count] of votes) if (count > points.length / 2) return { id, score: count / points.length };
  return null;
}

/** The instances that points lie on. */
export function idsUnder(points: readonly (readonly [number, number])[], map: InstanceMap): ReadonlySet<number> {
  return new Set(points.map((point) => idUnder(point, map)).filter((id) => id !== 0));
}

/** 0 for the background and outside of the picture. */
function idUnder([x, y]: readonly [number, number], { width, height, data }: InstanceMap): number {
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return 0;
  return data[Math.floor(y) * width + Math.floor(x)]!;
}

/** Of all instances in the map; a pixel is inside when its centre is. */
function extentsIn(
  { width, height, data }: InstanceMap,
  left: number,
  top: number,
  right: number,
  bottom: number,
): Map<number, Extent> {
  const extents = new Map<number, Extent>();
  for (let y = 0, i = 0; y < height; y++) {
    const isRow = y + 0.5 > top && y + 0.5 < bottom;
    for (let x = 0; x < width; x++, i++) {
      const id = data[i]!;
      if (id === 0) continue;
      let extent = extents.get(id);
      if (!extent) {
        extent = { x0: x, y0: y, x1: x + 1, y1: y + 1, inside: 0 };
        extents.set(id, extent);
      }
      if (x < extent.x0) extent.x0 = x;
      if (x >= extent.x1) extent.x1 = x + 1;
      extent.y1 = y + 1;
      if (isRow && x + 0.5 > left && x + 0.5 < right) extent.inside++;
    }
  }
  return extents;
}
