import path from "node:path";
import { keepKernelsWarm } from "@spatialclaw/kernel";
import { InputError } from "@spatialclaw/media";
import type { BenchRow } from "@spatialclaw/report";
import { judgeOf, type SafeJudge } from "../benchmark/evaluate.ts";
import type { Sample } from "../benchmark/types.ts";
import { askSample, dropTrace } from "./ask-sample.ts";
import { Claims } from "./claims.ts";
import { CLAIMS_FILE, ROWS_FILE, TRACES_FOLDER, WORKERS_FOLDER } from "./folder.ts";
import { Inputs } from "./input.ts";
import { makeRow } from "./make-row.ts";
import type { Planned } from "./plan.ts";
import { Counter, type Progress } from "./progress.ts";
import { keyOf, RowLog } from "./rows.ts";
import { type AskSetup, answersAlone, type Traces } from "./setup.ts";
import { holds, type Shard } from "./shard.ts";
import { Workers } from "./workers.ts";

export interface WorkOptions {
  readonly folder: string;
  readonly planned: readonly Planned[];
  readonly setup: AskSetup;
  readonly concurrency: number;
  readonly shard: Shard;
  readonly traces: Traces;
  readonly signal: AbortSignal;
  readonly onRow?: (row: BenchRow, progress: Progress) => void;
  readonly onNote?: (line: string) => void;
}

export interface Worked {
  /** Rows that this process wrote. */
  readonly rows: number;
  readonly progress: Progress;
  /** Samples that are still without a row: another process has them in hand, or the data set lost them. */
  readonly elsewhere: number;
}

/** Kernels that wait for their next sample: more would only take memory. */
const MOST_WARM = 4;
/** So many failures in a row, and as many as are under way at once, mean that something is wrong with more than samples. */
const MOST_FAILURES = 20;
const PASSES = 3;

/**
 * Second pass: asks the samples that have no row yet, and those whose last row is a failure, and writes their rows.
 * Ends early when `signal` fires; what is finished is kept. Rejects with InputError when rows cannot be written, or when
 * sample after sample fails.
 */
export async function work(options: WorkOptions): Promise<Worked> {
  const worker = new Work(options);
  try {
    return await worker.run();
  } finally {
    worker.close();
  }
}

interface Job {
  readonly sample: Sample;
  readonly planned: Planned;
  readonly key: string;
}

class Work {
  readonly #options: WorkOptions;
  readonly #workers: Workers;
  readonly #rows: RowLog;
  readonly #claims: Claims;
  readonly #counter: Counter;
  readonly #judges = new Map<Planned, SafeJudge>();
  readonly #inputs = new Map<Planned, Inputs>();
  /** Of this process's part. */
  readonly #keys: ReadonlySet<string>;
  /** Samples with a row that came since this process began: whatever it says, they are settled for it. */
  readonly #fresh = new Set<string>();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #written = 0;
  #failures = 0;

  constructor(options: WorkOptions) {
    const { folder, planned, setup, signal, shard } = options;
    this.#options = options;
    this.#signal = AbortSignal.any([signal, this.#stop.signal]);
    for (const one of planned) {
      this.#judges.set(one, judgeOf(one.benchmark, setup.protocol));
      const { maxFps } = one.benchmark.card.frames;
      this.#inputs.set(one, new Inputs(setup.sampling ?? (maxFps === null ? {} : { maxFps })));
    }
    this.#workers = new Workers(path.join(folder, WORKERS_FOLDER));
    this.#rows = new RowLog(path.join(folder, ROWS_FILE));
    this.#claims = new Claims(path.join(folder, CLAIMS_FILE), this.#workers, this.#rows);
    this.#keys = new Set(planned.flatMap((one) => this.#keysOf(one)));
    this.#counter = new Counter(this.#keys.size);
    for (const key of this.#keys) {
      const settled = this.#rows.settled(key);
      if (settled && settled.status !== "failed") this.#counter.add(settled, false);
    }
    if (this.#rows.torn > 0)
      options.onNote?.(
        `${this.#rows.torn} interrupted lines in ${ROWS_FILE} count for nothing; their samples run again`,
      );
    if (shard.of > 1) options.onNote?.(`part ${shard.part} of ${shard.of}: ${this.#keys.size} samples`);
  }

  async run(): Promise<Worked> {
    const { concurrency, setup } = this.#options;
    if (!answersAlone(setup.interface)) {
      // All of them are this run's own: docs/kernel.md tells what that takes away.
      keepKernelsWarm(Math.min(MOST_WARM, concurrency), { reuse: true });
    }
    try {
      // Whoever had the rest in hand may be gone by the next pass.
      for (let pass = 0; pass < PASSES && this.#hasFree() && !this.#signal.aborted; pass++) {
        await this.#pass();
        this.#refresh();
      }
    } finally {
      keepKernelsWarm(0);
    }
    const open = [...this.#keys].filter((key) => this.#isOpen(key)).length;
    return { rows: this.#written, progress: this.#counter.now, elsewhere: this.#signal.aborted ? 0 : open };
  }

  close(): void {
    this.#claims.close();
    this.#rows.close();
    this.#workers.close();
  }

  async #pass(): Promise<void> {
    const jobs = this.#jobs();
    const lane = async (): Promise<void> => {
      for (let next = await jobs.next(); !next.done; next = await jobs.next()) await this.#do(next.value);
    };
    const lanes = Array.from({ length: this.#options.concurrency }, async () => {
      try {
        await lane();
      } catch (error) {
        this.#stop.abort(error);
        throw error;
      }
    });
    const ended = await Promise.allSettled(lanes);
    const failed = ended.find((one) => one.status === "rejected");
    if (failed) throw this.#stop.signal.reason;
  }

  /** Samples that this process has claimed, as they are wanted. */
  async *#jobs(): AsyncGenerator<Job> {
    for (const planned of this.#options.planned) {
      const { benchmark, places, open } = planned;
      if (!this.#keysOf(planned).some((key) => this.#isOpen(key))) continue;
      const seen = new Set<string>();
      for await (const sample of benchmark.adapter.load(open())) {
        if (this.#signal.aborted) return;
        const place = places.get(sample.id);
        if (place === undefined || !holds(this.#options.shard, place) || seen.has(sample.id)) continue;
        seen.add(sample.id);
        const key = keyOf(benchmark.card.benchmark, sample.id);
        if (!this.#isOpen(key) || !this.#claims.take(key)) continue;
        // It may have been finished before the claim.
        this.#refresh();
        if (this.#isOpen(key)) yield { sample, planned, key };
        if (seen.size === places.size) break;
      }
    }
  }

  async #do({ sample, planned, key }: Job): Promise<void> {
    const { folder, setup, traces } = this.#options;
    const startedAt = new Date().toISOString();
    const name = planned.benchmark.card.benchmark;
    const where = traces === "none" ? null : path.join(folder, TRACES_FOLDER, name);
    const inputs = this.#inputs.get(planned) as Inputs;
    const asked = await askSample(sample, planned.benchmark, setup, { inputs, traces: where, signal: this.#signal });
    const judge = this.#judges.get(planned) as SafeJudge;
    const place = planned.places.get(sample.id) ?? 0;
    const context = { benchmark: name, place, setup, judge, startedAt, worker: this.#workers.id };
    const draft = makeRow(sample, asked, { ...context, trace: null });
    const isCut = asked.end.reason === "aborted" && this.#signal.aborted;
    const keep = where !== null && !isCut && (traces === "all" || !draft.correct);
    if (asked.folder && !keep) await dropTrace(asked.folder);
    if (isCut) return;
    const trace = keep && asked.folder ? path.relative(folder, asked.folder) : null;
    this.#write(key, { ...draft, trace });
  }

  #write(key: string, row: BenchRow): void {
    this.#rows.append(row);
    this.#refresh();
    this.#fresh.add(key);
    this.#written++;
    this.#options.onRow?.(row, this.#counter.now);
    this.#failures = row.status === "failed" ? this.#failures + 1 : 0;
    if (this.#failures >= Math.max(MOST_FAILURES, 2 * this.#options.concurrency))
      throw new InputError(
        `${this.#failures} samples in a row failed, the last one: ${row.error}; go on with --resume when that is mended`,
        "environment",
      );
  }

  #refresh(): void {
    for (const key of this.#rows.refresh()) {
      const settled = this.#rows.settled(key);
      if (settled && this.#keys.has(key) && !this.#fresh.has(key))
        this.#counter.add(settled, settled.worker === this.#workers.id);
      this.#fresh.add(key);
    }
  }

  #isOpen(key: string): boolean {
    const settled = this.#rows.settled(key);
    return !settled || (settled.status === "failed" && !this.#fresh.has(key));
  }

  #hasFree(): boolean {
    return [...this.#keys].some((key) => this.#isOpen(key) && this.#claims.isFree(key));
  }

  #keysOf({ benchmark, places }: Planned): string[] {
    const name = benchmark.card.benchmark;
    return [...places].filter(([, place]) => holds(this.#options.shard, place)).map(([id]) => keyOf(name, id));
  }
}
