import { KernelProcess } from "./process/host.ts";

/**
 * Processes that have booted and wait for a session, so that one starts at once. They belong to this program: they
 * neither keep it alive nor outlive it.
 */
class ProcessPool {
  readonly #waiting: KernelProcess[] = [];
  #size = 0;

  /** Keeps `size` processes ready from now on; 0 ends those that wait. */
  keep(size: number): void {
    this.#size = size;
    while (this.#waiting.length > size) void this.#waiting.pop()?.close();
    this.#fill();
  }

  /** A process to open a session in. */
  take(): KernelProcess {
    let ready = this.#waiting.shift();
    while (ready && !ready.alive) ready = this.#waiting.shift();
    // The next one boots while this one works.
    setImmediate(() => this.#fill());
    return ready ?? KernelProcess.spawn();
  }

  #fill(): void {
    while (this.#waiting.length < this.#size) this.#waiting.push(KernelProcess.spawn());
  }
}

export const processPool = new ProcessPool();

/** Keeps `count` kernel processes booted, for programs that open many sessions. 0 ends them. */
export function keepKernelsWarm(count: number): void {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`keepKernelsWarm(${count}): expected a whole number, 0 or more`);
  processPool.keep(count);
}
