import type { Span } from "./furniture/shape.ts";

/** An oriented rectangle on the floor, metres. */
export interface Footprint {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfDepth: number;
  /** Radians, counter-clockwise from above; at 0 the width lies along x. */
  readonly yaw: number;
}

export function footprintCorners(rect: Footprint): [x: number, y: number][] {
  const [c, s] = [Math.cos(rect.yaw), Math.sin(rect.yaw)];
  const signs = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  return signs.map(([i, j]) => {
    const [u, v] = [i * rect.halfWidth, j * rect.halfDepth];
    return [rect.x + u * c - v * s, rect.y + u * s + v * c];
  });
}

/** Whether two rectangles come nearer than `gap` along every separating axis. */
export function tooClose(a: Footprint, b: Footprint, gap: number): boolean {
  const corners = [footprintCorners(a), footprintCorners(b)] as const;
  for (const yaw of [a.yaw, a.yaw + Math.PI / 2, b.yaw, b.yaw + Math.PI / 2]) {
    const [first, second] = corners.map((points) => shadow(points, yaw)) as [Span, Span];
    if (first[1] + gap <= second[0] || second[1] + gap <= first[0]) return false;
  }
  return true;
}

/** What a set of corners covers on an axis. */
function shadow(points: readonly (readonly [number, number])[], yaw: number): Span {
  const along = points.map(([x, y]) => x * Math.cos(yaw) + y * Math.sin(yaw));
  return [Math.min(...along), Math.max(...along)];
}

/** Whether all of it lies inside the room, `margin` away from the walls. */
export function insideRoom(rect: Footprint, width: number, depth: number, margin: number): boolean {
  return footprintCorners(rect).every(
    ([x, y]) => x >= margin && y >= margin && x <= width - margin && y <= depth - margin,
  );
}

/** Metres from a point to the rectangle, 0 inside. */
export function distanceTo(rect: Footprint, x: number, y: number): number {
  const [c, s] = [Math.cos(rect.yaw), Math.sin(rect.yaw)];
  const [dx, dy] = [x - rect.x, y - rect.y];
  const u = Math.max(0, Math.abs(dx * c + dy * s) - rect.halfWidth);
  const v = Math.max(0, Math.abs(dy * c - dx * s) - rect.halfDepth);
  return Math.hypot(u, v);
}
