interface Waiting {
  readonly model: string;
  begin(): void;
  refuse(error: unknown): void;
  /** Throws when its job was aborted. */
  check(): void;
}

export interface TurnsOptions {
  /** Whether a model could run at once: its graphs are loaded, or there is room for them. */
  readonly isReady: (model: string) => boolean;
}

/** A model that has to push another one out waits for this many turns of those that are ready, and no more. */
const PATIENCE = 8;

/**
 * One thread runs all graphs, so there is one queue, in which asks take turns: each gets one run, then the next ask
 * with something to do; within an ask it is first come, first served.
 */
export class Turns {
  /** By ask, in the order in which they are served next. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #isReady: TurnsOptions["isReady"];
  #isRunning = false;
  #passedBy = 0;

  constructor({ isReady }: TurnsOptions) {
    this.#isReady = isReady;
  }

  /** Runs the work when it is this ask's turn. `check` throws when the job was aborted in the meantime. */
  async take<T>(ask: string, model: string, check: () => void, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin, refuse) => {
      const entry = { model, begin, refuse, check };
      const queue = this.#waiting.get(ask);
      if (queue) queue.push(entry);
      else this.#waiting.set(ask, [entry]);
      this.#next();
    });
    try {
      return await work();
    } finally {
      this.#isRunning = false;
      this.#next();
    }
  }

  #next(): void {
    if (this.#isRunning || this.#waiting.size === 0) return;
    this.#isRunning = true;
    // A pass of the event loop between two runs: new jobs and aborts are heard of before the next one is chosen.
    setImmediate(() => {
      const [ask, entry] = this.#choose();
      this.#remove(ask);
      try {
        entry.check();
      } catch (error) {
        entry.refuse(error);
        this.#isRunning = false;
        this.#next();
        return;
      }
      entry.begin();
    });
  }

  #choose(): [ask: string, Waiting] {
    const heads = [...this.#waiting].map(([ask, queue]) => [ask, queue[0] as Waiting] as [string, Waiting]);
    const [first] = heads as [[string, Waiting]];
    const ready = this.#isReady(first[1].model) ? first : heads.find(([, { model }]) => this.#isReady(model));
    if (ready === undefined || ready === first || this.#passedBy >= PATIENCE) {
      this.#passedBy = 0;
      return first;
    }
    this.#passedBy++;
    return ready;
  }

  /** Takes the ask's first entry; what else it wants comes after all others. */
  #remove(ask: string): void {
    const queue = this.#waiting.get(ask) as Waiting[];
    queue.shift();
    this.#waiting.delete(ask);
    if (queue.length > 0) this.#waiting.set(ask, queue);
  }
}
