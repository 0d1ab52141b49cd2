import { Failure } from "./failure.ts";

export interface Deadlines {
  /** Until the first piece of a reply, and from each to the next. */
  readonly firstTokenMs: number;
  readonly totalMs: number;
  /** What may still follow a reply that is complete: its usage. */
  readonly tailMs: number;
}

/** Node's timers take no more. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock over one try: its signal fires when the caller's does and when a deadline has passed. */
export class Watch {
  readonly #caller: AbortSignal | undefined;
  readonly #controller = new AbortController();
  readonly #deadlines: Deadlines;
  readonly #total: NodeJS.Timeout;
  #idle: NodeJS.Timeout | null = null;
  #heard = false;
  #complete = false;
  /** The deadline that has passed. */
  failure: Failure | null = null;

  /** @param streams false: the reply comes in one piece, so that only the total counts. */
  constructor(caller: AbortSignal | undefined, deadlines: Deadlines, streams: boolean) {
    this.#caller = caller;
    this.#deadlines = deadlines;
    const { firstTokenMs, totalMs } = deadlines;
    this.#total = setTimeout(() => this.#fail(tooLong(totalMs)), Math.min(totalMs, LONGEST_MS));
    if (streams) this.#idle = setTimeout(() => this.#fail(this.#silence()), Math.min(firstTokenMs, LONGEST_MS));
    caller?.addEventListener("abort", this.#abort);
    if (caller?.aborted) this.#abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** A piece of the reply has come. */
  heard(): void {
    this.#heard = true;
    this.#idle?.refresh();
  }

  /** The reply is complete; its end has yet to be read. */
  complete(): void {
    if (this.#complete) return;
    this.#complete = true;
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#controller.abort(), this.#deadlines.tailMs);
  }

  close(): void {
    clearTimeout(this.#total);
    if (this.#idle) clearTimeout(this.#idle);
    this.#caller?.removeEventListener("abort", this.#abort);
    // Whatever is still open belongs to nobody now.
    this.#controller.abort();
  }

  readonly #abort = (): void => this.#controller.abort();

  #fail(failure: Failure): void {
    this.failure = failure;
    this.#controller.abort();
  }

  #silence(): Failure {
    const { firstTokenMs } = this.#deadlines;
    return new Failure(
      this.#heard
        ? `fell silent in its reply for ${seconds(firstTokenMs)}`
        : `began no reply within ${seconds(firstTokenMs)}`,
      { passes: true, way: "see the server's log, or wait longer with --first-token-timeout" },
    );
  }
}

/** What took that long once will do so again. */
function tooLong(totalMs: number): Failure {
  return new Failure(`did not finish its reply within ${seconds(totalMs)}`, {
    way: "ask for less with max_tokens in a model file, or wait longer with --reply-timeout",
  });
}

export function seconds(ms: number): string {
  return `${ms < 10_000 ? Number((ms / 1000).toPrecision(2)) : Math.round(ms / 1000)} s`;
}
