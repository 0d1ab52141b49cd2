import type { RgbImage } from "@spatialclaw/media";
import { roundEven } from "./round-even.ts";

const CHANNELS = 3;
const TAPS = 4;
/** OpenCV takes the cubic filter with this slope; Pillow's is -0.5. */
const SLOPE = -0.75;

/** Which four source pixels make each pixel of the result; those beyond an edge are the edge's. */
interface Taps {
  readonly at: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Resizes through four by four source pixels, however much it shrinks, as OpenCV's INTER_CUBIC does with bytes. Builds
 * of OpenCV that round their weights to 11 bits differ by one step of 255 in some pixels.
 */
export function resizeCubic(image: RgbImage, size: { readonly width: number; readonly height: number }): RgbImage {
  const columns = tapsOf(image.width, size.width);
  const rows = tapsOf(image.height, size.height);
  const length = size.width * CHANNELS;
  const out = new Uint8Array(size.height * length);
  const lines = new Lines(image, columns, length);
  for (let y = 0; y < size.height; y++) {
    const k = y * TAPS;
    const [a, b, c, d] = [0, 1, 2, 3].map((tap) => lines.at(rows.at[k + tap]!)) as [Line, Line, Line, Line];
    const [wa, wb, wc, wd] = [0, 1, 2, 3].map((tap) => rows.weights[k + tap]!) as [number, number, number, number];
    for (let i = 0, to = y * length; i < length; i++, to++)
      out[to] = toByte(wa * a[i]! + wb * b[i]! + wc * c[i]! + wd * d[i]!);
  }
  return { ...size, data: out };
}

type Line = Float32Array;

/** Rows of the source in the width of the result; the last ones are kept, since the next row wants most of them again. */
class Lines {
  readonly #image: RgbImage;
  readonly #columns: Taps;
  readonly #length: number;
  readonly #kept = new Map<number, Line>();

  constructor(image: RgbImage, columns: Taps, length: number) {
    this.#image = image;
    this.#columns = columns;
    this.#length = length;
  }

  at(y: number): Line {
    const known = this.#kept.get(y);
    if (known) return known;
    const line = new Float32Array(this.#length);
    alongRow(this.#image, y, this.#columns, line);
    this.#kept.set(y, line);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > 2 * TAPS && oldest !== undefined) this.#kept.delete(oldest);
    return line;
  }
}

function alongRow({ width, data }: RgbImage, y: number, { at, weights }: Taps, line: Line): void {
  const row = y * width * CHANNELS;
  for (let to = 0, k = 0; to < line.length; to += CHANNELS, k += TAPS) {
    for (let c = 0; c < CHANNELS; c++) {
      let sum = 0;
      for (let tap = k; tap < k + TAPS; tap++) sum += weights[tap]! * data[row + at[tap]! * CHANNELS + c]!;
      line[to + c] = sum;
    }
  }
}

function tapsOf(size: number, out: number): Taps {
  const at = new Int32Array(out * TAPS);
  const weights = new Float64Array(out * TAPS);
  for (let i = 0; i < out; i++) {
    const place = (i + 0.5) * (size / out) - 0.5;
    const start = Math.floor(place);
    weights.set(weightsAt(place - start), i * TAPS);
    for (let k = 0; k < TAPS; k++) at[i * TAPS + k] = Math.min(size - 1, Math.max(0, start - 1 + k));
  }
  return { at, weights };
}

/** Of the four pixels around a place, `x` after the second one. */
function weightsAt(x: number): [number, number, number, number] {
  const outer = (t: number) => ((SLOPE * t - 5 * SLOPE) * t + 8 * SLOPE) * t - 4 * SLOPE;
  const inner = (t: number) => ((SLOPE + 2) * t - (SLOPE + 3)) * t * t + 1;
  const [a, b, c] = [outer(x + 1), inner(x), inner(1 - x)];
  return [a, b, c, 1 - a - b - c];
}

function toByte(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : roundEven(value);
}
