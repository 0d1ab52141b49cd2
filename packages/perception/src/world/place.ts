import type { Mask } from "@spatialclaw/geometry";
import type { SourceFrame } from "@spatialclaw/media";
import type { OnnxRuntime } from "../onnx/runtime/index.ts";
import { share } from "../onnx/runtime/share.ts";
import type { ReconstructedView, Segmentation, SegmentPrompt } from "../types.ts";
import type { FoundUp } from "./find-up.ts";
import type { WorldView } from "./sample.ts";
import type { WorldInput } from "./task.ts";

/** Looks for the floor; null: nothing can. */
export interface FloorFinder {
  /** "SAM 3", "the capture's labels". */
  readonly name: string;
  segment(
    frames: readonly SourceFrame[],
    prompt: SegmentPrompt,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Segmentation>;
}

/** Frames in which the floor is looked for, until one shows it: every one costs a run of the segmenter. */
const LOOKED_AT = 3;
/** A floor of less than this share of a picture is none to fit a plane to. */
const LEAST_AREA = 0.02;
const WORDS = ["floor", "ground"] as const;

export interface UpOptions {
  readonly runtime: OnnxRuntime;
  readonly model: string;
  readonly ask: string;
  readonly signal?: AbortSignal | undefined;
}

/** Which way is up in the world of some views, by the floor where something can find it; runs in the worker. */
export async function findUpOf(
  views: readonly ReconstructedView[],
  finder: FloorFinder | null,
  { runtime, model, ask, signal }: UpOptions,
): Promise<FoundUp> {
  const floor = finder ? await floorOf(views, finder, signal) : null;
  const input: WorldInput = { views: views.map((view) => worldView(view, floor)), floorSource: finder?.name ?? "" };
  const job = { model, task: "world", input, cacheKey: false };
  return (await runtime.submit<FoundUp>(job, { ask, ...(signal ? { signal } : {}) })).value;
}

async function floorOf(
  views: readonly ReconstructedView[],
  finder: FloorFinder,
  signal: AbortSignal | undefined,
): Promise<{ readonly frame: SourceFrame; readonly mask: Mask } | null> {
  const last = views.length - 1;
  const positions = new Set(Array.from({ length: LOOKED_AT }, (_, k) => Math.round((k * last) / (LOOKED_AT - 1))));
  for (const at of positions)
    for (const word of WORDS) {
      const { frame } = views[at] as ReconstructedView;
      const { objects } = await finder.segment([frame], { text: word }, signal ? { signal } : {});
      const masks = objects.flatMap((object) => object.masks.get(frame) ?? []);
      const mask = masks.reduce<Mask | null>((all, one) => (all ? all.or(one) : one), null);
      if (mask && mask.area >= LEAST_AREA * mask.width * mask.height) return { frame, mask };
    }
  return null;
}

function worldView(
  view: ReconstructedView,
  floor: { readonly frame: SourceFrame; readonly mask: Mask } | null,
): WorldView {
  const { intrinsics, pose, depth, confidence, frame } = view;
  return {
    ...intrinsics,
    c2w: pose.matrix,
    depth: share(depth),
    confidence: confidence && share(confidence),
    floor: floor?.frame === frame ? onMap(floor.mask, intrinsics) : null,
  };
}

/** 1 where the centre of a pixel of the map lies under the mask. */
function onMap(mask: Mask, { width, height }: { readonly width: number; readonly height: number }): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (mask.has(((x + 0.5) * mask.width) / width, ((y + 0.5) * mask.height) / height)) out[i] = 1;
  return out;
}
