import { randomUUID } from "node:crypto";
import type { MediaInput, Reporter } from "@spatialclaw/media";
import type { Perception } from "../types.ts";
import type { FloorFinder } from "../world/place.ts";
import { hasPoses, mostFrames } from "./da3/limits.ts";
import { DepthModel } from "./depth.ts";
import type { Manifest } from "./manifest/index.ts";
import type { OnnxRuntime } from "./runtime/index.ts";

/** Masks by text, box or points. */
export type Segmenter = Pick<Perception, "segment">;

export interface OnnxPerceptionOptions {
  readonly input: MediaInput;
  /** Shared with others; not closed with the perception. */
  readonly runtime: OnnxRuntime;
  /** The model for depth: `name` as a job takes it. */
  readonly depth: { readonly name: string; readonly manifest: Manifest };
  /** Makes masks. */
  readonly segmenter: Segmenter;
  /** Finds the floor, which says best which way is up; default: nothing does, and planes are searched. */
  readonly floor?: FloorFinder | null | undefined;
  /** false: poses and lenses that came with the input are not used. Default: they are, and the model's depth is fitted to them. */
  readonly usePoses?: boolean | undefined;
  readonly onProgress?: Reporter | undefined;
}

/** Depth by Depth Anything 3, masks by what is given. Loads nothing yet. */
export function createOnnxPerception(options: OnnxPerceptionOptions): Perception {
  const { input, runtime, depth, segmenter, floor = null, usePoses = true, onProgress } = options;
  const model = new DepthModel({
    input,
    runtime,
    model: depth.name,
    manifest: depth.manifest,
    floor,
    usePoses,
    onProgress,
    ask: randomUUID(),
  });
  return {
    name: `onnx (${depth.manifest.id})`,
    maxFrames: mostFrames(depth.manifest, usePoses && hasPoses(input)),
    reconstruct: (frames, given) => model.reconstruct(frames, given),
    segment: (frames, prompt, given) => segmenter.segment(frames, prompt, given),
    async close() {},
  };
}
