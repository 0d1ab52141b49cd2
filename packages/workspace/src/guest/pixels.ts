import { wholeBox } from "./boxes.ts";
import { fail, number } from "./check.ts";
import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { frameName } from "./frames.ts";
import { FrameMask } from "./masks.ts";

/** Rec. 709 weights of luma. */
const LUMA: Rgb = [0.2126, 0.7152, 0.0722];

/** The colours of a frame over the host's own bytes. */
export class FramePixels implements Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly #frame: Frame;

  constructor(frame: Frame, data: Uint8Array) {
    this.width = frame.width;
    this.height = frame.height;
    this.data = data;
    this.#frame = frame;
    Object.freeze(this);
  }

  at(x: number, y: number): Rgb {
    const column = number("Pixels.at(x)", x, { min: 0, max: this.width - 1, integer: true });
    const row = number("Pixels.at(y)", y, { min: 0, max: this.height - 1, integer: true });
    const i = 3 * (row * this.width + column);
    return [this.data[i] as number, this.data[i + 1] as number, this.data[i + 2] as number];
  }

  mean(part?: Box | Mask): Rgb {
    const where = "Pixels.mean(part)";
    return FrameMask.is(part) ? this.#meanUnder(where, part) : this.#meanIn(wholePart(where, part, this));
  }

  brightness(part?: Box | Mask): number {
    const [r, g, b] = this.mean(part);
    return LUMA[0] * r + LUMA[1] * g + LUMA[2] * b;
  }

  #meanIn({ x0, y0, x1, y1 }: Box): Rgb {
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

  #meanUnder(where: string, mask: FrameMask): Rgb {
    const frame = FrameMask.frameOf(mask);
    if (frame !== this.#frame)
      fail(where, `the mask is of ${frameName(frame)}, these are the pixels of ${frameName(this.#frame)}`);
    if (mask.area === 0) fail(where, "the mask is empty; test mask.area first");
    let [r, g, b] = [0, 0, 0];
    for (const pixel of FrameMask.bitsOf(mask).indices()) {
      r += this.data[3 * pixel] as number;
      g += this.data[3 * pixel + 1] as number;
      b += this.data[3 * pixel + 2] as number;
    }
    return [r / mask.area, g / mask.area, b / mask.area];
  }
}

function wholePart(where: string, box: unknown, { width, height }: FramePixels): Box {
  return box === undefined ? { x0: 0, y0: 0, x1: width, y1: height } : wholeBox(where, box, { width, height });
}

defineType(
  FramePixels,
  (pixels) => `Pixels ${pixels.width}x${pixels.height} mean brightness ${formatNumber(pixels.brightness())}`,
);
