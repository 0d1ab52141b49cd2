import { Mask as BitMask } from "@spatialclaw/geometry";
import { requireFrame, wholeBox } from "./boxes.ts";
import { callback, fail, number, shown } from "./check.ts";
import { frameName } from "./frames.ts";
import { FrameMask } from "./masks.ts";
import type { Session } from "./session.ts";

const WHERE = "tools.Mask";
/** Parts that are handed out: each is a mask of the whole picture. */
const MOST_PARTS = 64;

export function createMask({ host, frames }: Session): typeof tools.Mask {
  return Object.freeze({
    of(frame: FrameRef, region: Box | readonly Px[] | ((x: number, y: number) => boolean)): Mask {
      const on = frames.resolve(`${WHERE}.of(frame)`, frame);
      return new FrameMask(bitsOf(`${WHERE}.of(region)`, on, region), on);
    },

    parts(mask: Mask): readonly Mask[] {
      if (!FrameMask.is(mask)) return fail(`${WHERE}.parts(mask)`, `expected a mask, got ${shown(mask)}`);
      const { count, parts } = FrameMask.bitsOf(mask).parts(MOST_PARTS);
      if (count > MOST_PARTS) host.print(`Mask.parts: the ${MOST_PARTS} largest of ${count} parts`);
      return Object.freeze(parts.map((bits) => new FrameMask(bits, FrameMask.frameOf(mask))));
    },
  });
}

function bitsOf(where: string, frame: Frame, region: unknown): BitMask {
  const { width, height } = frame;
  if (typeof region === "function") {
    const isSet = callback(where, region as (x: number, y: number) => unknown);
    return BitMask.fromPredicate(width, height, (x, y) => Boolean(isSet(x, y)));
  }
  if (Array.isArray(region)) return BitMask.fromPolygon(width, height, cornersFrom(where, region));
  requireFrame(where, region, frame, frameName(frame));
  const { x0, y0, x1, y1 } = wholeBox(where, region, frame);
  return BitMask.fromPolygon(width, height, [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ]);
}

function cornersFrom(where: string, list: readonly unknown[]): Px[] {
  if (list.length < 3)
    fail(where, `a polygon has three corners or more, got ${list.length}; for a spot take a box or (x, y) => …`);
  return list.map((px, i) => {
    if (!Array.isArray(px) || px.length !== 2) return fail(`${where}[${i}]`, `expected [x, y], got ${shown(px)}`);
    const coordinate = (value: unknown) => number(`${where}[${i}]`, value, { min: -1e6, max: 1e6 });
    return [coordinate(px[0]), coordinate(px[1])];
  });
}
