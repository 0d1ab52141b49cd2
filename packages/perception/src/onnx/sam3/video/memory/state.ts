/** What one frame leaves behind of an object. */
export interface Remembered {
  /** The frame's memory map; null where no later frame can ask for it any more. */
  mem: Float32Array | null;
  readonly pointer: Float32Array;
}

export interface MemoryLimits {
  /** Memories of recent frames, and one: rows of the table of temporal codes. */
  readonly slots: number;
  /** Of frames with a prompt. */
  readonly conditioning: number;
  readonly pointers: number;
}

/** A memory with the row of the table of temporal codes that dates it. */
export interface DatedMemory {
  readonly mem: Float32Array;
  readonly row: number;
}

/** A pointer with its distance in frames. */
export interface DatedPointer {
  readonly pointer: Float32Array;
  readonly time: number;
}

/**
 * What is remembered of one object: frames with a prompt condition it, the last ones keep it up to date. Frames are
 * counted as they follow each other, in either direction.
 */
export class ObjectMemory {
  readonly #limits: MemoryLimits;
  readonly #conditioning = new Map<number, Remembered>();
  readonly #recent = new Map<number, Remembered>();

  constructor(limits: MemoryLimits) {
    this.#limits = limits;
  }

  condition(frame: number, seen: Remembered): void {
    this.#conditioning.set(frame, seen);
  }

  /** Forgets what lies too far from this frame and from those with a prompt, from where the other direction begins. */
  add(frame: number, seen: Remembered): void {
    this.#recent.set(frame, seen);
    const { slots, pointers } = this.#limits;
    const near = [frame, ...this.#conditioning.keys()];
    const distance = (at: number) => Math.min(...near.map((other) => Math.abs(other - at)));
    for (const [at, old] of this.#recent) {
      if (distance(at) >= pointers) this.#recent.delete(at);
      else if (distance(at) >= slots) old.mem = null;
    }
  }

  /** Frames with a prompt first (the last row), then recent ones, the oldest first (row: distance - 1). */
  memories(frame: number, isReverse: boolean): DatedMemory[] {
    const { slots } = this.#limits;
    const chosen = this.#nearest(frame);
    const found = chosen.map((at) => ({ mem: this.#conditioning.get(at)!.mem, row: slots - 1 }));
    for (let offset = slots - 1; offset > 0; offset--) {
      const at = isReverse ? frame + offset : frame - offset;
      const seen = this.#recent.get(at) ?? (chosen.includes(at) ? undefined : this.#conditioning.get(at));
      if (seen) found.push({ mem: seen.mem, row: offset - 1 });
    }
    return found.flatMap(({ mem, row }) => (mem ? [{ mem, row }] : []));
  }

  /** Of frames with a prompt that came before in the direction of travel, then of recent ones, the nearest first. */
  pointers(frame: number, isReverse: boolean): DatedPointer[] {
    const sign = isReverse ? -1 : 1;
    const found: DatedPointer[] = [];
    for (const [at, { pointer }] of this.#conditioning)
      if ((frame - at) * sign >= 0) found.push({ pointer, time: (frame - at) * sign });
    for (let offset = 1; offset < this.#limits.pointers; offset++) {
      const seen = this.#recent.get(frame - offset * sign);
      if (seen) found.push({ pointer: seen.pointer, time: offset });
    }
    return found;
  }

  /** The closest one before, the closest one from here on, then by distance (of equal ones the one made first). */
  #nearest(frame: number): number[] {
    const frames = [...this.#conditioning.keys()];
    const most = this.#limits.conditioning;
    if (frames.length <= most) return frames;
    const before = frames.filter((at) => at < frame).toSorted((a, b) => b - a)[0];
    const after = frames.filter((at) => at >= frame).toSorted((a, b) => a - b)[0];
    const found = [before, after].filter((at) => at !== undefined);
    const others = frames.filter((at) => !found.includes(at));
    const byDistance = others.toSorted((a, b) => Math.abs(a - frame) - Math.abs(b - frame));
    return [...found, ...byDistance].slice(0, most);
  }
}
