import { InputError } from "@spatialclaw/media";
import type { Manifest } from "../../manifest/index.ts";
import type { Feed } from "../../runtime/task.ts";
import type { Size } from "../grid/patch.ts";
import { inputSize } from "../picture-feed.ts";

/** Pixels of the picture, ends exclusive. */
export type PixelBox = readonly [x0: number, y0: number, x1: number, y1: number];

/** An example of what is meant, or of what is not. */
export interface ExampleBox {
  readonly box: PixelBox;
  readonly positive: boolean;
}

/** Cut to the picture, corners in order. Throws InputError when nothing is left. */
export function boxInside([a, b, c, d]: PixelBox, { width, height }: Size): PixelBox {
  const clip = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const [x0, x1] = [clip(Math.min(a, c), width), clip(Math.max(a, c), width)];
  const [y0, y1] = [clip(Math.min(b, d), height), clip(Math.max(b, d), height)];
  if (x0 < x1 && y0 < y1) return [x0, y0, x1, y1];
  throw new InputError(
    `the box ${a}, ${b} to ${c}, ${d} covers nothing of the ${width}x${height} picture; expected corners x0, y0, x1, y1 in its pixels`,
  );
}

/**
 * What the decoder takes for examples, by canonical name; nothing when there are none: the manifest then says what is
 * fed. Throws InputError for a model that takes no boxes.
 */
export function exampleFeeds(
  examples: readonly ExampleBox[],
  size: Size,
  manifest: Manifest,
): Readonly<Record<string, Feed>> {
  if (examples.length === 0) return {};
  const decoder = manifest.roles.decoder?.inputs ?? {};
  const spec = manifest.prompts?.boxes;
  if (!decoder.boxes || !spec)
    throw new InputError(
      `${manifest.id} finds objects by text only, not by box; \`spatialclaw models pull sam3-text-usls\` fetches one that takes both`,
      "environment",
    );
  const scale = spec.space === "unit" ? { width: 1, height: 1 } : inputSize(manifest);
  const [sx, sy] = [scale.width / size.width, scale.height / size.height];
  const values = examples.flatMap(({ box }) => {
    const [x0, y0, x1, y1] = boxInside(box, size);
    return spec.format === "xyxy"
      ? [x0 * sx, y0 * sy, x1 * sx, y1 * sy]
      : [((x0 + x1) / 2) * sx, ((y0 + y1) / 2) * sy, (x1 - x0) * sx, (y1 - y0) * sy];
  });
  const { pos = 1, neg = 0 } = spec.labels ?? {};
  const labels = examples.map(({ positive }) => (positive ? pos : neg));
  const count = examples.length;
  return {
    boxes: { data: values, dims: [1, count, 4] },
    ...(decoder.boxLabels ? { boxLabels: { data: labels, dims: [1, count] } } : {}),
    // 1: this box is to be ignored.
    ...(decoder.boxMask ? { boxMask: { data: labels.map(() => 0), dims: [1, count] } } : {}),
  };
}
