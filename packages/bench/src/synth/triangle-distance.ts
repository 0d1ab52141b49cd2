import type { Vec3 } from "./types.ts";

/** A point on each of two things and their distance, metres. */
export interface Closest {
  readonly distance: number;
  readonly a: Vec3;
  readonly b: Vec3;
}

export type Triangle = readonly [Vec3, Vec3, Vec3];

const sub = (p: Vec3, q: Vec3): Vec3 => [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
const dot = (p: Vec3, q: Vec3): number => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
const cross = (p: Vec3, q: Vec3): Vec3 => [
  p[1] * q[2] - p[2] * q[1],
  p[2] * q[0] - p[0] * q[2],
  p[0] * q[1] - p[1] * q[0],
];
const along = (p: Vec3, d: Vec3, t: number): Vec3 => [p[0] + t * d[0], p[1] + t * d[1], p[2] + t * d[2]];
const clamp01 = (t: number): number => Math.min(1, Math.max(0, t));
const apart = (a: Vec3, b: Vec3): Closest => ({ distance: Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]), a, b });

/**
 * Candidates among which the closest points of two triangles are: where they cross, else on two edges, else a
 * corner and the face below it. Each is a real pair of points on the two triangles.
 */
export function closestCandidates(s: Triangle, t: Triangle): Closest[] {
  const out: Closest[] = [];
  for (let i = 0; i < 3; i++) {
    const [p, q] = [s[i]!, s[(i + 1) % 3]!];
    for (let j = 0; j < 3; j++) out.push(closestOnSegments(p, q, t[j]!, t[(j + 1) % 3]!));
    for (const { a, b } of belowOrCrossing(p, q, t)) out.push(apart(a, b));
    for (const { a, b } of belowOrCrossing(t[i]!, t[(i + 1) % 3]!, s)) out.push(apart(b, a));
  }
  return out;
}

/** Closest points of two segments, degenerate ones included. */
export function closestOnSegments(p1: Vec3, q1: Vec3, p2: Vec3, q2: Vec3): Closest {
  const [d1, d2, r] = [sub(q1, p1), sub(q2, p2), sub(p1, p2)];
  const [a, e, f] = [dot(d1, d1), dot(d2, d2), dot(d2, r)];
  if (a === 0) return apart(p1, along(p2, d2, e === 0 ? 0 : clamp01(f / e)));
  const c = dot(d1, r);
  if (e === 0) return apart(along(p1, d1, clamp01(-c / a)), p2);
  const b = dot(d1, d2);
  const denominator = a * e - b * b;
  // Parallel segments: any start serves, the clamping below finds a closest pair.
  let s = denominator > 1e-12 * a * e ? clamp01((b * f - c * e) / denominator) : 0;
  let t = (b * s + f) / e;
  if (t < 0 || t > 1) {
    t = clamp01(t);
    s = clamp01((b * t - c) / a);
  }
  return apart(along(p1, d1, s), along(p2, d2, t));
}

/** For an edge p-q and a face: p and the point of the face below it, and where the edge goes through the face. */
function belowOrCrossing(p: Vec3, q: Vec3, face: Triangle): { a: Vec3; b: Vec3 }[] {
  const normal = cross(sub(face[1], face[0]), sub(face[2], face[0]));
  const square = dot(normal, normal);
  if (square === 0) return [];
  const out: { a: Vec3; b: Vec3 }[] = [];
  const [heightP, heightQ] = [dot(sub(p, face[0]), normal), dot(sub(q, face[0]), normal)];
  const foot = along(p, normal, -heightP / square);
  if (inside(foot, face, normal)) out.push({ a: p, b: foot });
  if (heightP * heightQ < 0) {
    const crossing = along(p, sub(q, p), heightP / (heightP - heightQ));
    if (inside(crossing, face, normal)) out.push({ a: crossing, b: crossing });
  }
  return out;
}

/** Whether a point of the face's plane lies within the face. */
function inside(point: Vec3, face: Triangle, normal: Vec3): boolean {
  for (let i = 0; i < 3; i++) {
    const from = face[i]!;
    const edge = sub(face[(i + 1) % 3]!, from);
    if (dot(cross(edge, sub(point, from)), normal) < 0) return false;
  }
  return true;
}
