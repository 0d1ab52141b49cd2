import { fail, number, shown } from "./check.ts";
import { frameName } from "./frames.ts";
import { LocatedBox } from "./located.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The part of the box that lies in a picture of this size. */
export function cutBox(where: string, value: unknown, { width, height }: Size): Box {
  if (typeof value !== "object" || value === null || !("x0" in value))
    return fail(
      where,
      `expected { x0, y0, x1, y1 }, got ${shown(value)}${value === null ? "; test for null first" : ""}`,
    );
  const box = value as Box;
  const end = (name: keyof Box, most: number) => Math.min(most, Math.max(0, number(`${where}.${name}`, box[name])));
  const [x0, y0, x1, y1] = [end("x0", width), end("y0", height), end("x1", width), end("y1", height)];
  if (x0 < x1 && y0 < y1) return { x0, y0, x1, y1 };
  return fail(where, `${shown(value)} covers no pixel of the ${width}x${height} picture`);
}

/** Whole pixels of the box that lie in the picture. */
export function wholeBox(where: string, value: unknown, size: Size): Box {
  const { x0, y0, x1, y1 } = cutBox(where, value, size);
  return { x0: Math.floor(x0), y0: Math.floor(y0), x1: Math.ceil(x1), y1: Math.ceil(y1) };
}

/** A box found in one frame says nothing about another; `frame`: the one a picture shows, null when it shows none. */
export function requireFrame(where: string, box: unknown, frame: Frame | null, picture: string): void {
  if (!LocatedBox.is(box) || box.frame === frame) return;
  fail(where, `the box was found in ${frameName(box.frame)}, the picture is ${picture}; pass a picture of its frame`);
}
