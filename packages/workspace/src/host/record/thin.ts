import type { Mask } from "@spatialclaw/geometry";
import type { ReconstructedView } from "@spatialclaw/perception";
import type { RecordedMask, RecordedView } from "./format.ts";

type ThinView = Pick<RecordedView, "intrinsics" | "stride" | "first" | "c2w" | "depth" | "confidence">;

/** Every how many pixels of these depth maps, in both directions, are kept so that no more than `most` are. */
export function strideFor(views: readonly ReconstructedView[], most: number): number {
  const pixels = views.reduce((sum, { depth }) => sum + depth.length, 0);
  return Math.max(1, Math.ceil(Math.sqrt(pixels / most)));
}

/** Some of a view's pixels, from the middle of each square of `stride` on. */
export function thinView({ intrinsics, pose, depth, confidence }: ReconstructedView, stride: number): ThinView {
  const first = stride >> 1;
  const { width, height } = intrinsics;
  const [columns, rows] = [Math.ceil((width - first) / stride), Math.ceil((height - first) / stride)];
  const thin = new Float32Array(columns * rows);
  const sure = confidence && new Uint8Array(columns * rows);
  let at = 0;
  for (let y = first; y < height; y += stride)
    for (let x = first; x < width; x += stride, at++) {
      const i = y * width + x;
      thin[at] = depth[i] as number;
      // NaN, where there is no depth, becomes 0.
      if (confidence && sure) sure[at] = 255 * (confidence[i] as number) + 0.5;
    }
  const matrix = [...pose.matrix];
  return { intrinsics: { ...intrinsics }, stride, first, c2w: matrix, depth: thin, confidence: sure };
}

/** Of the longer side of a thinned mask, in pixels. */
const MASK_SIDE = 256;

/** The mask at the middle of each of its larger pixels, as runs. */
export function thinMask(mask: Mask): Omit<RecordedMask, "frame"> {
  const shrink = Math.min(1, MASK_SIDE / Math.max(mask.width, mask.height));
  const [width, height] = [mask.width, mask.height].map((side) => Math.max(1, Math.round(side * shrink))) as [
    number,
    number,
  ];
  const columns = Uint32Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * mask.width) / width));
  const { bits } = mask;
  const runs: number[] = [];
  let [set, run] = [0, 0];
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * mask.height) / height) * mask.width;
    for (let x = 0; x < width; x++) {
      const i = row + (columns[x] as number);
      const bit = ((bits[i >> 3] as number) >> (i & 7)) & 1;
      if (bit !== set) {
        runs.push(run);
        [set, run] = [bit, 0];
      }
      run++;
    }
  }
  runs.push(run);
  return { area: mask.area, width, height, runs: Uint32Array.from(runs) };
}
