import { type Mask, unprojectPixels } from "@spatialclaw/geometry";
import type { SourceFrame } from "@spatialclaw/media";
import type { ReconstructedView } from "@spatialclaw/perception";

/** Points of one object: enough to see its shape. */
const MOST_POINTS = 4000;
/** Cells leave out less certain depth as well, unless they say otherwise. */
const LEAST_CONFIDENCE = 0.3;

/** Flat world xyz under an object's masks, evenly thinned; empty where no masked frame is reconstructed. */
export function liftObject(masks: ReadonlyMap<SourceFrame, Mask>, views: readonly ReconstructedView[]): Float32Array {
  const seen = views.flatMap((view) => {
    const mask = masks.get(view.frame);
    return mask && mask.area > 0 ? [{ view, mask }] : [];
  });
  // Of the depth map's pixels, whose size need not be the picture's.
  const covered = seen.reduce(
    (sum, { view, mask }) => sum + (mask.area * view.depth.length) / (mask.width * mask.height),
    0,
  );
  const stride = Math.max(1, Math.round(Math.sqrt(covered / MOST_POINTS)));
  const parts = seen.map(({ view, mask }) => {
    const { intrinsics, pose, depth } = view;
    return unprojectPixels(intrinsics, pose, depth, pixelsUnder(mask, view, stride));
  });
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * Every `stride`-th pixel of the depth map whose centre lies under the mask, if its depth is certain enough. A centre on
 * the border between pixels of the mask, as in depth maps of half the size, lies under it when all of them do.
 */
function pixelsUnder(mask: Mask, { intrinsics, confidence }: ReconstructedView, stride: number): Uint32Array {
  const { width, height } = intrinsics;
  const [stepX, stepY] = [mask.width / width, mask.height / height];
  const { bits } = mask;
  const isSet = (i: number): boolean => (((bits[i >> 3] as number) >> (i & 7)) & 1) === 1;
  const found: number[] = [];
  for (let y = stride >> 1; y < height; y += stride) {
    const [above, below] = around((y + 0.5) * stepY, mask.width);
    for (let x = stride >> 1; x < width; x += stride) {
      const [left, right] = around((x + 0.5) * stepX, 1);
      if (!isSet(above + left) || !isSet(below + right) || !isSet(above + right) || !isSet(below + left)) continue;
      const i = y * width + x;
      if (confidence === null || (confidence[i] as number) >= LEAST_CONFIDENCE) found.push(i);
    }
  }
  return Uint32Array.from(found);
}

/** The two pixels (the same one, inside of it) that a place lies between, times `step`. */
function around(place: number, step: number): readonly [number, number] {
  const after = Math.floor(place);
  return [(place === after ? after - 1 : after) * step, after * step];
}
