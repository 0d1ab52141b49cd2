import { seededRandom } from "@spatialclaw/geometry";
import { type Matrix3, rotationFrom } from "./rotation-fit.ts";
import { movedPose, type Similarity, through } from "./similarity.ts";

/** c2w, 4x4 row-major. */
type PoseMatrix = readonly number[];

export interface PoseAlignment {
  readonly similarity: Similarity;
  /** Poses that fit, in order. */
  readonly inliers: readonly number[];
  /** Root mean square distance of their positions, as a share of how far the given positions spread; 0 for one pose. */
  readonly error: number;
  /** false: the cameras stand in one place, so that nothing tells the scale; it is 1. */
  readonly hasScale: boolean;
}

/** From so many poses on some may be wrong. */
const RANSAC_FROM = 10;
const DRAWS = 200;
const DRAWN = 3;
/** Of the spread of the given positions; and degrees. */
const POSITION_TOLERANCE = 0.1;
const ANGLE_TOLERANCE_DEG = 15;
/** A camera's three axes count as much as so many positions at the distance of the spread. */
const AXES_WEIGHT = 0.3;
/** Positions that spread less than this, by how far they lie from the origin, are one place. */
const ONE_PLACE = 1e-6;

/**
 * The similarity that brings predicted cameras to given ones: Umeyama over their positions, with their axes, which
 * settle the turn where all positions lie on a line. From ten poses on by RANSAC (seeded), then over all that fit.
 */
export function alignPoses(predicted: readonly PoseMatrix[], given: readonly PoseMatrix[]): PoseAlignment {
  const all = given.map((_, i) => i);
  if (all.length < RANSAC_FROM) return measured(predicted, given, all);
  const spread = spreadOf(given, all);
  const random = seededRandom(0);
  let best: readonly number[] = [];
  for (let draw = 0; draw < DRAWS; draw++) {
    const drawn = Array.from({ length: DRAWN }, () => Math.floor(random() * all.length));
    const { similarity } = fit(predicted, given, [...new Set(drawn)]);
    const inliers = all.filter((i) => fits(movedPose(similarity, predicted[i]!), given[i]!, spread));
    if (inliers.length > best.length) best = inliers;
    if (best.length === all.length) break;
  }
  return measured(predicted, given, best.length >= DRAWN ? best : all);
}

function measured(
  predicted: readonly PoseMatrix[],
  given: readonly PoseMatrix[],
  inliers: readonly number[],
): PoseAlignment {
  const { similarity, hasScale } = fit(predicted, given, inliers);
  const spread = spreadOf(given, inliers);
  const squares = inliers.map((i) => distance(movedPose(similarity, predicted[i]!), given[i]!) ** 2);
  const rms = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / inliers.length);
  return { similarity, inliers, hasScale, error: spread > 0 ? rms / spread : 0 };
}

function fit(predicted: readonly PoseMatrix[], given: readonly PoseMatrix[], chosen: readonly number[]) {
  const [a, b] = [meanPosition(predicted, chosen), meanPosition(given, chosen)];
  const [spreadA, spreadB] = [spreadOf(predicted, chosen), spreadOf(given, chosen)];
  const hasScale = !isOnePlace(spreadA, predicted, chosen) && !isOnePlace(spreadB, given, chosen);
  const m = new Array<number>(9).fill(0);
  let [products, squares] = [0, 0];
  for (const i of chosen) {
    const [from, to] = [offset(predicted[i]!, a), offset(given[i]!, b)];
    for (let r = 0; r < 3; r++)
      for (let c = 0; c < 3; c++) {
        if (hasScale) m[3 * r + c]! += (to[r]! * from[c]!) / (spreadA * spreadB);
        for (let axis = 0; axis < 3; axis++)
          m[3 * r + c]! += AXES_WEIGHT * given[i]![4 * r + axis]! * predicted[i]![4 * c + axis]!;
      }
  }
  const rotation = rotationFrom(m as unknown as Matrix3);
  for (const i of chosen) {
    const [from, to] = [offset(predicted[i]!, a), offset(given[i]!, b)];
    for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) products += to[r]! * rotation[3 * r + c]! * from[c]!;
    squares += from.reduce((sum, value) => sum + value * value, 0);
  }
  const isScaled = hasScale && products > 0;
  return { similarity: through(rotation, isScaled ? products / squares : 1, a, b), hasScale: isScaled };
}

function fits(moved: PoseMatrix, given: PoseMatrix, spread: number): boolean {
  return distance(moved, given) <= POSITION_TOLERANCE * spread && turnDeg(moved, given) <= ANGLE_TOLERANCE_DEG;
}

/** Degrees between two orientations. */
function turnDeg(a: PoseMatrix, b: PoseMatrix): number {
  let trace = 0;
  for (let r = 0; r < 3; r++) for (let c = 0; c < 3; c++) trace += a[4 * r + c]! * b[4 * r + c]!;
  return (Math.acos(Math.min(1, Math.max(-1, (trace - 1) / 2))) * 180) / Math.PI;
}

function distance(a: PoseMatrix, b: PoseMatrix): number {
  return Math.hypot(a[3]! - b[3]!, a[7]! - b[7]!, a[11]! - b[11]!);
}

function offset(pose: PoseMatrix, from: readonly number[]): number[] {
  return [pose[3]! - from[0]!, pose[7]! - from[1]!, pose[11]! - from[2]!];
}

function meanPosition(poses: readonly PoseMatrix[], chosen: readonly number[]): number[] {
  return [3, 7, 11].map((k) => chosen.reduce((sum, i) => sum + poses[i]![k]!, 0) / chosen.length);
}

/** Root mean square distance of positions from their mean. */
function spreadOf(poses: readonly PoseMatrix[], chosen: readonly number[]): number {
  const mean = meanPosition(poses, chosen);
  const squares = chosen.map((i) => offset(poses[i]!, mean).reduce((sum, value) => sum + value * value, 0));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / chosen.length);
}

function isOnePlace(spread: number, poses: readonly PoseMatrix[], chosen: readonly number[]): boolean {
  return !(spread > ONE_PLACE * Math.hypot(1, ...meanPosition(poses, chosen)));
}
