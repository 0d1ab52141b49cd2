import { readRgb } from "@spatialclaw/media";
import type { RecordedView } from "@spatialclaw/workspace";

/** Colours of a view's kept pixels, three bytes each, from its small picture; null where there is none. */
export async function coloursOf(view: RecordedView): Promise<Uint8Array | null> {
  if (view.picture === null) return null;
  const image = await readRgb(view.picture, view.frame.name).catch(() => null);
  if (!image) return null;
  const { intrinsics, stride, first } = view;
  const out = new Uint8Array(3 * view.depth.length);
  const [stepX, stepY] = [image.width / intrinsics.width, image.height / intrinsics.height];
  let at = 0;
  for (let y = first; y < intrinsics.height; y += stride) {
    const row = Math.floor((y + 0.5) * stepY) * image.width;
    for (let x = first; x < intrinsics.width; x += stride, at += 3) {
      const from = 3 * (row + Math.floor((x + 0.5) * stepX));
      out[at] = image.data[from] as number;
      out[at + 1] = image.data[from + 1] as number;
      out[at + 2] = image.data[from + 2] as number;
    }
  }
  return out;
}
