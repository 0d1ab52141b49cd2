import type { Facts, Meta } from "./types.ts";
import type { Verdict } from "./verdict.ts";

export interface Scored<M extends Meta = Meta> {
  readonly sample: Facts<M>;
  readonly verdict: Verdict;
}

/** A line of a table. */
export interface Group {
  readonly key: string;
  /** Mean score, 0 to 1; 0 for an empty group. */
  readonly score: number;
  readonly correct: number;
  readonly count: number;
}

export interface Results {
  /** The benchmark's headline number, 0 to 1. */
  readonly score: number;
  /** What the headline averages. */
  readonly of: string;
  /** Samples with a score. */
  readonly samples: number;
  readonly correct: number;
  /** Mean score over samples, whatever the headline averages. */
  readonly micro: number;
  /** Samples that the benchmark's metric does not cover. */
  readonly unscored: number;
  /** Replies in which no answer was found. */
  readonly blank: number;
  /** Samples whose reply, or whose own answer, could not be scored; counted as 0. */
  readonly failures: number;
  /** Numbers of the benchmark's own. */
  readonly measures: Readonly<Record<string, number>>;
  readonly breakdowns: Readonly<Record<string, readonly Group[]>>;
  /** One line each: what was wrong with the set of samples. */
  readonly problems: readonly string[];
}

/** Never throws; what is wrong with the samples is in `problems`. */
export type Aggregate<M extends Meta = Meta> = (scored: readonly Scored<M>[]) => Results;
