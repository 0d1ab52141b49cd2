import { add, dot, eigenSymmetric3, neg, norm, type Symmetric3, scale, unit, type Vec3 } from "@spatialclaw/geometry";

export interface Gravity {
  /** Unit vector. */
  readonly up: Vec3;
  /** Share of the normals that lie within 15 degrees of it, or of level; 0 without normals. */
  readonly support: number;
}

/** A moving camera stays at about one height: how much its track counts against how it was held. */
const TRACK_WEIGHT = 0.5;
/** How much the mean of the cameras' own up counts: it alone decides where all look the same way. */
const UP_WEIGHT = 0.1;
/** Wide first, then narrow: surfaces that are nearly level or nearly upright settle the rest. */
const ROUNDS = [45, 45, 45, 45, 45, 15, 15, 15, 15, 15] as const;
const NARROW_DEG = 15;
const FEWEST_NORMALS = 100;

/**
 * Up as people hold cameras: without roll (so that the right sides of all pictures are level), walking on level ground
 * (so that the track is), and upright on average.
 * @param cameras c2w, 4x4 row-major, OpenCV axes.
 */
export function upOfCameras(cameras: readonly (readonly number[])[]): Vec3 {
  const column = (m: readonly number[], c: number): Vec3 => [m[c]!, m[4 + c]!, m[8 + c]!];
  const sum = cameras.map((m) => neg(column(m, 1))).reduce(add, [0, 0, 0]);
  const [first] = cameras as [readonly number[]];
  const mean = norm(sum) > 1e-6 ? unit(sum) : neg(column(first, 1));
  const s = new Array<number>(6).fill(0);
  for (const m of cameras) outer(s, column(m, 0), 1 / cameras.length);
  const middle = scale(cameras.map((m) => column(m, 3)).reduce(add, [0, 0, 0]), -1 / cameras.length);
  const offsets = cameras.map((m) => add(column(m, 3), middle));
  const spread = offsets.reduce((total, offset) => total + dot(offset, offset), 0);
  if (spread > 0) for (const offset of offsets) outer(s, offset, TRACK_WEIGHT / spread);
  // I - u u': costs for leaving the mean.
  for (const k of [0, 3, 5]) s[k]! += UP_WEIGHT;
  outer(s, mean, -UP_WEIGHT);
  return smallest(s, mean);
}

/** From a first guess to the direction that most surfaces are level or upright to (Gupta, Arbeláez and Malik 2013). */
export function upOfSurfaces(normals: Float32Array, guess: Vec3): Gravity {
  const count = normals.length / 3;
  if (count < FEWEST_NORMALS) return { up: guess, support: 0 };
  let up = guess;
  for (const degrees of ROUNDS) {
    const s = new Array<number>(6).fill(0);
    const [level, upright] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))];
    for (let p = 0; p < normals.length; p += 3) {
      const n: Vec3 = [normals[p]!, normals[p + 1]!, normals[p + 2]!];
      const along = Math.abs(dot(n, up));
      if (along > level) outer(s, n, -1 / count);
      else if (along < upright) outer(s, n, 1 / count);
    }
    if (s.every((value) => value === 0)) break;
    up = smallest(s, up);
  }
  return { up, support: supportOf(normals, up) };
}

function supportOf(normals: Float32Array, up: Vec3): number {
  let found = 0;
  const [level, upright] = [Math.cos(radians(NARROW_DEG)), Math.sin(radians(NARROW_DEG))];
  for (let p = 0; p < normals.length; p += 3) {
    const along = Math.abs(dot([normals[p]!, normals[p + 1]!, normals[p + 2]!], up));
    if (along > level || along < upright) found++;
  }
  return (3 * found) / normals.length;
}

/** Adds w v v' to a symmetric matrix by its upper triangle. */
function outer(s: number[], [x, y, z]: Vec3, w: number): void {
  for (const [k, product] of [x * x, x * y, x * z, y * y, y * z, z * z].entries()) s[k]! += w * product;
}

/** The eigenvector of the smallest eigenvalue, on the side of `toward`. */
function smallest(s: readonly number[], toward: Vec3): Vec3 {
  const vector = eigenSymmetric3(s as unknown as Symmetric3).vectors[2];
  return dot(vector, toward) >= 0 ? vector : neg(vector);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
