import type { Mask } from "@spatialclaw/geometry";
import type { RgbImage } from "../types.ts";
import { type Drawing, encode, pictureCanvas, type Surface } from "./canvas.ts";
import { colorAt, rgbOf } from "./palette.ts";
import { type Rect, tag, tagSize } from "./tag.ts";

export interface LabelledMask {
  readonly label: string;
  /** Of the picture's size. */
  readonly mask: Mask;
  /** #rrggbb; by position in the list when absent. */
  readonly color?: string;
}

/** The picture with masks as translucent fills, their borders solid, and a label on each. JPEG. */
export async function drawOverlay(picture: RgbImage, masks: readonly LabelledMask[]): Promise<Drawing> {
  return encode(paintOverlay(picture, masks), "image/jpeg");
}

/** As `drawOverlay`, to go on drawing. */
export function paintOverlay(picture: RgbImage, masks: readonly LabelledMask[]): Surface {
  const data = picture.data.slice();
  const border = picture.height < 600 ? 1 : 2;
  masks.forEach(({ mask, label, color }, i) => {
    if (mask.width !== picture.width || mask.height !== picture.height) {
      throw new RangeError(
        `drawOverlay: the mask of ${JSON.stringify(label)} has ${mask.width}x${mask.height} pixels, expected the picture's ${picture.width}x${picture.height}`,
      );
    }
    blend(data, mask, border, rgbOf(color ?? colorAt(i)));
  });
  const surface = pictureCanvas({ ...picture, data });
  const taken: Rect[] = [];
  masks.forEach(({ label, mask, color }, i) => {
    const at = mask.largest().centroid();
    if (at) tag(surface.context, label, at, color ?? colorAt(i), tagSize(picture), taken);
  });
  return surface;
}

function blend(data: Uint8Array, mask: Mask, border: number, rgb: readonly [number, number, number]): void {
  const inner = mask.erode(border);
  for (const i of mask.indices()) {
    const isInner = ((inner.bits[i >> 3]! >> (i & 7)) & 1) === 1;
    const share = isInner ? 0.4 : 1;
    for (let c = 0; c < 3; c++) data[3 * i + c] = data[3 * i + c]! * (1 - share) + rgb[c]! * share;
  }
}
