/** How tries follow each other. */
export interface Pace {
  /** Before the second try at most; doubles with each further one. */
  readonly backoffMs: number;
  /** The most that one request waits in all, however long a server asks to be left alone. */
  readonly maxWaitMs: number;
  /** What may still follow a reply that is complete: its usage. */
  readonly tailMs: number;
}

export const PACE: Pace = { backoffMs: 500, maxWaitMs: 300_000, tailMs: 5_000 };

/** Replies that hold nothing are asked for again this often. */
export const EMPTY_REPLIES = 2;

const LONGEST_BACKOFF_MS = 30_000;

/** Anything up to the exponential step, so that requests which failed together do not come back together. */
export function fullJitter(attempt: number, baseMs: number): number {
  return Math.random() * Math.min(LONGEST_BACKOFF_MS, baseMs * 2 ** Math.min(attempt - 1, 20));
}

/** Rejects with the signal's reason as soon as it fires; leaves no timer behind. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end);
  });
}

/** The promise's outcome, or the signal's reason as soon as it fires. */
export function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
