import { diagonal, pick } from "./cloud.ts";
import { principalAxes } from "./pca.ts";
import { measurePlane, Plane } from "./plane.ts";
import { sampleIndices, seededRandom } from "./random.ts";
import { ransacPlane } from "./ransac.ts";
import { angle, dot, neg, requireFinite, type Vec3 } from "./vec.ts";

export interface PlaneOptions {
  /** How far an inlier may be from the plane, metres. Default: 1 % of the cloud's diagonal, stray points aside. */
  readonly tolerance?: number;
  /** Keeps the normal (or its opposite) within some degrees of a direction. */
  readonly prior?: { readonly normal: Vec3; readonly withinDeg: number };
  /** A place that the normal looks toward, such as the camera's. Else it looks along the prior, else up. */
  readonly toward?: Vec3;
  readonly seed?: number;
}

const TOLERANCE_SHARE = 0.01;
/** Share of the points at each end that does not count for the diagonal. */
const STRAY_SHARE = 0.02;
/** A plane on fewer of the points than this is chance. */
const MIN_INLIERS = 0.05;
/** Points that suffice to judge a candidate. */
const JUDGES = 2000;
const REFINEMENTS = 6;

/**
 * Robust plane: RANSAC on a seeded sample, then least squares over all inliers. null when no plane holds at least
 * 5 % of the points: too few points, all on one line, or none within the prior.
 */
export function fitPlane(data: Float32Array, options: PlaneOptions = {}): Plane | null {
  const { prior, toward, seed = 0 } = options;
  if (data.length < 9) return null;
  const tolerance = options.tolerance ?? TOLERANCE_SHARE * diagonal(data, STRAY_SHARE);
  if (!(tolerance >= 0)) throw new RangeError(`plane: tolerance is ${tolerance}, expected metres from 0`);
  if (prior && !(prior.withinDeg >= 0 && prior.withinDeg <= 90))
    throw new RangeError(`plane: prior.withinDeg is ${prior.withinDeg}, expected 0..90`);
  if (toward) requireFinite("plane: toward", toward);

  const allowed = (normal: Vec3) => !prior || offAxis(normal, prior.normal) <= prior.withinDeg;
  const random = seededRandom(seed);
  const judges = pick(data, sampleIndices(data.length / 3, JUDGES, random));
  const candidate = ransacPlane(judges, tolerance, allowed, random);
  if (!candidate) return null;
  let best = measurePlane(data, candidate.normal, candidate.offset, tolerance);
  for (let i = 0; i < REFINEMENTS; i++) {
    const better = refine(data, best, tolerance);
    if (!better || !allowed(better.normal) || better.inliers < best.inliers) break;
    const isSettled = better.inliers === best.inliers && better.rms === best.rms;
    best = better;
    if (isSettled) break;
  }
  return best.inliers < MIN_INLIERS ? null : orient(best, toward, prior?.normal);
}

/** Least squares over the inliers: the plane through their mean across the direction of least spread. */
function refine(data: Float32Array, plane: Plane, tolerance: number): Plane | null {
  const inliers: number[] = [];
  const [nx, ny, nz] = plane.normal;
  for (let i = 0, p = 0; p < data.length; i++, p += 3) {
    const d = nx * data[p]! + ny * data[p + 1]! + nz * data[p + 2]! - plane.offset;
    if (Math.abs(d) <= tolerance) inliers.push(i);
  }
  if (inliers.length < 3) return null;
  const { center, axes } = principalAxes(pick(data, Uint32Array.from(inliers)));
  const normal = axes[2];
  return measurePlane(data, normal, dot(normal, center), tolerance);
}

/** Degrees between two lines, 0..90. */
function offAxis(a: Vec3, b: Vec3): number {
  const between = angle(a, b);
  return Math.min(between, 180 - between);
}

function orient(plane: Plane, toward: Vec3 | undefined, prior: Vec3 | undefined): Plane {
  const { normal, offset, inliers, rms } = plane;
  const side = toward ? plane.distance(toward) : dot(normal, prior ?? upwards(normal));
  return side >= 0 ? plane : new Plane(neg(normal), -offset, inliers, rms);
}

/** +Y; for a vertical plane, whose normal has no upper side, its larger axis. */
function upwards([x, y, z]: Vec3): Vec3 {
  if (Math.abs(y) > 1e-6) return [0, 1, 0];
  return Math.abs(x) >= Math.abs(z) ? [1, 0, 0] : [0, 0, 1];
}
