import type { Mask } from "@spatialclaw/geometry";
import type { RgbImage } from "../types.ts";
import { type Drawing, encode, newCanvas, putImage, tag } from "./canvas.ts";
import { color, rgbOf } from "./palette.ts";

export interface LabelledMask {
  readonly label: string;
  /** Of the picture's size. */
  readonly mask: Mask;
}

/** The picture with masks as translucent fills, their borders solid, and a label on each. */
export async function drawOverlay(picture: RgbImage, masks: readonly LabelledMask[]): Promise<Drawing> {
  const data = picture.data.slice();
  for (const [i, { mask }] of masks.entries()) blend(data, mask, rgbOf(color(i)));
  const { canvas, context } = newCanvas(picture.width, picture.height);
  putImage(context, { ...picture, data });
  const size = Math.max(11, Math.round(picture.height / 28));
  masks.forEach(({ label, mask }, i) => {
    const at = mask.largest().centroid();
    if (at) tag(context, label, at[0], at[1], color(i), size);
  });
  return encode(canvas, "image/jpeg");
}

function blend(data: Uint8Array, mask: Mask, rgb: readonly [number, number, number]): void {
  const inner = mask.erode(1);
  for (let y = 0, i = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++, i++) {
      if (!mask.has(x, y)) continue;
      const share = inner.has(x, y) ? 0.45 : 1;
      for (let c = 0; c < 3; c++)
        data[3 * i + c] = (data[3 * i + c] as number) * (1 - share) + (rgb[c] as number) * share;
    }
  }
}
