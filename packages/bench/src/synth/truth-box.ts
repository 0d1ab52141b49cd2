import type { TruthBox, Vec3 } from "./types.ts";

type Point = readonly [x: number, y: number];

/** The upright box of a mesh: the smallest rectangle on the floor that holds it, and its height. */
export function truthBox(triangles: Float32Array): TruthBox {
  const points: Point[] = [];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < triangles.length; i += 3) {
    points.push([triangles[i]!, triangles[i + 1]!]);
    low = Math.min(low, triangles[i + 2]!);
    high = Math.max(high, triangles[i + 2]!);
  }
  const { centre, sides, angle } = smallestRectangle(convexHull(points));
  const turned = sides[0] >= sides[1] ? angle : angle + Math.PI / 2;
  return {
    center: [centre[0], centre[1], (low + high) / 2],
    width: Math.max(...sides),
    depth: Math.min(...sides),
    height: high - low,
    axis: towardsPlusX([Math.cos(turned), Math.sin(turned), 0]),
  };
}

/** A direction has two ends; keep the one with positive x (or y, where x is 0). */
function towardsPlusX([x, y]: Vec3): Vec3 {
  const sign = x < -1e-9 || (Math.abs(x) <= 1e-9 && y < 0) ? -1 : 1;
  return [sign * x, sign * y, 0];
}

/** Counter-clockwise, without collinear points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const chain = (ordered: readonly Point[]): Point[] => {
    const out: Point[] = [];
    for (const p of ordered) {
      while (out.length > 1 && !leftTurn(out.at(-2)!, out.at(-1)!, p)) out.pop();
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function leftTurn(a: Point, b: Point, c: Point): boolean {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}

/** One of its sides lies along an edge of the hull, so every edge is tried. */
function smallestRectangle(hull: readonly Point[]): { centre: Point; sides: [number, number]; angle: number } {
  let best = { centre: [0, 0] as Point, sides: [0, 0] as [number, number], angle: 0 };
  let smallest = Number.POSITIVE_INFINITY;
  hull.forEach((p, i) => {
    const q = hull[(i + 1) % hull.length]!;
    const angle = Math.atan2(q[1] - p[1], q[0] - p[0]);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const u = hull.map(([x, y]) => x * c + y * s);
    const v = hull.map(([x, y]) => y * c - x * s);
    const [u0, u1, v0, v1] = [Math.min(...u), Math.max(...u), Math.min(...v), Math.max(...v)];
    const area = (u1 - u0) * (v1 - v0);
    if (area >= smallest) return;
    smallest = area;
    const [mu, mv] = [(u0 + u1) / 2, (v0 + v1) / 2];
    best = { centre: [mu * c - mv * s, mu * s + mv * c], sides: [u1 - u0, v1 - v0], angle };
  });
  return best;
}
