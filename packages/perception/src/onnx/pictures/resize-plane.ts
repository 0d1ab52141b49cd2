import type { Size } from "./fit.ts";

/** Which source values make each value of the result. */
interface Taps {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` for each value of the result. */
  readonly weights: Float64Array;
  readonly stride: number;
}

/**
 * A plane of floats in another size, linearly between the centres of its cells (align_corners false). Without
 * `antialias` shrinking looks at the four next cells only.
 */
export function resizePlane(plane: Float32Array, from: Size, to: Size, antialias: boolean): Float32Array {
  if (from.width === to.width && from.height === to.height) return plane;
  const columns = tapsOf(from.width, to.width, antialias);
  const rows = tapsOf(from.height, to.height, antialias);
  const between = new Float32Array(from.height * to.width);
  for (let y = 0; y < from.height; y++)
    for (let x = 0; x < to.width; x++) {
      let sum = 0;
      const at = y * from.width + columns.first[x]!;
      for (let k = 0; k < columns.count[x]!; k++) sum += columns.weights[x * columns.stride + k]! * plane[at + k]!;
      between[y * to.width + x] = sum;
    }
  const out = new Float32Array(to.width * to.height);
  for (let y = 0; y < to.height; y++)
    for (let x = 0; x < to.width; x++) {
      let sum = 0;
      const at = rows.first[y]! * to.width + x;
      for (let k = 0; k < rows.count[y]!; k++) sum += rows.weights[y * rows.stride + k]! * between[at + k * to.width]!;
      out[y * to.width + x] = sum;
    }
  return out;
}

function tapsOf(size: number, out: number, antialias: boolean): Taps {
  const scale = size / out;
  const reach = antialias ? Math.max(1, scale) : 1;
  const stride = 2 * Math.ceil(reach) + 1;
  const first = new Int32Array(out);
  const count = new Int32Array(out);
  const weights = new Float64Array(out * stride);
  for (let i = 0; i < out; i++) {
    const centre = (i + 0.5) * scale - 0.5;
    // Beyond the edges the edge's value goes on.
    const [low, high] = [Math.max(0, Math.ceil(centre - reach)), Math.min(size - 1, Math.floor(centre + reach))];
    let sum = 0;
    for (let k = low; k <= high; k++) {
      const weight = Math.max(0, 1 - Math.abs(k - centre) / reach);
      weights[i * stride + k - low] = weight;
      sum += weight;
    }
    first[i] = low;
    count[i] = high - low + 1;
    for (let k = 0; k < count[i]!; k++) weights[i * stride + k]! /= sum;
  }
  return { first, count, weights, stride };
}
