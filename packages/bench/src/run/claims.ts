import { LineLog } from "./line-log.ts";
import type { Workers } from "./workers.ts";

/** What is done already. */
export interface Written {
  settled(key: string): { readonly worker: string } | undefined;
}

/**
 * Who works on which sample: `claims.jsonl`. A claim is a line; of the claims to a sample the first one counts that is
 * not void, and since appending puts all lines into one order, all processes agree on which that is. A claim is void
 * when its process is gone, or has written the sample's row.
 */
export class Claims {
  readonly #log: LineLog;
  readonly #workers: Workers;
  readonly #rows: Written;
  readonly #claims = new Map<string, string[]>();

  constructor(file: string, workers: Workers, rows: Written) {
    this.#log = new LineLog(file);
    this.#workers = workers;
    this.#rows = rows;
    this.#read();
  }

  /** Whether the sample is this process's now. */
  take(key: string): boolean {
    this.#read();
    if (this.#holder(key) !== null) return false;
    this.#log.append({ sample: key, worker: this.#workers.id });
    this.#read();
    return this.#holder(key) === this.#workers.id;
  }

  isFree(key: string): boolean {
    this.#read();
    return this.#holder(key) === null;
  }

  close(): void {
    this.#log.close();
  }

  #holder(key: string): string | null {
    const claims = this.#claims.get(key) ?? [];
    const writer = this.#rows.settled(key)?.worker;
    return claims.find((worker) => worker !== writer && this.#workers.isAlive(worker)) ?? null;
  }

  #read(): void {
    for (const { sample, worker } of this.#log.next()) {
      if (typeof sample !== "string" || typeof worker !== "string") continue;
      const claims = this.#claims.get(sample);
      if (claims) claims.push(worker);
      else this.#claims.set(sample, [worker]);
    }
  }
}
