import type { Vec3 } from "./vec.ts";

/** Symmetric 3x3 matrix by its upper triangle. */
export type Symmetric3 = readonly [xx: number, xy: number, xz: number, yy: number, yz: number, zz: number];

export interface Eigen3 {
  /** Descending. */
  readonly values: Vec3;
  /** Unit eigenvectors in the order of the values, right-handed. */
  readonly vectors: readonly [Vec3, Vec3, Vec3];
}

const MAX_SWEEPS = 32;

/** Eigenvalues and eigenvectors of a symmetric 3x3 matrix by cyclic Jacobi rotations. */
export function eigenSymmetric3([xx, xy, xz, yy, yz, zz]: Symmetric3): Eigen3 {
  const a = [xx, xy, xz, xy, yy, yz, xz, yz, zz];
  const v = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const off = Math.abs(a[1]!) + Math.abs(a[2]!) + Math.abs(a[5]!);
    const diagonal = Math.abs(a[0]!) + Math.abs(a[4]!) + Math.abs(a[8]!);
    if (off <= Number.EPSILON * 1e-3 * diagonal || off === 0) break;
    rotate(a, v, 0, 1);
    rotate(a, v, 0, 2);
    rotate(a, v, 1, 2);
  }
  const order = [0, 1, 2].sort((i, j) => a[4 * j]! - a[4 * i]!);
  const value = (rank: number) => a[4 * order[rank]!]!;
  const vector = (rank: number): Vec3 => [v[order[rank]!]!, v[3 + order[rank]!]!, v[6 + order[rank]!]!];
  const [first, second, third] = [vector(0), vector(1), vector(2)];
  const odd = (order[0]! - order[1]!) * (order[1]! - order[2]!) * (order[2]! - order[0]!) > 0 ? 1 : -1;
  // Rotations keep v right-handed; an odd reordering mirrors it, so the last axis is turned round.
  const last: Vec3 = odd > 0 ? third : [-third[0], -third[1], -third[2]];
  return { values: [value(0), value(1), value(2)], vectors: [first, second, last] };
}

/** One Jacobi rotation that zeroes a[p][q]: a := J'aJ, v := vJ. */
function rotate(a: number[], v: number[], p: number, q: number): void {
  const apq = a[3 * p + q]!;
  if (apq === 0) return;
  const theta = (a[4 * q]! - a[4 * p]!) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  turnColumns(a, p, q, c, s);
  for (let k = 0; k < 3; k++) {
    const [x, y] = [a[3 * p + k]!, a[3 * q + k]!];
    a[3 * p + k] = c * x - s * y;
    a[3 * q + k] = s * x + c * y;
  }
  turnColumns(v, p, q, c, s);
}

function turnColumns(m: number[], p: number, q: number, c: number, s: number): void {
  for (let k = 0; k < 3; k++) {
    const [x, y] = [m[3 * k + p]!, m[3 * k + q]!];
    m[3 * k + p] = c * x - s * y;
    m[3 * k + q] = s * x + c * y;
  }
}
