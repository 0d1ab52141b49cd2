import { InputError, type RgbImage } from "@spatialclaw/media";
import type { Feed, OutTensor, TaskContext } from "../../runtime/task.ts";
import { visionMaps } from "../image/features.ts";
import { inputSize } from "../picture-feed.ts";
import { videoConstants } from "./constants.ts";

/** What the encoder made of a picture. */
export interface TrackerMaps {
  readonly hr0: OutTensor;
  readonly hr1: OutTensor;
  /** The coarsest one, ready for the decoder: an empty memory is in it. */
  readonly ready: OutTensor;
  /** The same as memory attention and memory encoder take it: without. null: nobody says what an empty memory adds. */
  readonly plain: OutTensor | null;
}

/** Clicks of the probe stand in a grid of so many rows and columns. */
const PROBE_SIDE = 3;

/** Kept for the last pictures. Rejects with InputError for a manifest that leaves something out. */
export async function trackerMaps(picture: RgbImage, context: TaskContext): Promise<TrackerMaps> {
  const { hr0, hr1, emb } = await visionMaps(picture, "trackerEncoder", context);
  if (!hr0 || !hr1 || !emb)
    throw new InputError(`trackerEncoder of ${context.manifest.id}: expected hr0, hr1 and emb`, "environment");
  const { noMemEmbed } = await videoConstants(context);
  const isIn = await hasEmptyMemory({ hr0, hr1, emb }, noMemEmbed, context);
  if (!noMemEmbed) return { hr0, hr1, ready: emb, plain: null };
  return isIn
    ? { hr0, hr1, ready: emb, plain: withChannels(emb, noMemEmbed, -1) }
    : { hr0, hr1, ready: withChannels(emb, noMemEmbed, 1), plain: emb };
}

/** Whether the encoder has put the empty memory into its coarsest map already. */
async function hasEmptyMemory(
  maps: { readonly hr0: OutTensor; readonly hr1: OutTensor; readonly emb: OutTensor },
  noMemEmbed: Float32Array | null,
  context: TaskContext,
): Promise<boolean> {
  const { noMemAdded = "yes" } = context.manifest.post?.pvs ?? {};
  if (noMemAdded !== "probe") return noMemAdded === "yes" || noMemEmbed === null;
  // Without it there is nothing to compare with, and nothing to add.
  if (noMemEmbed === null) return true;
  return context.memo("empty memory", async () => {
    const { hr0, hr1, emb } = maps;
    const asIs = await surenessOf({ hr0, hr1, emb }, context);
    const added = await surenessOf({ hr0, hr1, emb: withChannels(emb, noMemEmbed, 1) }, context);
    return asIs >= added;
  });
}

/** Mean of the best IoU that the decoder foretells for clicks all over the picture. */
async function surenessOf(maps: Readonly<Record<string, Feed>>, context: TaskContext): Promise<number> {
  const { width, height } = inputSize(context.manifest);
  const { fg = 1 } = context.manifest.prompts?.points?.labels ?? {};
  const count = PROBE_SIDE ** 2;
  const clicks = Array.from({ length: count }, (_, i) => [
    (((i % PROBE_SIDE) + 0.5) * width) / PROBE_SIDE,
    ((Math.floor(i / PROBE_SIDE) + 0.5) * height) / PROBE_SIDE,
  ]).flat();
  const points = { data: clicks, dims: [1, count, 1, 2] };
  const pointLabels = { data: new Array<number>(count).fill(fg), dims: [1, count, 1] };
  const { iou } = await context.graph("trackerDecoder").run({ ...maps, points, pointLabels }, { outputs: ["iou"] });
  const values = iou?.data ?? new Float32Array(count);
  const each = values.length / count;
  const best = Array.from({ length: count }, (_, i) => Math.max(...values.subarray(i * each, (i + 1) * each)));
  return best.reduce((sum, value) => sum + value, 0) / count;
}

/** A value for each channel added to all its cells, or taken away. */
function withChannels({ data, dims }: OutTensor, values: Float32Array, sign: 1 | -1): OutTensor {
  const cells = data.length / values.length;
  if (!Number.isInteger(cells) || dims.at(-3) !== values.length)
    throw new InputError(`noMemEmbed has ${values.length} values, the tracker's map has ${dims.at(-3)} channels`);
  const made = new Float32Array(data.length);
  for (let channel = 0, i = 0; channel < values.length; channel++) {
    const value = sign * values[channel]!;
    for (let k = 0; k < cells; k++, i++) made[i] = data[i]! + value;
  }
  return { data: made, dims };
}
