import { defineType } from "./format/printers.ts";
import { frameName } from "./frames.ts";
import { describeSeg, type Segmentation } from "./seg.ts";

/** An object that was searched for, and how it was found. */
export class FoundObject implements Found {
  readonly label: string;
  readonly frame: Frame;
  readonly seg: Segmentation;
  readonly tried: readonly string[];

  constructor(label: string, seg: Segmentation, tried: readonly string[]) {
    this.label = label;
    this.frame = seg.best;
    this.seg = seg;
    this.tried = Object.freeze([...tried]);
    Object.freeze(this);
  }

  static is(value: unknown): value is FoundObject {
    return value instanceof FoundObject;
  }
}

defineType(FoundObject, ({ label, frame, seg }) => `Found "${label}" best in ${frameName(frame)}: ${describeSeg(seg)}`);
