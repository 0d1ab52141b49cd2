import type { Bounds } from "./report-types.ts";

/** Two runs over the samples that both have, one benchmark. */
export interface Comparison {
  readonly benchmark: string;
  readonly title: string;
  readonly common: number;
  /** Samples that only one of them has; they count for nothing. */
  readonly onlyInA: number;
  readonly onlyInB: number;
  /** Headlines over the common samples. */
  readonly a: number;
  readonly b: number;
  /** Mean score over samples of b minus that of a; with its 95 % interval. */
  readonly difference: number;
  readonly interval: Bounds | null;
  readonly test: "exact McNemar" | "paired bootstrap";
  /** null where nothing can be told. */
  readonly p: number | null;
  /** Samples whose score rose and fell, and those whose answer changed at all. */
  readonly better: number;
  readonly worse: number;
  readonly changed: number;
}
