import type { Patch, Size } from "../grid/patch.ts";
import { maskBits } from "../grid/upsample.ts";
import { checkMaskBytes } from "../limits.ts";

/** An object through the frames, as the tasks of videos give it. */
export interface FoundTrack {
  /** From 0, in the order in which objects were seen first. */
  readonly id: number;
  /** Which of several phrases it was found by. */
  readonly prompt: number;
  /** 0..1. */
  readonly score: number;
  /** By place of the frame, ascending; only frames in which it is seen. Bits have the frame's size. */
  readonly masks: readonly { readonly at: number; readonly bits: Uint8Array; readonly score: number }[];
}

/** Before masks get their frames' size. */
export interface CoarseTrack extends Omit<FoundTrack, "masks"> {
  readonly masks: readonly { readonly at: number; readonly patch: Patch; readonly score: number }[];
}

/** Masks at their frames' size. Throws InputError when they are too many. `pause` lets others have their turn. */
export async function fullTracks(
  tracks: readonly CoarseTrack[],
  sizes: readonly Size[],
  mostBytes: number,
  pause: () => Promise<void>,
): Promise<FoundTrack[]> {
  checkMaskBytes(
    tracks.flatMap(({ masks }) => masks.map(({ at }) => sizes[at]!)),
    mostBytes,
  );
  const made: FoundTrack[] = [];
  for (const { masks, ...track } of tracks) {
    await pause();
    made.push({
      ...track,
      masks: masks.map(({ at, patch, score }) => ({ at, score, bits: maskBits(patch, sizes[at]!) })),
    });
  }
  return made;
}
