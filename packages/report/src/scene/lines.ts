import { add, cross, norm, scale, type Vec3 } from "@spatialclaw/geometry";

/** Flat xyz, two points a line. */
export type Lines = number[];

/** Edges of a box with full lengths `size` along `axes`. */
export function boxLines(center: Vec3, axes: readonly [Vec3, Vec3, Vec3], size: Vec3): Lines {
  const corner = (bits: number): Vec3 =>
    axes.reduce<Vec3>((at, axis, i) => add(at, scale(axis, (((bits >> i) & 1) - 0.5) * (size[i] as number))), center);
  const lines: Lines = [];
  for (let from = 0; from < 8; from++)
    for (const bit of [1, 2, 4]) if ((from & bit) === 0) lines.push(...corner(from), ...corner(from | bit));
  return lines;
}

/** Through all points, in order. */
export function pathLines(points: readonly Vec3[]): Lines {
  return points.slice(1).flatMap((to, i) => [...(points[i] as Vec3), ...to]);
}

/** A line with two strokes at its end, in the plane that holds it and `side`. */
export function arrowLines(from: Vec3, direction: Vec3, length: number, side: Vec3): Lines {
  const tip = add(from, scale(direction, length));
  const stroke = (aside: number) => add(tip, add(scale(direction, -0.18 * length), scale(side, aside * 0.09 * length)));
  return [...from, ...tip, ...tip, ...stroke(1), ...tip, ...stroke(-1)];
}

/** Any unit vector across the direction. */
export function across(direction: Vec3): Vec3 {
  const other: Vec3 = Math.abs(direction[1]) < 0.9 ? [0, 1, 0] : [1, 0, 0];
  const side = cross(direction, other);
  return scale(side, 1 / norm(side));
}

/** A place on a level circle around `centre`: degrees clockwise seen from above, from `forward` on. */
export function onCircle(centre: Vec3, forward: Vec3, right: Vec3, radius: number, degrees: number): Vec3 {
  const angle = (degrees * Math.PI) / 180;
  return add(centre, add(scale(forward, radius * Math.cos(angle)), scale(right, radius * Math.sin(angle))));
}
