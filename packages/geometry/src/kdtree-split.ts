import { seededRandom } from "./random.ts";
import { select } from "./select.ts";

/** How many points of a range say where to split it. */
const SAMPLES = 11;

/**
 * Splits ranges of points into halves, about: one pass around the median of a few points drawn at random. Finding
 * exact medians costs far more than searches gain by them. Reorders coordinates (flat xyz) and ids together.
 */
export class Splitter {
  readonly #coords: Float64Array;
  readonly #ids: Uint32Array;
  readonly #random = seededRandom(0);
  /** Drawn coordinates along x, y and z. */
  readonly #drawn = [new Float64Array(SAMPLES), new Float64Array(SAMPLES), new Float64Array(SAMPLES)] as const;

  constructor(coords: Float64Array, ids: Uint32Array) {
    this.#coords = coords;
    this.#ids = ids;
  }

  /** Moves the lower points along the longest side of the range to its front; returns where the others start. */
  split(from: number, to: number): number {
    if (to - from < 2) return to;
    const size = this.#draw(from, to);
    const x = spread(this.#drawn[0], size);
    const y = spread(this.#drawn[1], size);
    const z = spread(this.#drawn[2], size);
    const axis = x >= y && x >= z ? 0 : y >= z ? 1 : 2;
    const keys = this.#drawn[axis];
    select(keys, size >> 1, 0, size - 1);
    return this.#partition(axis, keys[size >> 1]!, from, to);
  }

  /** All points of a short range, else some at random. */
  #draw(from: number, to: number): number {
    const coords = this.#coords;
    const [xs, ys, zs] = this.#drawn;
    const count = to - from;
    const size = Math.min(count, SAMPLES);
    for (let i = 0; i < size; i++) {
      const p = 3 * (from + (count > SAMPLES ? Math.floor(this.#random() * count) : i));
      xs[i] = coords[p]!;
      ys[i] = coords[p + 1]!;
      zs[i] = coords[p + 2]!;
    }
    return size;
  }

  /** Points up to the pivot to the front, from the pivot on to the back; those equal to it go half and half. */
  #partition(axis: number, pivot: number, from: number, to: number): number {
    const coords = this.#coords;
    let i = from;
    let j = to - 1;
    while (i <= j) {
      while (coords[3 * i + axis]! < pivot) i++;
      while (coords[3 * j + axis]! > pivot) j--;
      if (i <= j) this.#swap(i++, j--);
    }
    return i;
  }

  #swap(i: number, j: number): void {
    swapped(this.#ids, i, j);
    for (let axis = 0; axis < 3; axis++) swapped(this.#coords, 3 * i + axis, 3 * j + axis);
  }
}

function swapped(values: Float64Array | Uint32Array, i: number, j: number): void {
  const value = values[i]!;
  values[i] = values[j]!;
  values[j] = value;
}

function spread(keys: Float64Array, size: number): number {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < size; i++) {
    const key = keys[i]!;
    if (key < min) min = key;
    if (key > max) max = key;
  }
  return max - min;
}
