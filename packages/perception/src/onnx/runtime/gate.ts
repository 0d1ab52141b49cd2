/**
 * onnxruntime's calls block their thread, and a thread that is ended inside one takes the process down with it
 * ("terminate called after throwing an instance of 'Napi::Error'", seen). So both sides share two words: the worker
 * says when it is inside, the main thread says that nothing may begin any more, and then waits.
 */
const BUSY = 0;
const SHUT = 1;

export class Gate {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;

  constructor(buffer = new SharedArrayBuffer(8)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  /** In the worker, around every call of onnxruntime. Throws when the gate is shut. */
  async pass<T>(call: () => Promise<T>): Promise<T> {
    Atomics.store(this.#words, BUSY, 1);
    try {
      if (Atomics.load(this.#words, SHUT) === 1) throw new Error("the perception worker is closing");
      return await call();
    } finally {
      Atomics.store(this.#words, BUSY, 0);
      Atomics.notify(this.#words, BUSY);
    }
  }

  /** On the main thread: blocks it until the worker is outside. @returns false when that took too long. */
  shut(mostMs: number): boolean {
    Atomics.store(this.#words, SHUT, 1);
    return Atomics.load(this.#words, BUSY) === 0 || Atomics.wait(this.#words, BUSY, 1, mostMs) !== "timed-out";
  }
}
