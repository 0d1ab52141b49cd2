/** Row-major 3x3. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];

const MAX_SWEEPS = 60;
const TINY = 1e-15;

/**
 * The rotation R that makes the sum of dot(b, R a) largest, for pairs of directions or offsets (a, b) whose outer
 * products b a' were summed up in `m`: the best fit in the sense of least squares, never a mirror (Horn's quaternions).
 */
export function rotationFrom(m: Matrix3): Matrix3 {
  const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = m;
  const [w, x, y, z] = largestEigenvector([
    [xx + yy + zz, zy - yz, xz - zx, yx - xy],
    [zy - yz, xx - yy - zz, xy + yx, xz + zx],
    [xz - zx, xy + yx, yy - xx - zz, yz + zy],
    [yx - xy, xz + zx, yz + zy, zz - xx - yy],
  ]);
  return [
    ...([w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)] as const),
    ...([2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)] as const),
    ...([2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z] as const),
  ];
}

type Four = [number, number, number, number];

/** Unit length; by cyclic Jacobi rotations of a symmetric matrix. */
function largestEigenvector(a: number[][]): Four {
  const v = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : 0)));
  const at = (i: number, j: number) => a[i]![j]!;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) off += Math.abs(at(p, q));
    if (off <= TINY * [0, 1, 2, 3].reduce((sum, i) => sum + Math.abs(at(i, i)), 0)) break;
    for (let p = 0; p < 3; p++) for (let q = p + 1; q < 4; q++) rotate(a, v, p, q);
  }
  const best = [0, 1, 2, 3].reduce((most, i) => (at(i, i) > at(most, most) ? i : most), 0);
  return v.map((row) => row[best]!) as Four;
}

/** a := J'aJ with a[p][q] = 0 afterwards, v := vJ. */
function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  turnColumns(a, p, q, c, s);
  for (let k = 0; k < 4; k++) {
    const [x, y] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * x - s * y;
    a[q]![k] = s * x + c * y;
  }
  turnColumns(v, p, q, c, s);
}

function turnColumns(m: number[][], p: number, q: number, c: number, s: number): void {
  for (const row of m) {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}
