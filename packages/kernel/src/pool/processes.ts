import { KernelProcess, type ProcessOptions } from "../process/host.ts";
import { Boots } from "./boots.ts";
import { Idle } from "./idle.ts";

/** How long a process waits for the next session of its origin. */
const IDLE_MS = 3000;

/** Nothing was in the process yet. */
const CLEAN = Symbol("clean");
/** The origin of all sessions of a program that has said so. */
const PROGRAM = Symbol("program");
type Origin = string | symbol;

const isClean = (origin: Origin) => origin === CLEAN;
const isProgram = (origin: Origin) => origin === PROGRAM;

export interface Opening {
  /** See KernelOptions. */
  readonly origin?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Kernel processes from one session to the next. A process only ever has sessions of one origin in it, one after the
 * other, each in a new isolate; and none after one in which something was cut off.
 */
export class Processes {
  readonly #waiting = new Idle<Origin, KernelProcess>((process) => void process.close());
  /** With a session in them. */
  readonly #busy = new Map<KernelProcess, Origin>();
  readonly #boots = new Boots();
  #size = 0;
  #reuse = false;
  #wanted: { readonly guest: string; readonly memoryMb: number } | null = null;

  /** How many are kept ready from now on, and whether all sessions are of one origin. */
  keep(size: number, reuse: boolean): void {
    this.#size = size;
    this.#reuse = reuse;
    this.#waiting.trim(reuse ? size : 0, isProgram);
    this.#waiting.trim(size, isClean);
  }

  /** A process with a session in it. Those that wait are prepared for what was asked for last. */
  async open(options: ProcessOptions, { origin, signal }: Opening): Promise<KernelProcess> {
    this.#wanted = { guest: options.guest, memoryMb: options.limits.memoryMb };
    const of = this.#reuse ? PROGRAM : (origin ?? CLEAN);
    const ready = this.#take(of) ?? this.#take(CLEAN);
    if (ready) return this.#begin(ready, of, options);
    // Meanwhile one may have come back.
    return this.#boots.take(() => this.#begin(this.#take(of) ?? KernelProcess.spawn(), of, options), signal);
  }

  /** Ends a session, and its process where no other session may follow. */
  async close(process: KernelProcess, isSound: boolean): Promise<void> {
    const origin = this.#busy.get(process) ?? CLEAN;
    const mayStay = isSound && process.alive && this.#hasRoom(origin) && (await process.end());
    this.#busy.delete(process);
    const wanted = this.#wanted;
    // While the session ended, others may have taken the room.
    if (!mayStay || !wanted || !this.#hasRoom(origin)) return process.close();
    this.#waiting.put(origin, process.prepare(wanted.guest, wanted.memoryMb), origin === PROGRAM ? null : IDLE_MS);
  }

  /** Boots what is missing of those that are kept. */
  fill(): void {
    const wanted = this.#wanted;
    for (const process of this.#busy.keys()) if (!process.alive) this.#busy.delete(process);
    const coming = this.#reuse ? this.#busy.size + this.#waiting.count(isProgram) : 0;
    for (let missing = this.#size - this.#waiting.count(isClean) - coming; missing > 0; missing--) {
      const process = KernelProcess.spawn();
      this.#waiting.put(CLEAN, wanted ? process.prepare(wanted.guest, wanted.memoryMb) : process, null);
    }
  }

  async #begin(process: KernelProcess, origin: Origin, options: ProcessOptions): Promise<KernelProcess> {
    this.#busy.set(process, origin);
    return process.open(options);
  }

  #take(origin: Origin): KernelProcess | null {
    let found = this.#waiting.take((key) => key === origin);
    while (found && !found.alive) found = this.#waiting.take((key) => key === origin);
    return found;
  }

  #hasRoom(origin: Origin): boolean {
    if (origin === PROGRAM) return this.#reuse && this.#waiting.count(isProgram) < this.#size;
    return origin !== CLEAN;
  }
}
