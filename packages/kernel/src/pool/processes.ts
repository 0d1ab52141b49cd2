import { CellChecker } from "./checker/session.ts";
import { KernelProcess, type ProcessOptions } from "./process/host.ts";

/** After a session was taken: it starts first, the next one boots while it works. */
const REFILL_MS = 150;

/**
 * What a session needs and what takes time to start, ready before it is asked for: processes that have booted, and
 * type checkers that know the API. They belong to this program: they neither keep it alive nor outlive it.
 */
class WarmPool {
  readonly #processes: KernelProcess[] = [];
  /** With a session in them. */
  readonly #busy = new Set<KernelProcess>();
  readonly #checkers: { readonly api: Api; readonly checker: CellChecker }[] = [];
  #size = 0;
  #reuse = false;
  #refill: NodeJS.Timeout | null = null;
  #api: Api | null = null;
  #wanted: { readonly guest: string; readonly memoryMb: number } | null = null;

  /** Keeps `size` of each ready from now on; 0 ends those that wait. */
  keep(size: number, reuse: boolean): void {
    this.#size = size;
    this.#reuse = reuse;
    while (this.#processes.length > size) void this.#processes.pop()?.close();
    while (this.#checkers.length > size) void this.#checkers.pop()?.checker.close();
    this.#fill();
  }

  /** A process with a session in it. Those that wait are prepared for what was asked for last. */
  async openProcess(options: ProcessOptions): Promise<KernelProcess> {
    this.#wanted = { guest: options.guest, memoryMb: options.limits.memoryMb };
    let ready = this.#processes.shift();
    while (ready && !ready.alive) ready = this.#processes.shift();
    const process = ready ?? KernelProcess.spawn();
    this.#busy.add(process);
    this.#later();
    return process.open(options);
  }

  /**
   * Ends a session. Its process waits for the next one where the program said so and nothing went wrong in it, else it
   * ends too.
   */
  async closeProcess(process: KernelProcess, isSound: boolean): Promise<void> {
    const wanted = this.#wanted;
    const hasRoom = () => this.#reuse && this.#processes.length < this.#size;
    const mayStay = isSound && process.alive && hasRoom() && (await process.end());
    this.#busy.delete(process);
    if (!mayStay || !wanted || !hasRoom()) return process.close();
    this.#processes.push(process.prepare(wanted.guest, wanted.memoryMb));
  }

  /** A checker for cells over this API; checkers for the API that was asked for last are kept ready. */
  takeChecker(api: Api): CellChecker {
    this.#api = api;
    const at = this.#checkers.findIndex((spare) => sameApi(spare.api, api));
    const [spare] = at < 0 ? [] : this.#checkers.splice(at, 1);
    this.#later();
    return (spare?.checker ?? warmed(api)).hold();
  }

  #later(): void {
    this.#refill ??= setTimeout(() => {
      this.#refill = null;
      this.#fill();
    }, REFILL_MS).unref();
  }

  #fill(): void {
    const wanted = this.#wanted;
    for (const process of this.#busy) if (!process.alive) this.#busy.delete(process);
    const coming = this.#reuse ? this.#busy.size : 0;
    while (this.#processes.length + coming < this.#size) {
      const process = KernelProcess.spawn();
      this.#processes.push(wanted ? process.prepare(wanted.guest, wanted.memoryMb) : process);
    }
    const api = this.#api;
    while (api && this.#checkers.length < this.#size) this.#checkers.push({ api, checker: warmed(api) });
  }
}

type Api = Readonly<Record<string, string>>;

function warmed(api: Api): CellChecker {
  const checker = new CellChecker(api, true);
  void checker.warm();
  return checker;
}

function sameApi(a: Api, b: Api): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

export const warmPool = new WarmPool();

export interface WarmOptions {
  /**
   * A process whose session ended in order takes the next one, in a new isolate, instead of ending: a fifth of what a
   * session costs. Not where sessions must not trust each other: a cell that broke out of its isolate would find the
   * next session in the same process. Default false.
   */
  readonly reuse?: boolean;
}

/** Keeps `count` sessions ready to start, for programs that open many. 0 ends them. */
export function keepKernelsWarm(count: number, { reuse = false }: WarmOptions = {}): void {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`keepKernelsWarm(${count}): expected a whole number, 0 or more`);
  warmPool.keep(count, reuse);
}
