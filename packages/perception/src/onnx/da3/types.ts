import type { RgbImage } from "@spatialclaw/media";
import type { Scale } from "../../types.ts";
import type { Camera } from "./camera.ts";
import type { FocalHint } from "./focal.ts";

/** What is known of a view besides its picture, in pixels of the graph's picture. */
export interface ViewHint {
  /** A first guess, for views whose focal length the model gets wrong or does not give. */
  readonly focal: FocalHint | null;
  /** Measured: used instead of the model's. */
  readonly lens: LensHint | null;
}

export interface LensHint extends FocalHint {
  readonly cx: number;
  readonly cy: number;
}

export interface DepthInput {
  /** As the graph takes them, all of one size. */
  readonly pictures: readonly RgbImage[];
  /** One for each picture. */
  readonly hints: readonly ViewHint[];
}

/** One view in pixels of the graph's picture; lengths in metres or in the model's own unit (DepthOutput.scale). */
export interface DepthView extends Camera {
  /** Row-major H x W along the optical axis; NaN where the model says nothing usable. */
  readonly depth: Float32Array;
  /** Same size, rank among all pixels of all views, [0, 1); null: the model gives none. */
  readonly confidence: Float32Array | null;
  /** As the model gives it, from 1 on; its size means nothing by itself. */
  readonly rawConfidence: Float32Array | null;
}

export interface DepthOutput {
  readonly width: number;
  readonly height: number;
  /** One for each picture, in one world where `hasPoses`. */
  readonly views: readonly DepthView[];
  /** false: each view stands alone, its camera at the origin. */
  readonly hasPoses: boolean;
  readonly scale: Scale;
  readonly notes: readonly string[];
}

/** What a run gives before anything is measured: maps of all views one after the other, N x H x W. */
export interface RawViews {
  readonly width: number;
  readonly height: number;
  readonly cameras: readonly (Camera | null)[];
  readonly depth: Float32Array;
  readonly confidence: Float32Array | null;
}
