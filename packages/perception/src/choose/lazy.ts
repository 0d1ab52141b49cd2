import { InputError } from "@spatialclaw/media";
import { floorIds } from "../capture/ground.ts";
import { createCapturePerception } from "../capture/perception.ts";
import { hasPoses, mostFrames } from "../onnx/da3/limits.ts";
import type { Segmenter } from "../onnx/perception.ts";
import type { Perception } from "../types.ts";
import type { FloorFinder } from "../world/place.ts";
import { type Chosen, OFF, type PerceptionChoices } from "./types.ts";

/** Depth and masks from where they were chosen to come from; what runs models is loaded with the first call that does. */
export function lazyPerception(chosen: Chosen, choices: PerceptionChoices): Perception {
  const { input, depth, masks, usePoses } = chosen;
  const own = depth === null || masks === null ? createCapturePerception(input) : null;
  const segmenter = once(() => segmenterOf(chosen, choices, own));
  const reconstructor = once(() => reconstructorOf(chosen, choices, own, segmenter));
  return {
    name: `depth: ${nameOf(depth)}; masks: ${nameOf(masks)}`,
    maxFrames: depth === null ? (own as Perception).maxFrames : framesOf(depth, usePoses && hasPoses(input)),
    reconstruct: async (frames, options) => (await reconstructor()).reconstruct(frames, options),
    segment: async (frames, prompt, options) => (await segmenter()).segment(frames, prompt, options),
    async close() {
      await own?.close();
    },
  };
}

async function reconstructorOf(
  { input, depth, masks, usePoses }: Chosen,
  { runtime, places, onProgress }: PerceptionChoices,
  own: Perception | null,
  segmenter: () => Promise<Segmenter>,
): Promise<Pick<Perception, "reconstruct">> {
  if (depth === null) return own as Perception;
  if (depth === OFF) return { reconstruct: () => Promise.reject(without("depth")) };
  const [{ createOnnxPerception }, { sharedRuntime }] = await Promise.all([
    import("../onnx/perception.ts"),
    import("../onnx/shared-runtime.ts"),
  ]);
  const labelled = masks === null && floorIds(input.capture?.instances ?? []).size > 0;
  const floor: FloorFinder | null =
    masks === null
      ? labelled
        ? { name: "the capture's labels", segment: (own as Perception).segment }
        : null
      : masks !== OFF && masks.text
        ? { name: "SAM 3", segment: async (...args) => (await segmenter()).segment(...args) }
        : null;
  return createOnnxPerception({
    input,
    runtime: sharedRuntime({ ...runtime, places }),
    depth,
    segmenter: await segmenter(),
    floor,
    usePoses,
    onProgress,
  });
}

async function segmenterOf(
  { masks }: Chosen,
  { runtime, places }: PerceptionChoices,
  own: Perception | null,
): Promise<Segmenter> {
  if (masks === null) return own as Perception;
  if (masks === OFF) return { segment: () => Promise.reject(without("masks")) };
  const [{ createOnnxSegmenter }, { sharedRuntime }] = await Promise.all([
    import("../onnx/sam3/index.ts"),
    import("../onnx/shared-runtime.ts"),
  ]);
  const { text, tracker } = masks;
  return createOnnxSegmenter(sharedRuntime({ ...runtime, places }), {
    ...(text ? { text: text.name } : {}),
    ...(tracker ? { tracker: tracker.name } : {}),
  });
}

function framesOf(depth: Exclude<Chosen["depth"], null>, posesAreGiven: boolean): number {
  return depth === OFF ? 1 : mostFrames(depth.manifest, posesAreGiven);
}

function nameOf(chosen: Chosen["depth"] | Chosen["masks"]): string {
  if (chosen === null) return "of the input";
  if (chosen === OFF) return OFF;
  if ("name" in chosen) return chosen.name;
  return [chosen.text, chosen.tracker].flatMap((picked) => picked?.name ?? []).join(" and ");
}

function without(what: "depth" | "masks"): InputError {
  return new InputError(`this session has no ${what}: perception.${what} is ${OFF}`, "environment");
}

/** Made with the first call; what failed is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}
