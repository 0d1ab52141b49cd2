import { pick } from "./cloud.ts";
import { distance, type Vec3 } from "./vec.ts";

/** The first steps are taken over so many points, the last ones over all. */
const SAMPLE = 2048;
const STEPS = 60;
/** Of the cloud's own size. */
const CLOSE_ENOUGH = 1e-7;
const SMALL_STEP = 1e-4;
/** The sample itself is not better than this. */
const CLOSE_IN_SAMPLE = 1e-3;

/**
 * The place with the least sum of distances to all points. As robust as the median of each axis, and it does not
 * depend on which way the axes point. Newton's steps, and Weiszfeld's where those lead astray. The cloud must not be
 * empty.
 */
export function geometricMedian(data: Float32Array): Vec3 {
  const sample = sampled(data);
  const start = [0, 1, 2].map((axis) => middleOf(coordinates(sample, axis))) as [number, number, number];
  if (sample === data) return descend(data, start, CLOSE_ENOUGH);
  return descend(data, descend(sample, start, CLOSE_IN_SAMPLE), CLOSE_ENOUGH);
}

function sampled(data: Float32Array): Float32Array {
  const count = data.length / 3;
  if (count <= SAMPLE) return data;
  return pick(
    data,
    Uint32Array.from({ length: SAMPLE }, (_, i) => Math.floor((i * count) / SAMPLE)),
  );
}

function coordinates(data: Float32Array, axis: number): Float32Array {
  const out = new Float32Array(data.length / 3);
  for (let i = 0; i < out.length; i++) out[i] = data[3 * i + axis]!;
  return out;
}

/** Reorders them. Typed arrays are sorted natively: that needs no warming up, as loops do. */
function middleOf(values: Float32Array): number {
  values.sort();
  return (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
}

function descend(data: Float32Array, start: Vec3, close: number): Vec3 {
  const size = spread(data, start);
  let at = look(data, start);
  for (let step = 0; step < STEPS; step++) {
    // Its error is the square of the one before: after a small step nothing is left to gain.
    if (at.newton && distance(at.place, at.newton) <= Math.max(close, SMALL_STEP) * size) return at.newton;
    let next = at.newton && look(data, at.newton);
    if (!next || next.sum > at.sum) next = look(data, at.weiszfeld);
    const moved = distance(at.place, next.place);
    // Of two places that are equal to the last digit the earlier one stays.
    if (next.sum < at.sum) at = next;
    if (moved <= close * size) break;
  }
  return at.place;
}

interface Look {
  readonly place: Vec3;
  /** Of the distances to all points. */
  readonly sum: number;
  /** Where the slope and its change point to; null where they say nothing. */
  readonly newton: Vec3 | null;
  /** Never worse than here; slow. */
  readonly weiszfeld: Vec3;
}

/** One pass over the points. */
function look(data: Float32Array, place: Vec3): Look {
  const [x, y, z] = place;
  let [sum, weights, here] = [0, 0, 0];
  let [gx, gy, gz] = [0, 0, 0];
  let [xx, xy, xz, yy, yz, zz] = [0, 0, 0, 0, 0, 0];
  for (let p = 0; p < data.length; p += 3) {
    const dx = data[p]! - x;
    const dy = data[p + 1]! - y;
    const dz = data[p + 2]! - z;
    const squared = dx * dx + dy * dy + dz * dz;
    if (squared === 0) {
      here++;
      continue;
    }
    const length = Math.sqrt(squared);
    const weight = 1 / length;
    const bend = weight / squared;
    sum += length;
    weights += weight;
    gx += dx * weight;
    gy += dy * weight;
    gz += dz * weight;
    xx += dx * dx * bend;
    xy += dx * dy * bend;
    xz += dx * dz * bend;
    yy += dy * dy * bend;
    yz += dy * dz * bend;
    zz += dz * dz * bend;
  }
  const pull = Math.hypot(gx, gy, gz);
  // A point of the cloud that is stood upon holds back what the others pull (Vardi and Zhang).
  const share = weights === 0 || pull <= here ? 0 : (1 - here / pull) / weights;
  const weiszfeld: Vec3 = [x + share * gx, y + share * gy, z + share * gz];
  if (here > 0 || weights === 0) return { place, sum, newton: null, weiszfeld };
  const step = solve(weights - xx, -xy, -xz, weights - yy, -yz, weights - zz, gx, gy, gz);
  return { place, sum, newton: step && [x + step[0], y + step[1], z + step[2]], weiszfeld };
}

/** Symmetric 3x3 system by Cramer's rule; null when it is singular, as for points on a line. */
function solve(
  ...[a, b, c, d, e, f, x, y, z]: readonly [
    ...[a: number, b: number, c: number, d: number, e: number, f: number],
    ...[x: number, y: number, z: number],
  ]
): Vec3 | null {
  const [p, q, r] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * p + b * q + c * r;
  if (!(Math.abs(determinant) > 1e-12 * (a + d + f) ** 3)) return null;
  const [s, t, u] = [a * f - c * c, b * c - a * e, a * d - b * b];
  return [
    (p * x + q * y + r * z) / determinant,
    (q * x + s * y + t * z) / determinant,
    (r * x + t * y + u * z) / determinant,
  ];
}

/** Mean distance along the axes: enough to tell what a small step is. */
function spread(data: Float32Array, [x, y, z]: Vec3): number {
  const every = 3 * Math.max(1, Math.floor(data.length / 3 / 256));
  let [sum, count] = [0, 0];
  for (let p = 0; p < data.length; p += every) {
    sum += Math.abs(data[p]! - x) + Math.abs(data[p + 1]! - y) + Math.abs(data[p + 2]! - z);
    count++;
  }
  return sum / count;
}
