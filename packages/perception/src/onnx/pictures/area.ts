import type { RgbImage } from "@spatialclaw/media";
import { roundEven } from "./round-even.ts";

const CHANNELS = 3;

/** Which source pixels make each pixel of the result, and how much of each lies under it: sums to 1. */
interface Cover {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `stride` for each pixel of the result. */
  readonly shares: Float32Array;
  readonly stride: number;
}

/** A share of a source pixel below this does not count: rounding alone would make it. */
const LEAST_SHARE = 1e-3;

/**
 * Shrinks by the mean over the area that each new pixel covers, as OpenCV's INTER_AREA does with bytes. A side that
 * stays as it is costs nothing; none may grow.
 */
export function shrinkByArea(image: RgbImage, size: { readonly width: number; readonly height: number }): RgbImage {
  const columns = coverOf(image.width, size.width);
  const rows = coverOf(image.height, size.height);
  const out = new Uint8Array(size.width * size.height * CHANNELS);
  const length = size.width * CHANNELS;
  // Halves both ways is a case of its own there: whole numbers, half-way goes up.
  const round = image.width === 2 * size.width && image.height === 2 * size.height ? Math.round : roundEven;
  const line = new Float32Array(length);
  const sums = new Float32Array(length);
  for (let y = 0; y < size.height; y++) {
    sums.fill(0);
    for (let k = 0; k < rows.count[y]!; k++) {
      const share = rows.shares[y * rows.stride + k]!;
      alongRow(image, rows.first[y]! + k, columns, line);
      for (let i = 0; i < length; i++) sums[i]! += share * line[i]!;
    }
    for (let i = 0, to = y * length; i < length; i++, to++) out[to] = round(sums[i]!);
  }
  return { ...size, data: out };
}

function alongRow({ width, data }: RgbImage, y: number, { first, count, shares, stride }: Cover, line: Float32Array) {
  const row = y * width * CHANNELS;
  for (let x = 0, to = 0; to < line.length; x++, to += CHANNELS) {
    let r = 0;
    let g = 0;
    let b = 0;
    const end = x * stride + count[x]!;
    for (let k = x * stride, at = row + first[x]! * CHANNELS; k < end; k++, at += CHANNELS) {
      const share = shares[k]!;
      r += share * data[at]!;
      g += share * data[at + 1]!;
      b += share * data[at + 2]!;
    }
    line[to] = r;
    line[to + 1] = g;
    line[to + 2] = b;
  }
}

function coverOf(size: number, out: number): Cover {
  const scale = size / out;
  const stride = Math.ceil(scale) + 2;
  const first = new Int32Array(out);
  const count = new Int32Array(out);
  const shares = new Float32Array(out * stride);
  for (let i = 0; i < out; i++) {
    const from = i * scale;
    const to = Math.min(size, from + scale);
    const [whole, end] = [Math.ceil(from), Math.min(Math.floor(to), size)];
    const parts: number[] = [];
    const isCut = whole - from > LEAST_SHARE;
    if (isCut) parts.push(whole - from);
    for (let k = whole; k < end; k++) parts.push(1);
    if (to - end > LEAST_SHARE && end < size) parts.push(to - end);
    first[i] = isCut ? whole - 1 : whole;
    count[i] = parts.length;
    for (const [k, part] of parts.entries()) shares[i * stride + k] = part / (to - from);
  }
  return { first, count, shares, stride };
}
