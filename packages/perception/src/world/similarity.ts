import { type Matrix3, rotationFrom } from "./rotation-fit.ts";

/** p -> scale * rotation * p + translation. */
export interface Similarity {
  readonly scale: number;
  readonly rotation: Matrix3;
  readonly translation: readonly [number, number, number];
}

/** Flat xyz. */
export type Flat = ArrayLike<number>;

const ROUNDS = 12;
/** Residuals beyond this many times their median count less the larger they are (Huber). */
const KNEE = 2;

/**
 * Umeyama's least squares with weights: the similarity that brings `from` to `to`, point by point. null when all
 * points lie in one place.
 */
export function fitSimilarity(from: Flat, to: Flat, weights: Flat | null = null): Similarity | null {
  const count = from.length / 3;
  const weightOf = (i: number) => (weights === null ? 1 : weights[i]!);
  const [a, b] = [meanOf(from, weightOf), meanOf(to, weightOf)];
  const m = new Array<number>(9).fill(0);
  let spread = 0;
  for (let i = 0; i < count; i++) {
    const w = weightOf(i);
    for (let r = 0; r < 3; r++)
      for (let c = 0; c < 3; c++) m[3 * r + c]! += w * (to[3 * i + r]! - b[r]!) * (from[3 * i + c]! - a[c]!);
    for (let c = 0; c < 3; c++) spread += w * (from[3 * i + c]! - a[c]!) ** 2;
  }
  if (!(spread > 0)) return null;
  const rotation = rotationFrom(m as unknown as Matrix3);
  const scale = rotation.reduce((sum, value, k) => sum + value * m[k]!, 0) / spread;
  return scale > 0 ? through(rotation, scale, a, b) : null;
}

/** The same, with points that do not fit counting less, round after round. */
export function fitRobustSimilarity(from: Flat, to: Flat, weights: Flat): Similarity | null {
  const count = from.length / 3;
  const now = Float64Array.from(weights);
  let fit = fitSimilarity(from, to, now);
  for (let round = 0; round < ROUNDS && fit; round++) {
    const residuals = Float64Array.from({ length: count }, (_, i) => residual(fit as Similarity, from, to, i));
    const middle = residuals.toSorted()[count >> 1]!;
    if (!(middle > 0)) break;
    for (let i = 0; i < count; i++) now[i] = weights[i]! * Math.min(1, (KNEE * middle) / residuals[i]!);
    fit = fitSimilarity(from, to, now);
  }
  return fit;
}

/** The similarity with this turn and scale that brings one place to another. */
export function through(rotation: Matrix3, scale: number, a: Flat, b: Flat): Similarity {
  const turned = turn(rotation, a);
  return {
    scale,
    rotation,
    translation: [b[0]! - scale * turned[0], b[1]! - scale * turned[1], b[2]! - scale * turned[2]],
  };
}

export function applied({ scale, rotation, translation }: Similarity, p: Flat): [number, number, number] {
  const turned = turn(rotation, p);
  return [scale * turned[0] + translation[0], scale * turned[1] + translation[1], scale * turned[2] + translation[2]];
}

/** A camera (c2w, 4x4 row-major) in the world that the similarity leads to. */
export function movedPose(similarity: Similarity, c2w: readonly number[]): number[] {
  const column = (c: number) => [c2w[c]!, c2w[4 + c]!, c2w[8 + c]!];
  const [x, y, z] = [0, 1, 2].map((c) => turn(similarity.rotation, column(c))) as [Three, Three, Three];
  const t = applied(similarity, column(3));
  return [0, 1, 2].flatMap((r) => [x[r]!, y[r]!, z[r]!, t[r]!]).concat(0, 0, 0, 1);
}

type Three = [number, number, number];

export function turn(r: Matrix3, p: Flat): Three {
  const [x, y, z] = [p[0]!, p[1]!, p[2]!];
  return [r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z, r[6] * x + r[7] * y + r[8] * z];
}

function residual(similarity: Similarity, from: Flat, to: Flat, i: number): number {
  const p = applied(similarity, [from[3 * i]!, from[3 * i + 1]!, from[3 * i + 2]!]);
  return Math.hypot(p[0] - to[3 * i]!, p[1] - to[3 * i + 1]!, p[2] - to[3 * i + 2]!);
}

function meanOf(points: Flat, weightOf: (i: number) => number): Three {
  const sum: Three = [0, 0, 0];
  let total = 0;
  for (let i = 0; i < points.length / 3; i++) {
    const w = weightOf(i);
    total += w;
    for (let c = 0; c < 3; c++) sum[c]! += w * points[3 * i + c]!;
  }
  return [sum[0] / total, sum[1] / total, sum[2] / total];
}
