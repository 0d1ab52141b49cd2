import type { Px } from "./camera.ts";
import { countBits, flipBits, setIndices } from "./mask-bits.ts";
import { dilateBits } from "./mask-morphology.ts";
import { largestPart, partsBySize } from "./mask-parts.ts";
import { polygonBits } from "./mask-polygon.ts";

/** Pixel box, ends exclusive. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * A set of pixels, one bit each, row-major without padding between rows, least significant bit first: pixel (x, y)
 * is bit `i & 7` of byte `i >> 3` with i = y * width + x. Immutable: do not write to `bits`.
 */
export class Mask {
  readonly width: number;
  readonly height: number;
  /** ceil(width * height / 8) bytes; the unused bits of the last one are 0. */
  readonly bits: Uint8Array;
  #area: number | undefined;

  private constructor(width: number, height: number, bits: Uint8Array) {
    this.width = width;
    this.height = height;
    this.bits = bits;
  }

  /** From packed bits in the layout above, as `bits` gives them. Nothing is copied. */
  static fromBits(width: number, height: number, bits: Uint8Array): Mask {
    const pixels = countPixels(width, height);
    const bytes = Math.ceil(pixels / 8);
    if (bits.length !== bytes)
      throw new RangeError(`Mask.fromBits: ${bits.length} bytes, expected ${bytes} for ${width}x${height} pixels`);
    if ((pixels & 7) !== 0 && bits[bytes - 1]! >> (pixels & 7) !== 0)
      throw new RangeError(
        `Mask.fromBits: bits beyond the last of ${width}x${height} pixels are set; expected least significant bit first`,
      );
    return new Mask(width, height, bits);
  }

  static fromPredicate(width: number, height: number, isSet: (x: number, y: number) => boolean): Mask {
    const bits = new Uint8Array(Math.ceil(countPixels(width, height) / 8));
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) if (isSet(x, y)) bits[i >> 3]! |= 1 << (i & 7);
    return new Mask(width, height, bits);
  }

  /** The pixels whose centre lies inside a polygon (even-odd where it crosses itself); corners may lie outside. */
  static fromPolygon(width: number, height: number, corners: readonly Px[]): Mask {
    countPixels(width, height);
    if (corners.length < 3) throw new RangeError(`Mask.fromPolygon: ${corners.length} corners, expected three or more`);
    for (const [x, y] of corners)
      if (!(Number.isFinite(x) && Number.isFinite(y)))
        throw new RangeError(`Mask.fromPolygon: a corner is [${x}, ${y}], expected finite pixels`);
    return new Mask(width, height, polygonBits(width, height, corners));
  }

  static empty(width: number, height: number): Mask {
    return new Mask(width, height, new Uint8Array(Math.ceil(countPixels(width, height) / 8)));
  }

  /** Pixels set. */
  get area(): number {
    this.#area ??= countBits(this.bits);
    return this.#area;
  }

  /** Whether the pixel that contains (x, y) is set; false outside the image. */
  has(x: number, y: number): boolean {
    if (!(x >= 0 && x < this.width && y >= 0 && y < this.height)) return false;
    const i = Math.floor(y) * this.width + Math.floor(x);
    return ((this.bits[i >> 3]! >> (i & 7)) & 1) === 1;
  }

  /** Row-major indices (y * width + x) of the pixels set, ascending: for hot loops. */
  indices(): Uint32Array {
    return setIndices(this.bits, this.area);
  }

  /** Smallest box around the pixels set; null when empty. */
  box(): Box | null {
    if (this.area === 0) return null;
    let [x0, x1] = [this.width, 0];
    const indices = this.indices();
    for (let k = 0; k < indices.length; k++) {
      const x = indices[k]! % this.width;
      if (x < x0) x0 = x;
      if (x >= x1) x1 = x + 1;
    }
    const row = (i: number) => Math.floor(i / this.width);
    return { x0, y0: row(indices[0]!), x1, y1: row(indices[indices.length - 1]!) + 1 };
  }

  /** Mean of the pixel centres (pixel (3, 4) alone gives [3.5, 4.5]); null when empty. */
  centroid(): Px | null {
    if (this.area === 0) return null;
    let [sumX, sumY] = [0, 0];
    const indices = this.indices();
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!;
      const x = i % this.width;
      sumX += x;
      sumY += (i - x) / this.width;
    }
    return [sumX / this.area + 0.5, sumY / this.area + 0.5];
  }

  /** Intersection over union, 0..1; 0 when both are empty. */
  iou(other: Mask): number {
    const shared = this.and(other).area;
    return shared === 0 ? 0 : shared / (this.area + other.area - shared);
  }

  and(other: Mask): Mask {
    this.#requireSameSize("and", other);
    return this.#with(this.bits.map((byte, i) => byte & other.bits[i]!));
  }

  or(other: Mask): Mask {
    this.#requireSameSize("or", other);
    return this.#with(this.bits.map((byte, i) => byte | other.bits[i]!));
  }

  not(): Mask {
    return this.#with(flipBits(this.bits, this.width * this.height));
  }

  /** Keeps the pixels whose square of 2 * pixels + 1 is set; the image's border does not erode. */
  erode(pixels: number): Mask {
    requireRadius("erode", pixels);
    return this.not().dilate(pixels).not();
  }

  /** Sets the square of 2 * pixels + 1 around each pixel set. */
  dilate(pixels: number): Mask {
    requireRadius("dilate", pixels);
    if (pixels === 0) return this;
    return this.#with(dilateBits(this.bits, this.width, this.height, pixels));
  }

  /** The largest part connected by edges (4 neighbours); of equal ones the first in reading order. */
  largest(): Mask {
    return this.#with(largestPart(this.bits, this.width, this.height));
  }

  /** The parts connected by edges: how many, and the `most` largest of them, largest first. */
  parts(most: number): { readonly count: number; readonly parts: readonly Mask[] } {
    const { count, parts } = partsBySize(this.bits, this.width, this.height, most);
    return { count, parts: parts.map((bits) => this.#with(bits)) };
  }

  #with(bits: Uint8Array): Mask {
    return new Mask(this.width, this.height, bits);
  }

  #requireSameSize(call: string, other: Mask): void {
    if (other.width !== this.width || other.height !== this.height)
      throw new RangeError(
        `Mask.${call}: a ${this.width}x${this.height} mask and one of ${other.width}x${other.height}; expected the same size`,
      );
  }
}

function countPixels(width: number, height: number): number {
  const isSide = (side: number) => Number.isInteger(side) && side >= 0;
  if (!isSide(width) || !isSide(height) || width * height >= 2 ** 32)
    throw new RangeError(`Mask: size ${width}x${height}, expected whole numbers of pixels, fewer than 2^32 in all`);
  return width * height;
}

function requireRadius(call: string, pixels: number): void {
  if (!Number.isInteger(pixels) || pixels < 0)
    throw new RangeError(`Mask.${call}: ${pixels} pixels, expected a whole number from 0`);
}
