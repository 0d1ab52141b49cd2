import type { GuestHost, Json } from "@spatialclaw/kernel";
import type { HostSide } from "./host-side.ts";

/** Thrown through the guest where it has to wait; nothing of it is caught on the way. */
class Suspended extends Error {
  readonly until: Promise<void>;
  constructor(until: Promise<void>) {
    super("the cell API waits for the host here; call it inside scene.run(…) and do not catch this");
    this.until = until;
  }
}

interface Call {
  readonly key: string;
  /** null while the host works. */
  outcome: { readonly value: Json } | { readonly error: unknown } | null;
}

/** One piece of work with the guest, from its first attempt to its result. */
interface Work {
  readonly calls: Call[];
  readonly signal: AbortSignal;
  next: number;
  notes: string[];
  shown: Json[];
}

export interface Done<T> {
  readonly value: T;
  /** What the guest printed and showed. */
  readonly notes: readonly string[];
  readonly shown: readonly Json[];
}

/**
 * The host of a guest that runs in this very process, where a synchronous call cannot wait for an asynchronous one:
 * the call is started and the guest given up; when the result is there the guest runs again, finds all earlier results
 * in order, and gets one call further. Guest code does the same each time it gets the same results.
 */
export class SuspendingHost implements GuestHost {
  readonly init: Json;
  readonly #side: HostSide;
  #work: Work | null = null;

  constructor(side: HostSide) {
    this.#side = side;
    this.init = side.init as unknown as Json;
  }

  /** Runs until it needs nothing more of the host. */
  async complete<T>(guest: () => T, signal: AbortSignal): Promise<Done<T>> {
    const work: Work = { calls: [], signal, next: 0, notes: [], shown: [] };
    for (;;) {
      signal.throwIfAborted();
      Object.assign(work, { next: 0, notes: [], shown: [] });
      this.#work = work;
      try {
        return { value: guest(), notes: work.notes, shown: work.shown };
      } catch (error) {
        if (!(error instanceof Suspended)) throw error;
        this.#work = null;
        await error.until;
      } finally {
        this.#work = null;
      }
    }
  }

  call(name: string, args: Json): Json {
    const work = this.#work;
    if (!work) throw new Error(`${name} needs the host; call it inside scene.run(…)`);
    const key = `${name} ${JSON.stringify(args)}`;
    const known = work.calls[work.next++];
    if (!known) throw new Suspended(this.#start(work, key, name, args));
    if (known.key !== key)
      throw new Error(
        `the work given to scene.run(…) does not repeat itself: it called ${name} where it had not before`,
      );
    const { outcome } = known;
    if (!outcome) throw new Error(`${name} is still at work`);
    if ("error" in outcome) throw outcome.error;
    // As over a wire: nobody can change what an earlier attempt saw.
    return structuredClone(outcome.value) as Json;
  }

  page(id: string): Uint8Array {
    const page = this.#side.page(id);
    // Its numbers are read in place, which needs an address that 8 divides.
    return page.byteOffset % 8 === 0 ? page : page.slice();
  }

  print(text: string): void {
    this.#work?.notes.push(text);
  }

  show(item: Json): void {
    this.#work?.shown.push(item);
  }

  record(): void {}

  answer(): never {
    throw new Error("ReturnAnswer belongs into a cell; a program has its value already");
  }

  setFormatter(): void {}

  define(): void {}

  async #start(work: Work, key: string, name: string, args: Json): Promise<void> {
    const call: Call = { key, outcome: null };
    work.calls.push(call);
    try {
      call.outcome = { value: await this.#side.tools.call(name, args, work.signal) };
    } catch (error) {
      call.outcome = { error };
    }
  }
}
