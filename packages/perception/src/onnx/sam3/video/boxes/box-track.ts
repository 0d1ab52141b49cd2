import { deepestPoint } from "../../grid/interior.ts";
import { areaOf, boxOf, type Patch, patchIou, type Size } from "../../grid/patch.ts";
import type { PixelBox } from "../../image/prompt-boxes.ts";
import type { Pixel } from "../../tracker/prompt.ts";
import type { AssociationConfig } from "../association/config.ts";

/** Where to look for the object in the next frame. */
export interface BoxGuess {
  readonly box: PixelBox;
  readonly inside: Pixel;
  /** What it looked like when it was seen last. */
  readonly last: Patch;
}

/** An object that is followed from its box in one frame to its mask in the next, and so on. */
export class BoxTrack {
  readonly #config: Pick<AssociationConfig, "boxGrow" | "boxLeastIou" | "boxAreaRatio" | "boxSearchFrames">;
  readonly #size: Size;
  #last: Patch;
  /** Frames in a row in which it was not seen. */
  #missed = 0;

  /** @param seed Its mask in the first frame, not empty. @param size Of the pictures. */
  constructor(seed: Patch, size: Size, config: AssociationConfig) {
    this.#last = seed;
    this.#size = size;
    this.#config = config;
  }

  /** null: it was not seen for too long. */
  guess(): BoxGuess | null {
    const box = boxOf(this.#last, this.#size);
    const inside = deepestPoint(this.#last, this.#size);
    if (!box || !inside || this.#missed >= this.#config.boxSearchFrames) return null;
    return { box: this.#grown(box), inside, last: this.#last };
  }

  /** Whether what was found in the frame is the object; null: nothing was. */
  see(found: Patch | null): boolean {
    const area = found ? areaOf(found) : 0;
    const isIt = found !== null && area > 0 && this.#fits(found, area);
    this.#missed = isIt ? 0 : this.#missed + 1;
    if (isIt) this.#last = found;
    return isIt;
  }

  #fits(found: Patch, area: number): boolean {
    const [least, most] = this.#config.boxAreaRatio;
    const ratio = area / areaOf(this.#last);
    return patchIou(found, this.#last) >= this.#config.boxLeastIou || (ratio >= least && ratio <= most);
  }

  #grown([x0, y0, x1, y1]: PixelBox): PixelBox {
    const [dx, dy] = [((x1 - x0) * this.#config.boxGrow) / 2, ((y1 - y0) * this.#config.boxGrow) / 2];
    const { width, height } = this.#size;
    return [Math.max(0, x0 - dx), Math.max(0, y0 - dy), Math.min(width, x1 + dx), Math.min(height, y1 + dy)];
  }
}
