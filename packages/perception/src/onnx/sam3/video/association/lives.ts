import type { AssociationConfig } from "./config.ts";
import type { Matches } from "./match.ts";
import type { Track } from "./types.ts";

/** How long tracks live, and which of them turn out to be none. */
export class Lives {
  readonly #config: AssociationConfig;
  /** Frames in which a track shared the detection of an elder one, by both ids. */
  readonly #shared = new Map<string, { readonly younger: number; frames: number }>();

  constructor(config: AssociationConfig) {
    this.#config = config;
  }

  /** A track that a detection belongs to gains a frame; one that nothing confirms loses one. */
  age(at: number, tracks: readonly Track[], { tracksOf, unmatched }: Matches): void {
    const [, most, least] = this.#config.keepAlive;
    const matched = new Set(tracksOf.flat());
    for (const track of tracks) {
      if (matched.has(track.id)) track.alive = Math.min(most, track.alive + 1);
      if (!unmatched.includes(track.id)) continue;
      track.unmatched.push(at);
      track.alive = Math.max(least, track.alive - 1);
    }
  }

  /** Ids of tracks that were none, and of those that are hidden in this frame. */
  judge(at: number, tracks: readonly Track[], { tracksOf }: Matches): { removed: number[]; suppressed: number[] } {
    const [delay, unmatched, duplicate] = this.#config.hotstart;
    const young = new Set(tracks.filter(({ first }) => first > at - delay).map(({ id }) => id));
    const removed: number[] = [];
    const suppressed: number[] = [];
    for (const track of tracks) {
      const count = track.unmatched.length;
      if (count >= unmatched && young.has(track.id)) removed.push(track.id);
      else if (count > 0 && track.alive <= 0 && !this.#config.suppressOnlyWithinHotstart) suppressed.push(track.id);
    }
    this.#countShared(tracks, tracksOf);
    for (const { younger, frames } of this.#shared.values())
      if (young.has(younger) && !removed.includes(younger) && frames >= duplicate) removed.push(younger);
    return { removed, suppressed };
  }

  #countShared(tracks: readonly Track[], tracksOf: Matches["tracksOf"]): void {
    const firstOf = new Map(tracks.map(({ id, first }) => [id, first]));
    for (const ids of tracksOf) {
      if (ids.length < 2) continue;
      const eldest = ids.reduce((a, b) => (firstOf.get(b)! < firstOf.get(a)! ? b : a));
      for (const younger of ids) {
        if (younger === eldest) continue;
        const entry = this.#shared.get(`${eldest} ${younger}`) ?? { younger, frames: 0 };
        entry.frames++;
        this.#shared.set(`${eldest} ${younger}`, entry);
      }
    }
  }
}
