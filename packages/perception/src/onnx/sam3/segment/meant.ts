import { boxOf, type Patch, type Size } from "../grid/patch.ts";
import type { Detection } from "../image/detections.ts";
import type { PixelBox } from "../image/prompt-boxes.ts";
import type { Pixel, PlacePrompt } from "../tracker/prompt.ts";

/** A box means a detection only from this overlap of boxes on. */
const LEAST_IOU = 0.2;

/** The detection that fits the box best, or covers most of the points; never one with a negative point on it. */
export function meant<D extends Pick<Detection, "patch" | "score">>(
  found: readonly D[],
  { points, negative, box }: PlacePrompt,
  size: Size,
): D | null {
  const fitOf = ({ patch, score }: D): number => {
    if (negative.some((point) => covers(patch, point, size))) return 0;
    if (!box) {
      const share = points.filter((point) => covers(patch, point, size)).length / points.length;
      return share > 0.5 ? share + score : 0;
    }
    const own = boxOf(patch, size);
    const iou = own ? boxIou(own, box) : 0;
    return iou >= LEAST_IOU ? iou : 0;
  };
  const fits = found.map(fitOf);
  const most = Math.max(0, ...fits);
  return most > 0 ? found[fits.indexOf(most)]! : null;
}

function covers({ x0, y0, columns, rows, width, height, data }: Patch, [x, y]: Pixel, size: Size): boolean {
  const column = Math.floor((x * width) / size.width) - x0;
  const row = Math.floor((y * height) / size.height) - y0;
  return column >= 0 && row >= 0 && column < columns && row < rows && data[row * columns + column]! > 0;
}

function boxIou(a: PixelBox, b: PixelBox): number {
  const side = (from: 0 | 1, to: 2 | 3) => Math.max(0, Math.min(a[to], b[to]) - Math.max(a[from], b[from]));
  const area = ([x0, y0, x1, y1]: PixelBox) => (x1 - x0) * (y1 - y0);
  const shared = side(0, 2) * side(1, 3);
  return shared / (area(a) + area(b) - shared);
}
