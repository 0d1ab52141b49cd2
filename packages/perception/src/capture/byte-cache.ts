interface Entry<T> {
  readonly value: Promise<T>;
  bytes: number;
}

/**
 * Values that are costly to make, the least recently used ones dropped when all together exceed a budget of bytes.
 * Two callers that want the same value at once share one making; a failure is not kept.
 */
export class ByteCache<T> {
  readonly #budget: number;
  readonly #sizeOf: (value: T) => number;
  /** In order of last use. */
  readonly #entries = new Map<number, Entry<T>>();
  #bytes = 0;

  constructor(budget: number, sizeOf: (value: T) => number) {
    this.#budget = budget;
    this.#sizeOf = sizeOf;
  }

  get(key: number, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    const entry: Entry<T> = { value: make(), bytes: 0 };
    this.#entries.set(key, entry);
    entry.value.then(
      (value) => this.#count(key, entry, this.#sizeOf(value)),
      () => this.#drop(key, entry),
    );
    return entry.value;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  #count(key: number, entry: Entry<T>, bytes: number): void {
    if (this.#entries.get(key) !== entry) return;
    entry.bytes = bytes;
    this.#bytes += bytes;
    for (const [oldest, other] of this.#entries) {
      if (this.#bytes <= this.#budget) break;
      // What is still in the making has no size yet and is wanted by someone.
      if (other.bytes > 0) this.#drop(oldest, other);
    }
  }

  #drop(key: number, entry: Entry<T>): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
