import type { Vec3 } from "../types.ts";

/** Triangles are halved until no edge is longer (metres). */
const SPACING = 0.03;

/**
 * Points spread over triangles (flat xyz corners, nine numbers each): all corners, and more along edges and faces.
 * Corners matter most, since an object's extremes are at corners.
 */
export function surfaceSamples(triangles: Float32Array): Vec3[] {
  const known = new Set<string>();
  const samples: Vec3[] = [];
  const keep = (p: Vec3): void => {
    const key = p.map((x) => Math.round(x * 1e4)).join();
    if (known.has(key)) return;
    known.add(key);
    samples.push(p);
  };
  const split = (a: Vec3, b: Vec3, c: Vec3): void => {
    const [ab, bc, ca] = [length(a, b), length(b, c), length(c, a)];
    // Rotated so that the longest edge is the one that is halved.
    if (bc > ab && bc >= ca) split(b, c, a);
    else if (ca > ab && ca > bc) split(c, a, b);
    else if (ab > SPACING) halve(a, b, c);
  };
  const halve = (a: Vec3, b: Vec3, c: Vec3): void => {
    const middle: Vec3 = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
    keep(middle);
    split(a, middle, c);
    split(middle, b, c);
  };
  for (let i = 0; i + 9 <= triangles.length; i += 9) {
    const corners = [0, 3, 6].map((k): Vec3 => {
      const [x, y, z] = triangles.subarray(i + k, i + k + 3);
      return [x as number, y as number, z as number];
    });
    const [a, b, c] = corners as [Vec3, Vec3, Vec3];
    for (const corner of corners) keep(corner);
    split(a, b, c);
  }
  return samples;
}

export const length = (a: Vec3, b: Vec3): number => Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
