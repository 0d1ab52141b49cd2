/**
 * What travels between the guest (inside the isolate) and its host side, as JSON. Bulk data stays in pages:
 * a result names them by id, and the guest fetches a page when a cell needs it.
 * Type aliases, not interfaces: only those are assignable to `Json`.
 */

import type { PictureItem } from "./wire-pictures.ts";

export type * from "./wire-pictures.ts";

export type FrameInfo = {
  readonly frameIndex: number;
  /** Which of several videos, from 1; null when there are not several. */
  readonly video: number | null;
  readonly width: number;
  readonly height: number;
  readonly seconds: number | null;
};

/** `host.init` of the guest. */
export type GuestInit = {
  readonly frames: readonly FrameInfo[];
  readonly references: readonly FrameInfo[];
  readonly isVideo: boolean;
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly videos: readonly {
    readonly name: string;
    readonly totalFrames: number;
    readonly fps: number | null;
    readonly durationSec: number | null;
    /** Positions of its frames in `frames`: from the first to before the second. */
    readonly frames: readonly [from: number, to: number];
  }[];
  /** The most frames of one reconstruction. */
  readonly maxFrames: number;
  /** Pixels taken off a mask's border before its points are lifted; 0 when masks are exact. */
  readonly maskMargin: number;
  /** Whether vlm.* can be asked. */
  readonly vlm: boolean;
  /** Whether anybody keeps a record of what cells measure. */
  readonly record: boolean;
  /** Global names that this session does without: `np`, `tools.Geometry`. */
  readonly omitted: readonly string[];
  /** Groups of the user's own functions in `tools`. */
  readonly custom: readonly { readonly name: string; readonly functions: readonly string[] }[];
};

/** One of a list: what came of it, or why nothing did. A failed item does not disturb the others. */
export type ItemResult<T> = { readonly value: T } | { readonly problem: string };

/**
 * A frame as it travels: its position among the frames of the input or among the references. Wherever a plain number
 * stands for a frame in this file, it is such a position among those of the input.
 */
export type FramePlace = { readonly at: number; readonly reference: boolean };
/** `page` holds sRGB bytes, row-major. */
export type PixelsResult = { readonly page: string };

export type ReconstructArgs = { readonly frames: readonly number[] };

export type ViewInfo = {
  readonly frame: number;
  /** For the depth map's size. */
  readonly intrinsics: {
    readonly fx: number;
    readonly fy: number;
    readonly cx: number;
    readonly cy: number;
    readonly width: number;
    readonly height: number;
  };
  /** Camera-to-world, 4x4 row-major, OpenCV axes. */
  readonly c2w: readonly number[];
  /** Page of Float32 metres along the optical axis, row-major, NaN where nothing was measured. */
  readonly depth: string;
  /** Page of Float32 0..1, same size; null: 1 where something was measured, else 0. */
  readonly confidence: string | null;
};

export type ReconstructResult = {
  /** Tells the reconstructions of a session apart; the same one has the same id. */
  readonly id: number;
  readonly views: readonly ViewInfo[];
  readonly scale: { readonly source: string; readonly metric: boolean; readonly confidence: number };
  readonly world: { readonly up: string; readonly confidence: number; readonly ground: number | null };
  /** What was cropped, substituted or put together, one line each. */
  readonly notes: readonly string[];
};

type WirePx = readonly [x: number, y: number];

/** `negative`: pixels of the frame that are not on what is meant. */
export type WirePrompt =
  | { readonly text: string }
  | {
      readonly frame: number;
      readonly box: readonly [x0: number, y0: number, x1: number, y1: number];
      readonly negative?: readonly WirePx[];
    }
  | { readonly frame: number; readonly points: readonly WirePx[]; readonly negative?: readonly WirePx[] };

export type SegmentArgs = { readonly frames: readonly number[]; readonly prompt: WirePrompt };

export type ObjectInfo = {
  readonly label: string;
  readonly score: number;
  /** Of the size of the frame's picture; `bits` is a page of packed bits. Only frames where the object is seen. */
  readonly masks: readonly { readonly frame: number; readonly area: number; readonly bits: string }[];
};

export type SegmentResult = {
  readonly objects: readonly ObjectInfo[];
  /** What matched, or what there is instead. */
  readonly note: string;
};

export type AskArgs = { readonly pictures: readonly PictureItem[]; readonly question: string };
export type ChooseArgs = AskArgs & { readonly options: readonly string[] };
export type LocateArgs = { readonly picture: PictureItem; readonly what: string };
/** A box in pixels of the picture, ends exclusive, or the model's reason why there is none. */
export type LocateResult =
  | { readonly box: readonly [x0: number, y0: number, x1: number, y1: number] }
  | { readonly missing: string };
export type WhichArgs = { readonly pictures: readonly PictureItem[]; readonly what: string };
/** Positions in the list of pictures, ascending. */
export type WhichResult = readonly number[];

/** What an answer rests on, as far as the guest can tell. */
export type Evidence = {
  /** Frames that show the objects best, in order, by their absolute index. */
  readonly frames: readonly number[];
  /** Of each of these frames the video, where there are several; absent where there are not. */
  readonly videos?: readonly number[];
  /** Labels of the objects that were found, in order. */
  readonly objects: readonly string[];
  /** The closest pair that was measured and whose length the answer repeats. */
  readonly segment: { readonly a: readonly number[]; readonly b: readonly number[] } | null;
};

/** A point is [x, y, z] in metres. */
export type AnswerMessage = {
  readonly value: string | number | readonly [x: number, y: number, z: number];
  readonly evidence: Evidence;
};
