import { InputError } from "@spatialclaw/media";
import type { Manifest, PvsSpec } from "../../manifest/index.ts";
import type { OutTensor } from "../../runtime/task.ts";
import { type Patch, patchIou, patchOf } from "../grid/patch.ts";
import { maskLogits } from "../mask-logits.ts";
import { scoresOf } from "../score.ts";

/** One of the masks that the decoder offers for an object. */
export interface Candidate {
  /** Which one of them. */
  readonly candidate: number;
  readonly patch: Patch;
  /** The overlap with the true mask that the network foretells. */
  readonly iou: number;
  /** Above 0 the object is there. */
  readonly objectScore: number;
  /** 0..1, the product of the manifest's factors. */
  readonly score: number;
  /** Whether the object is there at all. */
  readonly present: boolean;
}

const ABSENT = /^(\w+)<=(-?\d+(?:\.\d+)?)$/;

/**
 * The best mask for each object: the one with the highest foretold IoU; where `last` is known, what resembles it counts
 * for up to twice as much.
 */
export function bestCandidates(
  outputs: Readonly<Record<string, OutTensor>>,
  objects: number,
  manifest: Manifest,
  last: Patch | null = null,
): readonly Candidate[] {
  const pvs = pvsOf(manifest);
  const { masks, iou, objectScore } = outputs;
  if (!masks || !iou) throw new InputError(`trackerDecoder of ${manifest.id}: expected masks and iou`, "environment");
  const [height, width] = masks.dims.slice(-2) as [number, number];
  const cells = width * height;
  const each = masks.data.length / cells / objects;
  return Array.from({ length: objects }, (_, object) => {
    const choices = pvs.choose === "only" ? 1 : each;
    let best: { at: number; patch: Patch; value: number } | null = null;
    for (let candidate = 0; candidate < choices; candidate++) {
      const at = object * each + candidate;
      const patch = patchOf(maskLogits(masks.data.subarray(at * cells, (at + 1) * cells), pvs), { width, height });
      const value = iou.data[at]! * (last ? 0.5 + 0.5 * patchIou(patch, last) : 1);
      if (!best || value > best.value) best = { at, patch, value };
    }
    if (!best) throw new InputError(`trackerDecoder of ${manifest.id} gave no mask`, "environment");
    const here = { iou: pick(iou, best.at), ...(objectScore ? { objectScore: pick(objectScore, object) } : {}) };
    return {
      candidate: best.at - object * each,
      patch: best.patch,
      iou: here.iou.data[0]!,
      objectScore: here.objectScore?.data[0] ?? Number.POSITIVE_INFINITY,
      score: scoresOf(pvs.score, here, 1)[0]!,
      present: !isAbsent(pvs, here),
    };
  });
}

function pick({ data }: OutTensor, at: number): OutTensor {
  return { data: data.slice(at, at + 1), dims: [1] };
}

function isAbsent({ absentIf }: PvsSpec, outputs: Readonly<Record<string, OutTensor>>): boolean {
  if (absentIf === undefined) return false;
  const [, name = "", border] = ABSENT.exec(absentIf.replaceAll(" ", "")) ?? [];
  const value = outputs[name]?.data[0];
  if (value === undefined)
    throw new InputError(
      `post.pvs.absentIf is ${JSON.stringify(absentIf)}; expected an output and a number, like "objectScore<=0"`,
      "environment",
    );
  return value <= Number(border);
}

function pvsOf({ id, post }: Manifest): PvsSpec {
  if (!post?.pvs)
    throw new InputError(`the manifest of ${id} has no post.pvs, which says how to read its masks`, "environment");
  return post.pvs;
}
