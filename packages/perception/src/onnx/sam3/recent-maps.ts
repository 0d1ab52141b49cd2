import type { OutTensor } from "../runtime/task.ts";

export type Maps = Readonly<Record<string, OutTensor>>;

/** What is kept of all pictures together: some nine of SAM 3's 117 MB. */
const MOST_BYTES = 2 ** 30;

/**
 * What an encoder made of the last pictures, so that another prompt on one of them costs only the decoder. The task
 * keeps one for each model with `memo`.
 */
export class RecentMaps {
  readonly #made = new Map<string, { readonly maps: Promise<Maps>; bytes: number }>();
  readonly #mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Made once, also for two who ask at the same time; what failed is made again. */
  get(key: string, make: () => Promise<Maps>): Promise<Maps> {
    const before = this.#made.get(key);
    const entry = before ?? { maps: make(), bytes: 0 };
    this.#made.delete(key);
    this.#made.set(key, entry);
    if (!before)
      entry.maps.then(
        (maps) => {
          entry.bytes = Object.values(maps).reduce((sum, { data }) => sum + data.byteLength, 0);
          this.#trim();
        },
        () => {
          if (this.#made.get(key) === entry) this.#made.delete(key);
        },
      );
    return entry.maps;
  }

  /** The one that was used last stays, however large it is. */
  #trim(): void {
    let total = [...this.#made.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [key, { bytes }] of [...this.#made].slice(0, -1)) {
      if (total <= this.#mostBytes) return;
      this.#made.delete(key);
      total -= bytes;
    }
  }
}
