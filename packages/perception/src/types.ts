import type { Mask, Pose } from "@spatialclaw/geometry";
import type { Intrinsics, SourceFrame } from "@spatialclaw/media";

/** One reconstructed frame. World: +Y up, first camera at the origin looking along -Z, metres. */
export interface ReconstructedView {
  readonly frame: SourceFrame;
  /** For the depth map's size. */
  readonly intrinsics: Intrinsics;
  readonly pose: Pose;
  /** Row-major, intrinsics.width x intrinsics.height; metres along the optical axis, NaN where nothing was measured. */
  readonly depth: Float32Array;
  /**
   * Same size, 0..1; null: 1 wherever depth was measured, else 0. Of a model: the share of all pixels of all views that
   * are surely less certain, NaN where there is no depth.
   */
  readonly confidence: Float32Array | null;
  /** Same size, as a model gives it, 1 to infinity; its size means nothing by itself. Absent: no model gave any. */
  readonly rawConfidence?: Float32Array;
}

export interface Scale {
  /** Where the scale comes from, for people: "sensor depth of the capture". */
  readonly source: string;
  /** Whether lengths are true metres. */
  readonly metric: boolean;
  /** 0..1. */
  readonly confidence: number;
}

/** How sure it is that +Y is up, and where the ground lies. */
export interface World {
  /** Where the direction comes from, for people: "the capture", "the floor (SAM 3)". */
  readonly up: string;
  /** 0..1. */
  readonly confidence: number;
  /** Y of the ground, in the unit of the scale; null: none was found. */
  readonly ground: number | null;
}

export interface Reconstruction {
  readonly views: readonly ReconstructedView[];
  readonly scale: Scale;
  readonly world: World;
  /** What was cropped, substituted or put together, one line each; empty: nothing. */
  readonly notes: readonly string[];
}

/** Corners in pixels of a frame, ends exclusive. */
type PixelBox = readonly [x0: number, y0: number, x1: number, y1: number];
type Pixel = readonly [x: number, y: number];

/** Everything that a text means; or the one object at a place in a frame, which `negative` points are not on. */
export type SegmentPrompt =
  | {
      readonly text: string;
      /** Boxes around what is meant, or around what looks alike and is not meant. */
      readonly examples?: readonly {
        readonly frame: SourceFrame;
        readonly box: PixelBox;
        readonly positive: boolean;
      }[];
    }
  | { readonly frame: SourceFrame; readonly box: PixelBox; readonly negative?: readonly Pixel[] }
  | { readonly frame: SourceFrame; readonly points: readonly Pixel[]; readonly negative?: readonly Pixel[] };

/** One object through the frames; masks have the size of the frame's picture, frames without a mask are absent. */
export interface SegmentedObject {
  readonly label: string;
  readonly score: number;
  readonly masks: ReadonlyMap<SourceFrame, Mask>;
}

export interface Segmentation {
  /** Empty when nothing was found: a miss is a value. */
  readonly objects: readonly SegmentedObject[];
  /** One line for the cell: what matched, or what there is instead. */
  readonly note: string;
  /**
   * How an object in one frame is known to be that in another: it came with the data; found in each frame and matched by
   * masks; by its box from frame to frame; by a memory of how it looked. null: in a single picture, or in photos that
   * were searched one by one, nothing was followed.
   */
  readonly tracking: "given" | "detection" | "box-propagation" | "memory" | null;
}

export interface PerceptionOptions {
  readonly signal?: AbortSignal;
}

/**
 * Depth and masks of frames. Reject only for what the caller cannot repair in a cell
 * (a file that vanished, an abort); everything else is a value.
 */
export interface Perception {
  /** For people: "capture", "onnx (cuda)". */
  readonly name: string;
  readonly maxFrames: number;
  reconstruct(frames: readonly SourceFrame[], options?: PerceptionOptions): Promise<Reconstruction>;
  segment(frames: readonly SourceFrame[], prompt: SegmentPrompt, options?: PerceptionOptions): Promise<Segmentation>;
  close(): Promise<void>;
}
