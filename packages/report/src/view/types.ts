import type { BenchRow, BenchRun } from "../bench/types.ts";

/** Reads runs of the benchmark; `bench` has the code for it, and this package lies above that. */
export interface BenchReader {
  /** Throws a line for a person. */
  readRun(folder: string): BenchRun;
  readRows(folder: string): { readonly rows: readonly BenchRow[]; readonly problems: readonly string[] };
}

/** It comes with much else: whoever sees a run loads it. */
export type LoadBench = () => Promise<BenchReader>;

/** `running` and `unfinished` have no end yet; the latter has not been written to for a while. */
export type EntryStatus = "answered" | "unanswered" | "failed" | "running" | "unfinished" | "unreadable";

/** One question that was asked: a line of the list. */
export interface Entry {
  /** Stays the same while the server runs and after it: the trace's folder, or the row of a bench run. */
  readonly id: string;
  /** Folder of the bench run, relative to what is viewed; null: asked by itself. */
  readonly run: string | null;
  /** Names the sample among those of all benchmarks; null: it is none. */
  readonly sample: string | null;
  readonly question: string;
  readonly benchmark: string | null;
  readonly type: string | null;
  readonly status: EntryStatus;
  /** How it ended, or why it cannot be read. */
  readonly reason: string;
  readonly isRight: boolean | null;
  readonly answer: string | null;
  readonly truth: string | null;
  readonly interface: string;
  readonly model: string;
  readonly steps: number;
  /** Cells that failed; null: there is no trace that tells. */
  readonly errors: number | null;
  readonly ms: number;
  readonly tokens: number;
  readonly costUsd: number | null;
  readonly startedAt: string;
  /** Folder of the trace, relative to what is viewed; null: none was kept. */
  readonly trace: string | null;
}
