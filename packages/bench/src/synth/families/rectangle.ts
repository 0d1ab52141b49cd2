import { convexHull } from "../truth-box.ts";
import type { Vec3 } from "../types.ts";

/** A rectangle on the floor that holds a set of points, one side on their hull. */
export interface Rectangle {
  /** Longer and shorter side, metres. */
  readonly width: number;
  readonly depth: number;
  readonly x: number;
  readonly y: number;
}

type Xy = readonly [x: number, y: number];

/** One rectangle per edge of the points' hull from above, the smallest area first; none for fewer than three points. */
export function rectanglesAround(points: readonly Vec3[]): Rectangle[] {
  const hull = convexHull(points.map(([x, y]) => [x, y]));
  if (hull.length < 3) return [];
  return hull
    .map((from, i) => {
      const to = hull[(i + 1) % hull.length] as Xy;
      return rectangleAlong(hull, Math.atan2(to[1] - from[1], to[0] - from[0]));
    })
    .sort((a, b) => a.width * a.depth - b.width * b.depth);
}

function rectangleAlong(hull: readonly Xy[], angle: number): Rectangle {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const u = span(hull.map(([x, y]) => x * c + y * s));
  const v = span(hull.map(([x, y]) => y * c - x * s));
  return {
    width: Math.max(u.size, v.size),
    depth: Math.min(u.size, v.size),
    x: u.middle * c - v.middle * s,
    y: u.middle * s + v.middle * c,
  };
}

function span(values: readonly number[]): { size: number; middle: number } {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return { size: high - low, middle: (low + high) / 2 };
}
