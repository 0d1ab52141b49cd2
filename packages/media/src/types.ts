import type { Intrinsics } from "@spatialclaw/geometry";

export type { Intrinsics };

/** sRGB pixels, row-major, three bytes each. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Metres along the optical axis, row-major; NaN where nothing was measured. */
export interface DepthMap {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** One instance id per pixel, row-major; 0 is background. */
export interface InstanceMap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
}

/** What a capture knows about one of its frames besides the colours. */
export interface FrameGeometry {
  /** Of the depth map where there is one (`width` and `height` say so), else of the picture. */
  readonly intrinsics: Intrinsics;
  /**
   * Camera-to-world, 4x4 row-major, OpenCV axes (x right, y down, z forward), metres, in the capture's own world;
   * null where the capture does not say.
   */
  readonly c2w: readonly number[] | null;
  /** null when the capture has no depth. */
  depth(): Promise<DepthMap | null>;
  /** null when the capture has no masks. */
  instances(): Promise<InstanceMap | null>;
}

export interface SourceFrame {
  /** Absolute: position in the input before any sampling; of several videos, position in its own one. */
  readonly frameIndex: number;
  /** Which of several videos, from 1; null or absent: there are not several. */
  readonly video?: number | null;
  /** File name, or the video's name and time. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Time in the video; null for photos. */
  readonly seconds: number | null;
  readonly geometry: FrameGeometry | null;
  /** What the file says of its lens: a first guess, never a measurement. null or absent: it says nothing. */
  readonly focal?: FocalPrior | null;
  /** Upright, sRGB. May be shared with others: do not write to it. */
  pixels(): Promise<RgbImage>;
  /** Encoded picture to send to a chat model or to write into a trace. */
  encoded(): Promise<EncodedImage>;
}

export interface FocalPrior {
  /** Of the upright picture. */
  readonly pixels: number;
  /** For people: "EXIF, 26 mm in 35 mm film". */
  readonly source: string;
}

/** One of the videos of an input. */
export interface VideoInfo {
  readonly name: string;
  /** Before any sampling. */
  readonly totalFrames: number;
  /** On average; null for a single frame and for frames without times. */
  readonly fps: number | null;
  /** From the first frame to the end of the last one; null without times. */
  readonly durationSec: number | null;
  /** Its place in `MediaInput.frames`: from the first index to before the second. */
  readonly frames: readonly [from: number, to: number];
}

export interface EncodedImage {
  readonly mime: "image/jpeg" | "image/png" | "image/webp";
  readonly bytes: Uint8Array;
}

export interface InstanceLabel {
  readonly id: number;
  readonly label: string;
}

/** What an RGB-D capture says about all of its frames. */
export interface CaptureInfo {
  /** Absolute path of the folder. */
  readonly root: string;
  /** `nerfstudio`, `tum`, `scannet` or `colmap`. */
  readonly format?: string;
  /** false: depth or masks without poses, so that frames cannot be put together. Absent: true. */
  readonly hasPoses?: boolean;
  /** false: positions have an unknown scale, as those of structure from motion. Absent: true. */
  readonly metric?: boolean;
  /** Unit vector against gravity in the capture's world. */
  readonly up: readonly [number, number, number];
  readonly hasDepth: boolean;
  /** null when the capture has no masks. */
  readonly instances: readonly InstanceLabel[] | null;
}

/** What `openInput` makes of the paths it was given. */
export interface MediaInput {
  readonly kind: "images" | "video" | "capture";
  /** Short name for people: the folder's or file's. */
  readonly name: string;
  /** Those that may be used. Of several videos, one after the other: `videos` tells where each begins. */
  readonly frames: readonly SourceFrame[];
  /** null for photos, and for several videos: `videos` has theirs. */
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly capture: CaptureInfo | null;
  /** One entry per video; empty or absent: no videos. */
  readonly videos?: readonly VideoInfo[];
  /** Pictures that belong to the question's text; their indices count on their own. Absent: none. */
  readonly references?: readonly SourceFrame[];
  /** What a person should know, one line each: nothing was wrong enough to refuse. Absent: nothing. */
  readonly warnings?: readonly string[];
}

/**
 * The input cannot be used. `message` is one line for a person: the value, what was expected, the way out.
 * `kind`: `usage` when the call is wrong (exit code 2), `environment` when something is missing (exit code 4).
 */
export class InputError extends Error {
  readonly kind: "usage" | "environment";
  constructor(message: string, kind: "usage" | "environment" = "usage") {
    super(message);
    this.name = "InputError";
    this.kind = kind;
  }
}
