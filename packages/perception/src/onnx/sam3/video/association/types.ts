import type { Patch } from "../../grid/patch.ts";

/** What a detector saw in one frame. */
export interface Seen {
  readonly patch: Patch;
  readonly score: number;
  /** Which of several phrases it was asked for; only what the same phrase found is compared. */
  readonly prompt: number;
}

/** One object through the frames. */
export interface Track {
  readonly id: number;
  readonly prompt: number;
  /** The frame in which it was detected first. */
  readonly first: number;
  /** Of that detection. */
  readonly score: number;
  /** How long it still lives without a match. */
  alive: number;
  /** Frames in which it was seen and nothing confirmed it. */
  readonly unmatched: number[];
  /** The last frame in which it was hidden or empty; null: none. */
  occluded: number | null;
}

/** Where the tracker sees a track in a frame. */
export interface Propagated {
  /** Logits of the whole grid. */
  readonly grid: Float32Array;
  /** Above 0 the object is there. */
  readonly objectScore: number;
}

/** What one frame decided. Tracks are named by id, detections by their place in `kept`. */
export interface FrameDecision {
  /** Places of the detections that count in the list that was given. */
  readonly kept: readonly number[];
  /** To be shown, of all tracks: logits of the whole grid. */
  readonly masks: ReadonlyMap<number, Float32Array>;
  /** 0..1. */
  readonly scores: ReadonlyMap<number, number>;
  /** To be remembered, of all tracks that go on or begin: logits of the whole grid. */
  readonly memory: ReadonlyMap<number, Float32Array>;
  /** New tracks and their detections. */
  readonly created: ReadonlyMap<number, number>;
  /** Tracks whose memory the frame renews, and the detections that do. */
  readonly reconditioned: ReadonlyMap<number, number>;
  readonly unmatched: readonly number[];
  readonly removed: readonly number[];
  /** Hidden for lack of matches. */
  readonly suppressed: readonly number[];
  /** Hidden behind another track. */
  readonly occluded: readonly number[];
  /** What every track that goes on still lives. */
  readonly alive: ReadonlyMap<number, number>;
}
