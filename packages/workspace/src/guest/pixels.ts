import { fail, number, shown } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";

/** Rec. 709 weights of luma. */
const LUMA: Rgb = [0.2126, 0.7152, 0.0722];

/** The colours of a frame over the host's own bytes. */
export class FramePixels implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;

  constructor(width: number, height: number, data: Uint8Array) {
    this.width = width;
    this.height = height;
    this.data = data;
    Object.freeze(this);
  }

  at(x: number, y: number): Rgb {
    const column = number("Pixels.at(x)", x, { min: 0, max: this.width - 1, integer: true });
    const row = number("Pixels.at(y)", y, { min: 0, max: this.height - 1, integer: true });
    const i = 3 * (row * this.width + column);
    return [this.data[i] as number, this.data[i + 1] as number, this.data[i + 2] as number];
  }

  mean(box?: Box): Rgb {
    const { x0, y0, x1, y1 } = this.#part("Pixels.mean(box)", box);
    let [r, g, b] = [0, 0, 0];
    for (let y = y0; y < y1; y++)
      for (let i = 3 * (y * this.width + x0), end = 3 * (y * this.width + x1); i < end; i += 3) {
        r += this.data[i] as number;
        g += this.data[i + 1] as number;
        b += this.data[i + 2] as number;
      }
    const count = (x1 - x0) * (y1 - y0);
    return [r / count, g / count, b / count];
  }

  brightness(box?: Box): number {
    const [r, g, b] = this.mean(box);
    return LUMA[0] * r + LUMA[1] * g + LUMA[2] * b;
  }

  /** Whole pixels of the box that lie in the picture. */
  #part(where: string, box: Box | undefined): Box {
    if (box === undefined) return { x0: 0, y0: 0, x1: this.width, y1: this.height };
    if (typeof box !== "object" || box === null)
      return fail(where, `expected { x0, y0, x1, y1 }, got ${shown(box)}; test for null first`);
    const x0 = Math.max(0, Math.floor(number(`${where}.x0`, box.x0)));
    const y0 = Math.max(0, Math.floor(number(`${where}.y0`, box.y0)));
    const x1 = Math.min(this.width, Math.ceil(number(`${where}.x1`, box.x1)));
    const y1 = Math.min(this.height, Math.ceil(number(`${where}.y1`, box.y1)));
    if (x0 < x1 && y0 < y1) return { x0, y0, x1, y1 };
    return fail(where, `${shown(box)} covers no pixel of the ${this.width}x${this.height} picture`);
  }
}

defineType(
  FramePixels,
  (pixels) => `Pixels ${pixels.width}x${pixels.height} mean brightness ${formatNumber(pixels.brightness())}`,
);
