import { InputError } from "@spatialclaw/media";
import type { Manifest, PcsSpec } from "../../manifest/index.ts";
import type { OutTensor } from "../../runtime/task.ts";
import { boxOf, type Patch, patchIou, patchOf, type Size } from "../grid/patch.ts";
import { maskLogits } from "../mask-logits.ts";
import { inputSize } from "../picture-feed.ts";
import { scoresOf } from "../score.ts";
import type { PixelBox } from "./prompt-boxes.ts";

/** What a detector saw in a picture. */
export interface Detection {
  /** Which of the network's queries. */
  readonly query: number;
  /** 0..1. */
  readonly score: number;
  /** As the network gives it, in pixels of the picture; it may reach beyond. */
  readonly box: PixelBox;
  readonly patch: Patch;
}

export interface Candidates {
  /** In the order of the queries. */
  readonly detections: readonly Detection[];
  /** From which score on a detection counts. */
  readonly threshold: number;
}

/**
 * The decoder's outputs as detections: those whose score is above the manifest's threshold, or above that share of it.
 * Others are not looked at any further.
 */
export function detectionsOf(
  outputs: Readonly<Record<string, OutTensor>>,
  size: Size,
  manifest: Manifest,
  leastShare = 1,
): Candidates {
  const pcs = pcsOf(manifest);
  const { masks, boxes } = outputs;
  if (!masks) throw new InputError(`decoder of ${manifest.id} gives no masks`, "environment");
  const [height, width] = masks.dims.slice(-2) as [number, number];
  const count = masks.data.length / (width * height);
  const scores = scoresOf(pcs.score, outputs, count);
  const border = pcs.filteredInGraph ? -1 : pcs.scoreThreshold * leastShare;
  const isKept = (score: number) => score > border || (pcs.strict === false && score === border);
  const found: Detection[] = [];
  for (let query = 0; query < count; query++) {
    const score = scores[query]!;
    if (!isKept(score)) continue;
    const one = masks.data.subarray(query * width * height, (query + 1) * width * height);
    const patch = patchOf(maskLogits(one, pcs), { width, height });
    found.push({
      query,
      score,
      box: pixelBox(boxes, query, pcs, size, manifest) ?? boxOf(patch, size) ?? [0, 0, 0, 0],
      patch,
    });
  }
  const detections = pcs.nmsIou == null ? found : suppressed(found, pcs.nmsIou);
  return { detections, threshold: pcs.filteredInGraph ? 0 : pcs.scoreThreshold };
}

/**
 * Without those whose mask overlaps a surer one's by more than `most` (IoU; of equal scores the earlier is surer), in
 * their order.
 */
export function suppressed<D extends Pick<Detection, "score" | "patch">>(detections: readonly D[], most: number): D[] {
  const kept = new Set<D>();
  // Stable: the earlier of equal ones comes first.
  for (const one of detections.toSorted((a, b) => b.score - a.score))
    if ([...kept].every((other) => !(patchIou(one.patch, other.patch) > most))) kept.add(one);
  return detections.filter((one) => kept.has(one));
}

function pcsOf({ id, post }: Manifest): PcsSpec {
  if (!post?.pcs)
    throw new InputError(`the manifest of ${id} has no post.pcs, which says how to read detections`, "environment");
  return post.pcs;
}

function pixelBox(
  boxes: OutTensor | undefined,
  query: number,
  { boxFormat, boxSpace }: PcsSpec,
  size: Size,
  manifest: Manifest,
): PixelBox | null {
  if (!boxes) return null;
  const [a, b, c, d] = boxes.data.subarray(query * 4, query * 4 + 4) as unknown as PixelBox;
  const [x0, y0, x1, y1] = boxFormat === "xyxy" ? [a, b, c, d] : [a - c / 2, b - d / 2, a + c / 2, b + d / 2];
  const space = boxSpace === "unit" ? { width: 1, height: 1 } : inputSize(manifest);
  const [sx, sy] = [size.width / space.width, size.height / space.height];
  return [x0 * sx, y0 * sy, x1 * sx, y1 * sy];
}
