import { along, concat, diagonal, pick, quantileRange } from "./cloud.ts";
import { measurePlane, type Plane } from "./plane.ts";
import { fitPlane } from "./plane-fit.ts";
import type { PointData } from "./points.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { UP } from "./vec.ts";

/** Most degrees between the floor's normal and +Y. */
const MAX_TILT = 15;
/** The floor is looked for in this part of the cloud's height. */
const LOW_PART = 0.25;
/** Share of the points at each end that does not count for heights and sizes. */
const STRAY_SHARE = 0.01;
const TOLERANCE_SHARE = 0.005;
/** Points under a surface, as a share of the cloud, that make it a table top. */
const BELOW_SHARE = 0.05;
const MIN_POINTS = 30;
const MAX_POINTS = 200_000;

/**
 * The floor of one cloud, or of several in one world: a robust plane near the lowest points with its normal within
 * 15 degrees of +Y and looking up. When enough points lie below a level surface, the search goes on there. null when
 * the low points are no level surface (only walls, say). Inlier share and rms are those of all the points; of more
 * than 200,000 a seeded sample is taken.
 */
export function groundPlane(clouds: PointData | readonly PointData[]): Plane | null {
  const data = sampleAll("data" in clouds ? [clouds] : clouds);
  const count = data.length / 3;
  if (count < MIN_POINTS) return null;
  const tolerance = TOLERANCE_SHARE * diagonal(data, STRAY_SHARE);
  const enough = Math.max(MIN_POINTS, BELOW_SHARE * count);
  let floor: Plane | null = null;
  for (let low = lowestPart(data); low.length / 3 >= MIN_POINTS; ) {
    const found = levelSurface(low, tolerance);
    if (!found) break;
    floor = found;
    low = pointsBelow(data, found, 2 * tolerance);
    if (low.length / 3 < enough) break;
  }
  return floor && measurePlane(data, floor.normal, floor.offset, tolerance);
}

/** The clouds as one, each thinned out by the same share. */
function sampleAll(clouds: readonly PointData[]): Float32Array {
  const total = clouds.reduce((sum, cloud) => sum + cloud.data.length / 3, 0);
  const share = Math.min(1, MAX_POINTS / total);
  const random = seededRandom(0);
  const parts = clouds.map(({ data }) => {
    const count = data.length / 3;
    return share === 1 ? data : pick(data, sampleIndices(count, Math.round(share * count), random));
  });
  return parts.length === 1 ? parts[0]! : concat(parts);
}

/** A near-level plane that holds at least twice the points that the same height of a wall would. */
function levelSurface(data: Float32Array, tolerance: number): Plane | null {
  const plane = fitPlane(data, { tolerance, prior: { normal: UP, withinDeg: MAX_TILT } });
  if (!plane) return null;
  const [min, max] = quantileRange(along(data, UP), STRAY_SHARE);
  const asWall = (2 * tolerance) / (max - min);
  return plane.inliers >= Math.min(0.5, 2 * asWall) ? plane : null;
}

function lowestPart(data: Float32Array): Float32Array {
  const [min, max] = quantileRange(along(data, UP), STRAY_SHARE);
  const limit = min + LOW_PART * (max - min);
  return keep(data, (p) => data[p + 1]! <= limit);
}

function pointsBelow(data: Float32Array, { normal, offset }: Plane, depth: number): Float32Array {
  const [nx, ny, nz] = normal;
  return keep(data, (p) => nx * data[p]! + ny * data[p + 1]! + nz * data[p + 2]! < offset - depth);
}

/** Points by a test of where they start in the data. */
function keep(data: Float32Array, test: (start: number) => boolean): Float32Array {
  const kept: number[] = [];
  for (let i = 0, p = 0; p < data.length; i++, p += 3) if (test(p)) kept.push(i);
  return pick(data, Uint32Array.from(kept));
}
