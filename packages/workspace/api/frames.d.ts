// The cell API: these files are the single source. The checker reads them, the prompt's reference is
// generated from them, the guest implements them. A test fails when any two of them differ.
//
// Lengths are metres, angles degrees, times seconds, pixels (x right, y down) of the frame's own image.
// World frame: +Y up, the first camera stands at the origin and looks along -Z, so +X is to its right.

/** Absolute index of a frame in its input; the one frame index there is. */
type FrameIndex = number & { readonly __frameIndex: unique symbol };
/** A frame, or its absolute index. */
type FrameRef = Frame | FrameIndex;
/** Pixel position [x, y] in a frame's image. */
type Px = readonly [x: number, y: number];
/** World position or direction [x, y, z]. */
type Vec3 = readonly [x: number, y: number, z: number];
/** Pixel box, ends exclusive. */
interface Box { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }

type OneOrMany<T> = T | readonly T[];

interface Frame {
  readonly frameIndex: FrameIndex;
  /** Which of several videos, from 1; else null. */
  readonly video: number | null;
  readonly width: number;
  readonly height: number;
  /** Time in the video, null for photos. */
  readonly seconds: number | null;
  /** Pixel of a normalised position (0..1, 0..1). */
  px(nx: number, ny: number): Px;
  /** Its colours, fetched when asked for. */
  pixels(): Pixels;
}
/** sRGB, 0..255; at() throws outside. Brightness is luma. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Row-major, three bytes a pixel. */
  readonly data: Uint8Array;
  at(x: number, y: number): Rgb;
  mean(part?: Box | Mask): Rgb;
  brightness(part?: Box | Mask): number;
}
type Rgb = readonly [r: number, g: number, b: number];
interface Frames extends ReadonlyArray<Frame> {
  readonly first: Frame;
  readonly middle: Frame;
  readonly last: Frame;
  /** By position in this list; -1 is the last. Throws outside. */
  at(position: number): Frame;
  slice(from?: number, to?: number): Frames & Frame[];
  /** n frames, evenly spread, first and last included. */
  sample(n: number): Frames;
  /** Every k-th frame. */
  stride(k: number): Frames;
  /** The frame with this absolute index, or null. */
  by(frame: FrameRef | number): Frame | null;
  /** The frame with n on either side. */
  around(frame: FrameRef, n: number): Frames;
  /** The frame nearest in time; throws for photos, which have none. */
  atTime(seconds: number): Frame;
  /** Mean brightness of every frame, 0..255, in one call. */
  brightness(): Float64Array;
}
/** The frames of the question, in order. @example const key = InputImages.sample(4); show(key); */
declare const InputImages: Frames;
/** Reference images that belong to the question's text (may be empty). */
declare const RefImages: Frames;
declare const Metadata: {
  readonly isVideo: boolean;
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly totalFrames: number;
  readonly frameIndices: readonly FrameIndex[];
  readonly videos: readonly { readonly name: string; readonly totalFrames: number; readonly fps: number | null; readonly durationSec: number | null }[];
};
