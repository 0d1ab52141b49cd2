/**
 * Convex hull of points in a plane (flat pairs), counter-clockwise, flat pairs, without points on its edges.
 * A single place gives one point, a line gives two.
 */
export function convexHull(points: Float64Array): Float64Array {
  if (points.length === 0) return new Float64Array(0);
  const x = (i: number) => points[2 * i]!;
  const y = (i: number) => points[2 * i + 1]!;
  const order = Uint32Array.from(extremeCandidates(points)).sort((i, j) => x(i) - x(j) || y(i) - y(j));
  const chain = (ids: Iterable<number>) => {
    const out: number[] = [];
    for (const i of ids) {
      while (out.length > 1) {
        const [o, a] = [out[out.length - 2]!, out[out.length - 1]!];
        if ((x(a) - x(o)) * (y(i) - y(o)) - (y(a) - y(o)) * (x(i) - x(o)) > 0) break;
        out.pop();
      }
      if (out.length === 0 || x(out[out.length - 1]!) !== x(i) || y(out[out.length - 1]!) !== y(i)) out.push(i);
    }
    return out;
  };
  const lower = chain(order);
  const upper = chain(order.toReversed());
  // Each chain ends where the other starts.
  const ring = lower.length === 1 ? lower : [...lower.slice(0, -1), ...upper.slice(0, -1)];
  return Float64Array.from(ring.flatMap((i) => [x(i), y(i)]));
}

/**
 * Indices of the points that can lie on the hull: those strictly inside the quadrilateral of the leftmost, lowest,
 * rightmost and highest point cannot, and in a full cloud that is nearly all.
 */
function extremeCandidates(points: Float64Array): number[] {
  const corners = [0, 0, 0, 0];
  for (let p = 0; p < points.length; p += 2) {
    if (points[p]! < points[corners[0]!]!) corners[0] = p;
    if (points[p + 1]! < points[corners[1]! + 1]!) corners[1] = p;
    if (points[p]! > points[corners[2]!]!) corners[2] = p;
    if (points[p + 1]! > points[corners[3]! + 1]!) corners[3] = p;
  }
  const kept: number[] = [];
  for (let p = 0; p < points.length; p += 2) {
    let isInside = true;
    for (let c = 0; c < 4 && isInside; c++) {
      const [from, to] = [corners[c]!, corners[(c + 1) & 3]!];
      const [dx, dy] = [points[to]! - points[from]!, points[to + 1]! - points[from + 1]!];
      isInside = from === to || dx * (points[p + 1]! - points[from + 1]!) - dy * (points[p]! - points[from]!) > 0;
    }
    if (!isInside) kept.push(p / 2);
  }
  // Only when all points are one place do the four corners enclose even themselves.
  return kept.length > 0 ? kept : [corners[0]! / 2];
}
