/** World position or direction [x, y, z]. World: +Y up, metres; the first camera looks along -Z. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** Against gravity. */
export const UP: Vec3 = [0, 1, 0];

/** A direction closer to vertical than this (sine of the angle) has no usable compass direction. */
const VERTICAL_SINE = 1e-6;

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function sub(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function scale(a: Vec3, s: number): Vec3 {
  return [a[0] * s, a[1] * s, a[2] * s];
}

export function neg(a: Vec3): Vec3 {
  return [-a[0], -a[1], -a[2]];
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function norm(a: Vec3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** The vector at length 1. Throws for a vector without a direction: zero, infinite or NaN. */
export function unit(a: Vec3): Vec3 {
  return direction("unit", a);
}

export function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Degrees between two directions, 0..180. */
export function angle(a: Vec3, b: Vec3): number {
  const [u, v] = [direction("angle", a), direction("angle", b)];
  // atan2 keeps its precision near 0 and 180 degrees, where acos loses half the digits.
  return Math.atan2(norm(cross(u, v)), dot(u, v)) * (180 / Math.PI);
}

/** a at t = 0, b at t = 1; not clamped. */
export function lerp(a: Vec3, b: Vec3, t: number): Vec3 {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** The direction levelled to the ground plane, length 1. Throws for a vertical vector. */
export function horizontal(v: Vec3): Vec3 {
  const [x, , z] = direction("horizontal", v);
  const length = Math.hypot(x, z);
  if (length < VERTICAL_SINE)
    throw new RangeError(
      `horizontal: ${showVec(v)} is vertical and points nowhere on the ground; expected a vector with an x or z part`,
    );
  return [x / length, 0, z / length];
}

/** For error messages. */
export function showVec(v: Vec3): string {
  return `[${v.join(", ")}]`;
}

export function requireFinite(call: string, p: Vec3): void {
  if (!(Number.isFinite(p[0]) && Number.isFinite(p[1]) && Number.isFinite(p[2])))
    throw new RangeError(`${call}: ${showVec(p)} is not a position; expected three finite numbers`);
}

function direction(call: string, a: Vec3): Vec3 {
  const length = norm(a);
  if (!(length > 0 && length < Infinity))
    throw new RangeError(
      `${call}: ${showVec(a)} has no direction; expected a finite vector that is not zero (test norm(v) > 0 first)`,
    );
  return [a[0] / length, a[1] / length, a[2] / length];
}
