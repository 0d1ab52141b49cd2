import { type Closest, closestCandidates, type Triangle } from "./triangle-distance.ts";
import type { Vec3 } from "./types.ts";

/** Metres within which two pairs count as equally close: parallel faces have many, equal but for rounding. */
const TIE = 1e-6;

interface Bounds {
  readonly low: Vec3;
  readonly high: Vec3;
}

interface Boxed extends Bounds {
  readonly triangle: Triangle;
}

/**
 * Exact closest points of two triangle meshes (flat xyz corners, nine numbers a triangle); 0 where they cross.
 * Of equally close pairs, that nearest to `viewer`: what is seen decides, not the order of triangles.
 */
export function meshDistance(meshA: Float32Array, meshB: Float32Array, viewer: Vec3): Closest {
  const [a, b] = [boxed(meshA), boxed(meshB)];
  if (a.length === 0 || b.length === 0) throw new Error("meshDistance needs at least one triangle in each mesh");
  const [aroundA, aroundB] = [union(a), union(b)];
  // Nearest to the other mesh first, so that the bound is tight early and the rest is skipped by it.
  const sortedA = byGap(a, aroundB);
  const sortedB = byGap(b, aroundA);
  let best: Closest | undefined;
  let bound = Number.POSITIVE_INFINITY;
  for (const s of sortedA) {
    if (gap(s, aroundB) > bound + TIE) break;
    for (const t of sortedB) {
      if (gap(s, t) > bound + TIE) continue;
      for (const pair of closestCandidates(s.triangle, t.triangle)) {
        if (pair.distance > bound + TIE) continue;
        const tied = best !== undefined && pair.distance > bound - TIE;
        if (!tied || toViewer(pair, viewer) < toViewer(best as Closest, viewer)) best = pair;
        bound = Math.min(bound, pair.distance);
      }
    }
  }
  return best as Closest;
}

function boxed(mesh: Float32Array): Boxed[] {
  const corner = (i: number): Vec3 => [mesh[i]!, mesh[i + 1]!, mesh[i + 2]!];
  return Array.from({ length: mesh.length / 9 }, (_, t) => {
    const triangle: Triangle = [corner(9 * t), corner(9 * t + 3), corner(9 * t + 6)];
    const [p, q, r] = triangle;
    const each = (pick: (...values: number[]) => number): Vec3 => [
      pick(p[0], q[0], r[0]),
      pick(p[1], q[1], r[1]),
      pick(p[2], q[2], r[2]),
    ];
    return { triangle, low: each(Math.min), high: each(Math.max) };
  });
}

function union(boxes: readonly Bounds[]): Bounds {
  const each = (side: "low" | "high", pick: (a: number, b: number) => number): Vec3 =>
    boxes
      .map((box) => box[side])
      .reduce((p, q) => [pick(p[0], q[0]), pick(p[1], q[1]), pick(p[2], q[2])] satisfies Vec3);
  return { low: each("low", Math.min), high: each("high", Math.max) };
}

function byGap(boxes: readonly Boxed[], other: Bounds): Boxed[] {
  return boxes
    .map((box) => ({ box, away: gap(box, other) }))
    .sort((p, q) => p.away - q.away)
    .map(({ box }) => box);
}

/** Distance of two upright boxes: never more than that of what they hold. */
function gap(a: Bounds, b: Bounds): number {
  let square = 0;
  for (let i = 0; i < 3; i++) {
    const between = Math.max(0, a.low[i]! - b.high[i]!, b.low[i]! - a.high[i]!);
    square += between * between;
  }
  return Math.sqrt(square);
}

/** Distance of a pair's middle from the viewer. */
function toViewer({ a, b }: Closest, viewer: Vec3): number {
  return Math.hypot(...viewer.map((v, i) => v - (a[i]! + b[i]!) / 2));
}
