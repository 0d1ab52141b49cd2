import { pointAt } from "./cloud.ts";
import { cross, dot, norm, scale, sub, type Vec3 } from "./vec.ts";

export interface PlaneCandidate {
  readonly normal: Vec3;
  readonly offset: number;
}

const MAX_TRIALS = 2000;
/** Wanted chance that some trial drew three inliers. */
const CONFIDENCE = 0.9999;
/** Three points closer to a line than this (sine) say nothing about a plane. */
const MIN_SINE = 1e-3;

/**
 * The best of many planes through three points drawn at random, by truncated squared distances (MSAC); null when no
 * draw gave a plane with an allowed normal. Draws go on until better ones are unlikely.
 */
export function ransacPlane(
  data: Float32Array,
  tolerance: number,
  allowed: (normal: Vec3) => boolean,
  random: () => number,
): PlaneCandidate | null {
  const count = data.length / 3;
  const draw = () => pointAt(data, Math.floor(random() * count));
  let best: PlaneCandidate | null = null;
  let bestCost = Infinity;
  let trials = MAX_TRIALS;
  for (let trial = 0; trial < trials; trial++) {
    const plane = planeThrough(draw(), draw(), draw());
    if (!plane || !allowed(plane.normal)) continue;
    const { cost, inliers } = judge(data, plane, tolerance, bestCost);
    if (cost >= bestCost) continue;
    [best, bestCost] = [plane, cost];
    trials = Math.min(MAX_TRIALS, neededTrials(inliers / count));
  }
  return best;
}

function planeThrough(a: Vec3, b: Vec3, c: Vec3): PlaneCandidate | null {
  const [u, v] = [sub(b, a), sub(c, a)];
  const across = cross(u, v);
  const size = norm(across);
  if (!(size > MIN_SINE * norm(u) * norm(v))) return null;
  const normal = scale(across, 1 / size);
  return { normal, offset: dot(normal, a) };
}

/** Sum of squared distances, each at most the tolerance's. Gives up once it exceeds `limit`. */
function judge(data: Float32Array, { normal, offset }: PlaneCandidate, tolerance: number, limit: number) {
  const [nx, ny, nz] = normal;
  const most = tolerance * tolerance;
  let cost = 0;
  let inliers = 0;
  for (let p = 0; p < data.length && cost < limit; p += 3) {
    const d = nx * data[p]! + ny * data[p + 1]! + nz * data[p + 2]! - offset;
    if (d * d <= most) {
      inliers++;
      cost += d * d;
    } else cost += most;
  }
  return { cost, inliers };
}

/** Draws of three after which all-inlier ones have been seen with the wanted confidence. */
function neededTrials(inlierShare: number): number {
  const allInliers = inlierShare ** 3;
  return allInliers >= CONFIDENCE ? 1 : Math.ceil(Math.log(1 - CONFIDENCE) / Math.log(1 - allInliers));
}
