import type { SKRSContext2D } from "@napi-rs/canvas";
import { font } from "./canvas.ts";

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
 * `taken`, to which it is added.
 */
export function tag(
  context: SKRSContext2D,
  text: string,
  [x, y]: readonly [number, number],
  color: string,
  size: number,
  taken: Rect[],
): void {
  context.font = font(size, true);
  const pad = Math.round(size * 0.35);
  const chip = Math.round(size * 0.75);
  const width = Math.ceil(context.measureText(text).width) + chip + 3 * pad;
  const height = size + 2 * pad;
  const rect = place({ left: x - width / 2, top: y - height / 2, width, height }, context.canvas, taken);
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
  context.fillText(text, rect.left + chip + 2 * pad, rect.top + height / 2);
}

/** The free place nearest to the wanted one, up or down; the wanted one when all are taken. */
function place(
  wanted: Rect,
  bounds: { readonly width: number; readonly height: number },
  taken: readonly Rect[],
): Rect {
  const inside = (rect: Rect): Rect => ({
    ...rect,
    left: clamp(rect.left, bounds.width - rect.width),
    top: clamp(rect.top, bounds.height - rect.height),
  });
  const step = wanted.height + 2;
  for (const shift of [0, -1, 1, -2, 2, -3, 3, -4, 4]) {
    const rect = inside({ ...wanted, top: wanted.top + shift * step });
    if (!taken.some((other) => overlap(rect, other))) return rect;
  }
  return inside(wanted);
}

function clamp(value: number, most: number): number {
  return Math.round(Math.max(0, Math.min(most, value)));
}

function overlap(a: Rect, b: Rect): boolean {
  const across = a.left < b.left + b.width && b.left < a.left + a.width;
  return across && a.top < b.top + b.height && b.top < a.top + a.height;
}
