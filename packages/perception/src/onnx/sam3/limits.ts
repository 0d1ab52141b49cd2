import { InputError } from "@spatialclaw/media";
import type { Size } from "./grid/patch.ts";

/** What SAM 3 is asked at most in one call, so that memory stays bounded. */
export interface SegmenterLimits {
  /** Frames through which an object is followed by its box or by memory: their pictures are held, 3 MB each. */
  readonly followedFrames: number;
  /** Frames in which a text is searched for and its objects matched. */
  readonly searchedFrames: number;
  /** Objects with a memory: some 15 MB each. */
  readonly objects: number;
  /** All masks of a result, one bit a pixel. */
  readonly maskBytes: number;
}

export const LIMITS: SegmenterLimits = {
  followedFrames: 200,
  searchedFrames: 1000,
  objects: 64,
  maskBytes: 2 ** 30,
};

/** Throws InputError when masks of these sizes are too much together. */
export function checkMaskBytes(sizes: Iterable<Size>, most: number): void {
  let [bytes, count] = [0, 0];
  for (const { width, height } of sizes) {
    bytes += Math.ceil((width * height) / 8);
    count++;
  }
  if (bytes > most)
    throw new InputError(
      `${count} masks of objects in frames take ${megabytes(bytes)} MB, more than the limit of ${megabytes(most)} MB; pass fewer frames (frames.sample(n)), or a text that means fewer objects`,
    );
}

/** Throws InputError when more objects would have to be remembered. */
export function checkObjects(count: number, most: number): void {
  if (count > most)
    throw new InputError(
      `SAM 3 follows at most ${most} objects at once, here are ${count}; pass fewer frames, or a text that means fewer objects`,
    );
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 2 : 0);
}
