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
  /** Same size, 0..1; null: 1 wherever depth was measured, else 0. */
  readonly confidence: Float32Array | null;
}

export interface Scale {
  /** Where the scale comes from, for people: "sensor depth of the capture". */
  readonly source: string;
  /** Whether lengths are true metres. */
  readonly metric: boolean;
  /** 0..1. */
  readonly confidence: number;
}

export interface Reconstruction {
  readonly views: readonly ReconstructedView[];
  readonly scale: Scale;
}

export type SegmentPrompt =
  | { readonly text: string }
  | { readonly frame: SourceFrame; readonly box: readonly [x0: number, y0: number, x1: number, y1: number] }
  | { readonly frame: SourceFrame; readonly points: readonly (readonly [x: number, y: number])[] };

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
