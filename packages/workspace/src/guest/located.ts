import { formatNumber } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";
import { frameName } from "./frames.ts";

/** Where the vision model sees a thing; knows its frame, so that it cannot be used on another one. */
export class LocatedBox implements Located {
  readonly frame: Frame;
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly center: Px;

  constructor(frame: Frame, [x0, y0, x1, y1]: readonly [number, number, number, number]) {
    this.frame = frame;
    this.x0 = x0;
    this.y0 = y0;
    this.x1 = x1;
    this.y1 = y1;
    this.center = Object.freeze([(x0 + x1) / 2, (y0 + y1) / 2] as const);
    Object.freeze(this);
  }

  static is(value: unknown): value is LocatedBox {
    return value instanceof LocatedBox;
  }
}

defineType(LocatedBox, ({ frame, ...box }) => {
  const sides = (["x0", "y0", "x1", "y1"] as const).map((side) => `${side}: ${formatNumber(box[side])}`);
  return `{ ${sides.join(", ")} } in ${frameName(frame)}`;
});
