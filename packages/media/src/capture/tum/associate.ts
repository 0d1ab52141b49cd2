import type { Stamped } from "./lists.ts";

/** Recordings of different sensors that are this near in time, in seconds, belong together. */
export const NEAR_SEC = 0.02;

/**
 * The entry that belongs to each frame, null where none is near enough: the nearest pairs are made first, and each
 * entry belongs to one frame. Both lists are in the order of time.
 */
export function associate<T>(frames: readonly Stamped<unknown>[], entries: readonly Stamped<T>[]): (T | null)[] {
  const pairs: { frame: number; entry: number; apart: number }[] = [];
  let first = 0;
  for (const [i, { at }] of frames.entries()) {
    while (first < entries.length && (entries[first] as Stamped<T>).at < at - NEAR_SEC) first++;
    for (let j = first; j < entries.length; j++) {
      const apart = Math.abs((entries[j] as Stamped<T>).at - at);
      if ((entries[j] as Stamped<T>).at > at + NEAR_SEC) break;
      pairs.push({ frame: i, entry: j, apart });
    }
  }
  pairs.sort((a, b) => a.apart - b.apart || a.frame - b.frame || a.entry - b.entry);
  const found: (T | null)[] = frames.map(() => null);
  const taken = new Set<number>();
  const served = new Set<number>();
  for (const { frame, entry } of pairs) {
    if (served.has(frame) || taken.has(entry)) continue;
    served.add(frame);
    taken.add(entry);
    found[frame] = (entries[entry] as Stamped<T>).value;
  }
  return found;
}
