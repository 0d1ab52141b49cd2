import type { Turn } from "./display.ts";

/**
 * When each frame of a video is shown, and where decoding can begin. Times are in ticks of `timeBase` and in the
 * order of presentation: the place in `pts` is the frame's absolute index.
 */
export interface VideoIndex {
  /** Of the upright picture with square pixels. */
  readonly width: number;
  readonly height: number;
  readonly turn: Turn;
  /** Width of a pixel over its height, as stored; 1 nearly always. */
  readonly pixelAspect: number;
  readonly timeBase: { readonly num: number; readonly den: number };
  /** Seconds count from here: the start of the file, as players count. */
  readonly start: number;
  readonly pts: readonly number[];
  /** When the last frame ends. */
  readonly end: number;
  /** Key frames in the order of decoding: when they are shown, and what to seek to. */
  readonly keys: readonly { readonly pts: number; readonly dts: number }[];
  /** Whether the times are those of the packets: then a packet tells which frame it is. */
  readonly isFromPackets: boolean;
  readonly warnings: readonly string[];
}

export function secondsAt(index: VideoIndex, tick: number): number {
  const seconds = ((tick - index.start) * index.timeBase.num) / index.timeBase.den;
  // To the microsecond: what is left below comes from the division.
  return Math.round(seconds * 1e6) / 1e6;
}

export function durationOf(index: VideoIndex): number {
  return secondsAt(index, index.end) - secondsAt(index, index.pts[0] as number);
}

/** On average; null for a single frame. */
export function rateOf({ pts, timeBase }: VideoIndex): number | null {
  if (pts.length < 2) return null;
  const span = ((pts.at(-1) as number) - (pts[0] as number)) * (timeBase.num / timeBase.den);
  return (pts.length - 1) / span;
}
