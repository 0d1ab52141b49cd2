import type { Bounds } from "../report-types.ts";

/** What of the cell API a run had: all of it, or an ablation. */
export type Variant = "full" | "no-utility" | "no-perception";

/** Who answered how: a row of a table. */
export interface System {
  /** For people: "gemma-4-31B-it, code". */
  readonly name: string;
  readonly backbone: string;
  /** An action interface of this system, or another system's key. */
  readonly interface: string;
  readonly variant: Variant;
  readonly origin: "measured" | "published";
}

/** One benchmark of a row. */
export interface Score {
  readonly score: number;
  /** null: published, or too little to tell. */
  readonly interval: Bounds | null;
  /** Name of the run that counts; null: published. */
  readonly run: string | null;
  /** Samples with a row, of those that the run is about; null: published. */
  readonly done: number | null;
  readonly selected: number | null;
  /** Of `done`, those that could not be asked. */
  readonly failed: number;
}

/** A mean over benchmarks, or over categories. */
export interface Mean {
  readonly score: number;
  readonly interval: Bounds | null;
  /** How many it is over, and how many it would be over with all runs there. */
  readonly over: number;
  readonly of: number;
}

export interface Row extends System {
  /** By benchmark; what is not there has no run. */
  readonly scores: Readonly<Record<string, Score>>;
  /** By category. */
  readonly categories: Readonly<Record<string, Mean>>;
  readonly overBenchmarks: Mean | null;
  readonly overCategories: Mean | null;
}

/** Rows over the same benchmarks, so that their means may be compared. */
export interface Group {
  readonly backbone: string;
  readonly origin: System["origin"];
  /** The benchmarks that all rows have; null: the publication does not name them. */
  readonly benchmarks: readonly string[] | null;
  readonly lines: readonly GroupLine[];
}

export interface GroupLine {
  readonly system: System;
  readonly categories: Readonly<Record<string, Mean>>;
  readonly mean: Mean;
  /** Against the first line, with the interval of the difference. */
  readonly gain: { readonly score: number; readonly interval: Bounds | null } | null;
}

export interface AgentLine {
  readonly system: System;
  readonly categories: Readonly<Record<string, Mean>>;
  readonly mean: Mean;
  readonly note: string | null;
}

/** Benchmarks that a row lacks or has in part, and how to run them. */
export interface Gap {
  readonly system: System;
  readonly missing: readonly string[];
  readonly unfinished: readonly { readonly benchmark: string; readonly run: string; readonly left: number }[];
  readonly command: string | null;
}

export interface Category {
  readonly key: string;
  readonly title: string;
  readonly benchmarks: readonly { readonly key: string; readonly title: string }[];
}

/** The paper's tables from runs of one's own, beside the paper's figures. */
export interface PaperTables {
  readonly categories: readonly Category[];
  /** Backbones without tools and with code: Table 1. */
  readonly rows: readonly Row[];
  readonly interfaces: readonly Group[];
  readonly agents: readonly AgentLine[];
  readonly ablations: readonly Group[];
  readonly gaps: readonly Gap[];
  /** One line each: runs that count for nothing, and rows whose runs are not alike. */
  readonly notes: readonly string[];
  /** Of the bootstrap behind intervals of means. */
  readonly resamples: number;
}
