import type { RgbImage } from "../types.ts";
import { type Drawing, encode, pictureCanvas } from "./canvas.ts";
import { colorAt } from "./palette.ts";
import { type Rect, tag, tagSize } from "./tag.ts";

export interface LabelledBox {
  readonly label: string;
  /** Pixels of the picture, ends exclusive. */
  readonly box: readonly [x0: number, y0: number, x1: number, y1: number];
  /** #rrggbb; by position in the list when absent. */
  readonly color?: string;
}

/** The picture with labelled boxes. JPEG. */
export async function drawBoxes(picture: RgbImage, boxes: readonly LabelledBox[]): Promise<Drawing> {
  const { canvas, context } = pictureCanvas(picture);
  const size = tagSize(picture);
  const line = Math.max(2, Math.round(size / 6));
  boxes.forEach(({ box: [x0, y0, x1, y1], color }, i) => {
    // A dark edge on both sides keeps the line visible on any ground.
    for (const [style, width] of [
      ["rgba(20, 20, 24, 0.7)", line + 2],
      [color ?? colorAt(i), line],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width;
      context.strokeRect(x0 + line / 2, y0 + line / 2, x1 - x0 - line, y1 - y0 - line);
    }
  });
  const taken: Rect[] = [];
  boxes.forEach(({ label, box: [x0, y0, x1], color }, i) => {
    tag(context, label, [(x0 + x1) / 2, y0 - size], color ?? colorAt(i), size, taken);
  });
  return encode(canvas, "image/jpeg");
}
