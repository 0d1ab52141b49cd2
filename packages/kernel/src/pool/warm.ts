import type { CellChecker } from "../checker/session.ts";
import type { KernelProcess, ProcessOptions } from "../process/host.ts";
import { Checkers } from "./checkers.ts";
import { type Opening, Processes } from "./processes.ts";

/** After a session was taken: it starts first, the next one boots while it works. */
const REFILL_MS = 150;

/**
 * What a session needs and what takes time to start, ready before it is asked for. It belongs to this program: it
 * neither keeps it alive nor outlives it.
 */
class WarmPool {
  readonly #processes = new Processes();
  readonly #checkers = new Checkers();
  #refill: NodeJS.Timeout | null = null;

  /** Keeps `size` of each ready from now on; 0 ends those that wait. */
  keep(size: number, reuse: boolean): void {
    this.#processes.keep(size, reuse);
    this.#checkers.keep(size);
    this.#fill();
  }

  /** Rejects when the process cannot start, or with the signal's reason while it has not begun to. */
  openProcess(options: ProcessOptions, opening: Opening = {}): Promise<KernelProcess> {
    this.#later();
    return this.#processes.open(options, opening);
  }

  closeProcess(process: KernelProcess, isSound: boolean): Promise<void> {
    return this.#processes.close(process, isSound);
  }

  takeChecker(api: Readonly<Record<string, string>>): CellChecker {
    this.#later();
    return this.#checkers.take(api);
  }

  closeChecker(checker: CellChecker, isQuiet: boolean): Promise<void> {
    return this.#checkers.close(checker, isQuiet);
  }

  #later(): void {
    this.#refill ??= setTimeout(() => {
      this.#refill = null;
      this.#fill();
    }, REFILL_MS).unref();
  }

  #fill(): void {
    this.#processes.fill();
    this.#checkers.fill();
  }
}

export const warmPool = new WarmPool();

export interface WarmOptions {
  /**
   * All sessions of this program count as of one origin: a process whose session ended in order takes the next one, in
   * a new isolate, whatever its input. Not where inputs must not trust each other: a cell that broke out of its isolate
   * would find the next session in the same process. Default false.
   */
  readonly reuse?: boolean;
}

/** Keeps `count` sessions ready to start, for programs that open many. 0 ends them. */
export function keepKernelsWarm(count: number, { reuse = false }: WarmOptions = {}): void {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`keepKernelsWarm(${count}): expected a whole number, 0 or more`);
  warmPool.keep(count, reuse);
}
