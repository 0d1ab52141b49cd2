import type { SKRSContext2D } from "@napi-rs/canvas";
import { font } from "./canvas.ts";
import { fitText } from "./text.ts";

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Letters that stay readable when the picture is seen whole. */
export function tagSize(picture: { readonly width: number; readonly height: number }): number {
  return Math.max(11, Math.round(Math.min(picture.width, picture.height) / 26));
}

/**
 * A label around a point, readable on any ground, kept inside the picture and, as far as there is room, off those in
 * `taken`, to which it is added. `reach`: the label is of what is drawn there, so far around the point, and stands
 * beside it: above where it can, else below, to the right or to the left.
 */
export function tag(
  context: SKRSContext2D,
  text: string,
  [x, y]: readonly [number, number],
  color: string,
  size: number,
  taken: Rect[],
  reach: number | null = null,
): void {
  context.font = font(size, true);
  const pad = Math.round(size * 0.35);
  const chip = Math.round(size * 0.75);
  const line = fitText(context, text, Math.max(4 * size, 0.6 * context.canvas.width));
  const width = Math.ceil(context.measureText(line).width) + chip + 3 * pad;
  const height = size + 2 * pad;
  const centred = { left: x - width / 2, top: y - height / 2, width, height };
  const rect = place(reach === null ? [centred] : beside(centred, [x, y], reach), context.canvas, taken);
  taken.push(rect);
  context.fillStyle = "rgba(20, 20, 24, 0.84)";
  context.beginPath();
  context.roundRect(rect.left, rect.top, width, height, pad);
  context.fill();
  context.fillStyle = color;
  context.fillRect(rect.left + pad, rect.top + (height - chip) / 2, chip, chip);
  context.fillStyle = "#ffffff";
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(line, rect.left + chip + 2 * pad, rect.top + height / 2);
}

function beside(rect: Rect, [x, y]: readonly [number, number], reach: number): Rect[] {
  return [
    { ...rect, top: y - reach - rect.height },
    { ...rect, top: y + reach },
    { ...rect, left: x + reach },
    { ...rect, left: x - reach - rect.width },
  ];
}

/** The first of the wanted places that is free, else the free one nearest up or down; the first when all are taken. */
function place(
  wanted: readonly Rect[],
  bounds: { readonly width: number; readonly height: number },
  taken: readonly Rect[],
): Rect {
  const inside = (rect: Rect): Rect => ({
    ...rect,
    left: clamp(rect.left, bounds.width - rect.width),
    top: clamp(rect.top, bounds.height - rect.height),
  });
  const first = wanted[0]!;
  const step = first.height + 2;
  const shifted = [-1, 1, -2, 2, -3, 3, -4, 4].map((shift) => ({ ...first, top: first.top + shift * step }));
  const rects = [...wanted, ...shifted].map(inside);
  return rects.find((rect) => !taken.some((other) => overlap(rect, other))) ?? rects[0]!;
}

function clamp(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(most, value)));
}

function overlap(a: Rect, b: Rect): boolean {
  const across = a.left < b.left + b.width && b.left < a.left + a.width;
  return across && a.top < b.top + b.height && b.top < a.top + a.height;
}
