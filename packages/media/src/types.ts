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
  readonly intrinsics: Intrinsics;
  /** Camera-to-world, 4x4 row-major, OpenCV axes (x right, y down, z forward), metres, in the capture's own world. */
  readonly c2w: readonly number[];
  /** null when the capture has no depth. */
  depth(): Promise<DepthMap | null>;
  /** null when the capture has no masks. */
  instances(): Promise<InstanceMap | null>;
}

export interface SourceFrame {
  /** Absolute: position in the input before any sampling. */
  readonly frameIndex: number;
  /** File name, or the video's name and time. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Time in the video; null for photos. */
  readonly seconds: number | null;
  readonly geometry: FrameGeometry | null;
  /** EXIF orientation applied. Decoded on each call: callers keep what they need. */
  pixels(): Promise<RgbImage>;
  /** Encoded picture to send to a chat model or to write into a trace. */
  encoded(): Promise<EncodedImage>;
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
  readonly frames: readonly SourceFrame[];
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly capture: CaptureInfo | null;
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
