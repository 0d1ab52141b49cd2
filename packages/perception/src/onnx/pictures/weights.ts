import { type Filter, KERNELS } from "./filters.ts";

/**
 * How finely weights are rounded to whole numbers: Pillow takes 22 bits, torchvision's resize of bytes as many as let
 * the largest weight stay below 2^15. Results differ by one step of 255 in some pixels.
 */
export type Precision = "pillow" | "torchvision";

/** Along one direction: which source pixels make each pixel of the result. */
export interface Weights {
  /** First source pixel, for each pixel of the result. */
  readonly first: Int32Array;
  /** How many of `stride` weights count, for each pixel of the result. */
  readonly count: Int32Array;
  /** `stride` for each pixel of the result; in units of 2^-bits. */
  readonly values: Int32Array;
  readonly stride: number;
  readonly bits: number;
}

const PILLOW_BITS = 22;

/** From `from`..`to` of `size` source pixels to `out` pixels; source pixels around the range still count. */
export function weightsFor(
  filter: Filter,
  size: number,
  [from, to]: readonly [number, number],
  out: number,
  precision: Precision,
): Weights {
  const kernel = KERNELS[filter];
  const scale = (to - from) / out;
  const stretch = Math.max(scale, 1);
  const reach = kernel.reach * stretch;
  const stride = Math.ceil(reach) * 2 + 1;
  const first = new Int32Array(out);
  const count = new Int32Array(out);
  const exact = new Float64Array(out * stride);
  for (let i = 0; i < out; i++) {
    const centre = from + (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - reach + 0.5));
    const taps = Math.min(size, Math.trunc(centre + reach + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < taps; k++) {
      const weight = kernel.weight((k + start - centre + 0.5) * (1 / stretch));
      exact[i * stride + k] = weight;
      sum += weight;
    }
    if (sum !== 0) for (let k = 0; k < taps; k++) exact[i * stride + k]! /= sum;
    first[i] = start;
    count[i] = taps;
  }
  const bits = precision === "pillow" ? PILLOW_BITS : torchvisionBits(exact);
  const unit = 2 ** bits;
  const values = Int32Array.from(exact, (weight) => Math.trunc(weight * unit + (weight < 0 ? -0.5 : 0.5)));
  return { first, count, values, stride, bits };
}

/** The most bits, 22 at most, with which the largest weight fits 16 bits with its sign. */
function torchvisionBits(weights: Float64Array): number {
  const largest = weights.reduce((most, weight) => Math.max(most, weight), 0);
  let bits = 0;
  while (bits < 22 && Math.trunc(0.5 + largest * 2 ** (bits + 1)) < 2 ** 15) bits++;
  return bits;
}
