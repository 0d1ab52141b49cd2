/**
 * Events as they come, and the result at the end. Reading the events is optional: the work goes on without a reader.
 * `result()` rejects when the source fails; so does the iteration.
 */
export class EventStream<T, R> implements AsyncIterable<T> {
  readonly #events: T[] = [];
  readonly #result: Promise<R>;
  #wake: () => void = () => {};
  #done = false;

  constructor(source: AsyncGenerator<T, R>) {
    this.#result = this.#pump(source);
    // A reader of the events alone must not meet an unhandled rejection of the result.
    this.#result.catch(() => undefined);
  }

  result(): Promise<R> {
    return this.#result;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    let next = 0;
    for (;;) {
      while (next < this.#events.length) yield this.#events[next++] as T;
      if (this.#done) break;
      await new Promise<void>((resolve) => {
        const before = this.#wake;
        this.#wake = () => {
          before();
          resolve();
        };
      });
    }
    await this.#result;
  }

  async #pump(source: AsyncGenerator<T, R>): Promise<R> {
    try {
      for (;;) {
        const step = await source.next();
        if (step.done) return step.value;
        this.#events.push(step.value);
        this.#signal();
      }
    } finally {
      this.#done = true;
      this.#signal();
    }
  }

  #signal(): void {
    const wake = this.#wake;
    this.#wake = () => {};
    wake();
  }
}
