import type { BenchRow } from "@spatialclaw/report";

/** How far a run is. */
export interface Progress {
  /** Samples of this process's part. */
  readonly total: number;
  /** Of these, with a row; those that failed and are to be tried again not counted. */
  readonly done: number;
  readonly failed: number;
  readonly unanswered: number;
  /** Mean score so far, of samples that have one; null: none yet. */
  readonly score: number | null;
  /** Samples a second that this process finished; null: none yet. */
  readonly rate: number | null;
  /** null: not known yet. */
  readonly secondsLeft: number | null;
}

/** Counts the rows of a run as they come, this process's and others'. */
export class Counter {
  readonly #total: number;
  readonly #began = performance.now();
  #own = 0;
  #done = 0;
  #failed = 0;
  #unanswered = 0;
  #sum = 0;
  #scored = 0;

  constructor(total: number) {
    this.#total = total;
  }

  add({ status, score }: Pick<BenchRow, "status" | "score">, own: boolean): void {
    this.#done++;
    if (own) this.#own++;
    if (status === "failed") this.#failed++;
    if (status === "unanswered") this.#unanswered++;
    if (score === null) return;
    this.#sum += score;
    this.#scored++;
  }

  get now(): Progress {
    const seconds = (performance.now() - this.#began) / 1000;
    const rate = this.#own > 0 && seconds > 0 ? this.#own / seconds : null;
    return {
      total: this.#total,
      done: this.#done,
      failed: this.#failed,
      unanswered: this.#unanswered,
      score: this.#scored > 0 ? this.#sum / this.#scored : null,
      rate,
      secondsLeft: rate === null ? null : (this.#total - this.#done) / rate,
    };
  }
}
