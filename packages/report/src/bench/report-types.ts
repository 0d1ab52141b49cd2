import type { PaperTables } from "./paper/types.ts";
import type { RunSetup } from "./types.ts";

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** A mean over samples, 0 to 1. */
export interface Line {
  readonly key: string;
  readonly score: number;
  readonly count: number;
  readonly correct: number;
  /** 95 %; null where there is too little to tell. */
  readonly interval: Bounds | null;
  /** Of the samples of this line. */
  readonly unanswered: number;
  readonly failed: number;
}

/** Somebody's published number, 0 to 1. */
export interface Published {
  readonly system: string;
  readonly model: string;
  readonly score: number;
}

/** One benchmark of one run. */
export interface Table {
  readonly benchmark: string;
  readonly title: string;
  readonly category: string;
  /** The headline. */
  readonly score: number;
  /** What it averages. */
  readonly of: string;
  readonly interval: Bounds | null;
  /** How the interval was made, in words. */
  readonly intervalOf: string;
  readonly micro: number;
  readonly protocol: string;
  readonly selected: number;
  /** Samples with a row. */
  readonly done: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly failed: number;
  /** Samples that the benchmark's metric does not cover. */
  readonly unscored: number;
  readonly measures: Readonly<Record<string, number>>;
  readonly breakdowns: Readonly<Record<string, readonly Line[]>>;
  readonly cost: Cost;
  /** Why samples have no answer, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly published: readonly Published[];
  readonly problems: readonly string[];
}

export interface Cost {
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** null when a price is not known. */
  readonly costUsd: number | null;
  /** Sum over samples, whatever ran at once. */
  readonly ms: number;
  readonly medianMs: number;
  readonly steps: number;
  readonly toolCalls: number;
}

export interface ReportedRun {
  readonly name: string;
  readonly setup: RunSetup;
  /** Servers that answered, with what they call their model. */
  readonly servers: readonly string[];
  readonly createdAt: string;
  readonly tables: readonly Table[];
}

export interface BenchReport {
  readonly format: "spatialclaw-bench-report";
  readonly version: 1;
  readonly runs: readonly ReportedRun[];
  /** Of the published numbers. */
  readonly source: string;
  /** Of a folder of runs that are about the paper's benchmarks. */
  readonly paper?: PaperTables;
}
