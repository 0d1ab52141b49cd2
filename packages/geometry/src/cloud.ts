// Helpers over clouds as flat xyz.

import { quantileInPlace } from "./select.ts";
import type { Vec3 } from "./vec.ts";

export function pointAt(data: Float32Array, i: number): Vec3 {
  return [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!];
}

/** The points with these indices, in their order. */
export function pick(data: Float32Array, indices: Uint32Array): Float32Array<ArrayBuffer> {
  const out = new Float32Array(3 * indices.length);
  for (let k = 0; k < indices.length; k++) {
    const p = 3 * indices[k]!;
    out[3 * k] = data[p]!;
    out[3 * k + 1] = data[p + 1]!;
    out[3 * k + 2] = data[p + 2]!;
  }
  return out;
}

export function concat(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const out = new Float32Array(parts.reduce((total, part) => total + part.length, 0));
  let end = 0;
  for (const part of parts) {
    out.set(part, end);
    end += part.length;
  }
  return out;
}

/** Lengths along a direction: dot(direction, p) of every point. */
export function along(data: Float32Array, [x, y, z]: Vec3): Float64Array {
  const out = new Float64Array(data.length / 3);
  for (let i = 0, p = 0; i < out.length; i++, p += 3) out[i] = data[p]! * x + data[p + 1]! * y + data[p + 2]! * z;
  return out;
}

/** The ends of some numbers without the share q at each end. Reorders them when q > 0. */
export function quantileRange(values: Float64Array, q: number): readonly [min: number, max: number] {
  if (q > 0) return [quantileInPlace(values, q), quantileInPlace(values, 1 - q)];
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

export function meanPoint(data: Float32Array): Vec3 {
  let [x, y, z] = [0, 0, 0];
  for (let p = 0; p < data.length; p += 3) {
    x += data[p]!;
    y += data[p + 1]!;
    z += data[p + 2]!;
  }
  const count = data.length / 3;
  return [x / count, y / count, z / count];
}

/** Length of the diagonal of the axis-aligned box, without the share q of points at each end of each axis. */
export function diagonal(data: Float32Array, q: number): number {
  const axes: readonly Vec3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const sides = axes.map((axis) => {
    const [min, max] = quantileRange(along(data, axis), q);
    return max - min;
  });
  return Math.hypot(...sides);
}

/** Index of the first number that is none, or infinite; -1: all are finite. */
export function notFinite(data: Float32Array | Float64Array): number {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

/** Axis-aligned box around a cloud: min x, y, z, max x, y, z. */
export function boundsOf(data: Float32Array): Float64Array {
  let [x0, y0, z0] = [Infinity, Infinity, Infinity];
  let [x1, y1, z1] = [-Infinity, -Infinity, -Infinity];
  for (let p = 0; p < data.length; p += 3) {
    const x = data[p]!;
    const y = data[p + 1]!;
    const z = data[p + 2]!;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    if (z < z0) z0 = z;
    if (z > z1) z1 = z;
  }
  return Float64Array.of(x0, y0, z0, x1, y1, z1);
}
