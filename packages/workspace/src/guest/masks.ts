import type { Mask as BitMask } from "@spatialclaw/geometry";
import type { MaskInfo } from "../wire.ts";
import { fail, number, optional, options, shown } from "./check.ts";
import { defineType } from "./format/printers.ts";
import { frameName } from "./frames.ts";
import { Reconstruction } from "./recon.ts";

/** Of a depth pixel to count, unless a cell says otherwise. */
export const MIN_CONFIDENCE = 0.3;

/** A mask of a frame's picture, or what a cell made of one. */
export class FrameMask implements Mask {
  readonly width: number;
  readonly height: number;
  readonly area: number;
  readonly #bits: BitMask;
  readonly #frame: Frame;

  constructor(bits: BitMask, frame: Frame) {
    this.width = bits.width;
    this.height = bits.height;
    this.area = bits.area;
    this.#bits = bits;
    this.#frame = frame;
    Object.freeze(this);
  }

  static is(value: unknown): value is FrameMask {
    return typeof value === "object" && value !== null && #bits in value;
  }

  static bitsOf(mask: FrameMask): BitMask {
    return mask.#bits;
  }

  static frameOf(mask: FrameMask): Frame {
    return mask.#frame;
  }

  has(x: number, y: number): boolean {
    return this.#bits.has(number("Mask.has(x)", x), number("Mask.has(y)", y));
  }

  box(): Box | null {
    const box = this.#bits.box();
    return box && Object.freeze(box);
  }

  centroid(): Px | null {
    return this.#bits.centroid();
  }

  iou(other: Mask): number {
    return this.#bits.iou(this.#partner("Mask.iou(other)", other));
  }

  and(other: Mask): Mask {
    return this.#with(this.#bits.and(this.#partner("Mask.and(other)", other)));
  }

  or(other: Mask): Mask {
    return this.#with(this.#bits.or(this.#partner("Mask.or(other)", other)));
  }

  not(): Mask {
    return this.#with(this.#bits.not());
  }

  erode(pixels: number): Mask {
    return this.#with(this.#bits.erode(number("Mask.erode(pixels)", pixels, { min: 0, integer: true })));
  }

  dilate(pixels: number): Mask {
    return this.#with(this.#bits.dilate(number("Mask.dilate(pixels)", pixels, { min: 0, integer: true })));
  }

  largest(): Mask {
    return this.#with(this.#bits.largest());
  }

  points(recon: Recon, settings?: { minConfidence?: number }): Points {
    const where = "Mask.points";
    const { minConfidence } = options(`${where}(options)`, settings, ["minConfidence"]);
    const confidence = optional(`${where}(minConfidence)`, minConfidence, MIN_CONFIDENCE, { min: 0, max: 1 });
    return Reconstruction.under(Reconstruction.from(`${where}(recon)`, recon), this.#frame, this.#bits, confidence);
  }

  #with(bits: BitMask): FrameMask {
    return new FrameMask(bits, this.#frame);
  }

  #partner(where: string, other: unknown): BitMask {
    if (!FrameMask.is(other)) {
      const wayOut = other === null ? "; seg.mask(frame) is null where the object is not seen" : "";
      return fail(where, `expected a mask, got ${shown(other)}${wayOut}`);
    }
    if (other.width !== this.width || other.height !== this.height)
      fail(where, `a ${other.width}x${other.height} mask does not fit one of ${this.width}x${this.height}`);
    return other.#bits;
  }
}

/** Lengths of alternating runs in reading order, the first one unset: how a computed mask travels. */
export function runsOf(mask: FrameMask): MaskInfo {
  const bits = FrameMask.bitsOf(mask);
  const runs: number[] = [];
  let [set, run] = [false, 0];
  for (let y = 0; y < mask.height; y++)
    for (let x = 0; x < mask.width; x++) {
      if (bits.has(x, y) !== set) {
        runs.push(run);
        [set, run] = [!set, 0];
      }
      run++;
    }
  runs.push(run);
  return { runs };
}

defineType(
  FrameMask,
  (mask) => `Mask ${mask.width}x${mask.height} area ${mask.area} of ${frameName(FrameMask.frameOf(mask))}`,
);
