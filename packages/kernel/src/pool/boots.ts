import { availableParallelism } from "node:os";

/**
 * As many processes boot at once as there are cores. More would all be late together: the first sessions are to work,
 * and to wait for their models, while the others boot.
 */
export class Boots {
  readonly #waiting: (() => void)[] = [];
  #free = availableParallelism();

  /** First come, first served. Rejects with the signal's reason when that fired before the turn came. */
  async take<T>(boot: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      signal?.throwIfAborted();
      return await boot();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
