import type { Attribution, Usage } from "@spatialclaw/agent";
import type { Bounds } from "../report-types.ts";

/** Why one run answers questions that another does not, as a judge saw it. */
export interface AttributionReport {
  readonly format: "spatialclaw-bench-attribution";
  readonly version: 1;
  readonly a: AttributedRun;
  readonly b: AttributedRun;
  readonly judge: string;
  /** Questions that a answered rightly and b wrongly, and the other way round. */
  readonly wins: readonly [a: Wins, b: Wins];
  readonly usage: Usage;
  /** What the publication found for code against another interface; shares. */
  readonly published: Readonly<Record<Attribution, number>> & { readonly judge: string };
  readonly source: string;
}

export interface AttributedRun {
  readonly name: string;
  readonly model: string;
  readonly interface: string;
}

export interface Wins {
  /** All such questions. */
  readonly questions: number;
  /** Of these: no trace of both runs was kept, and not judged for another reason. */
  readonly untraced: number;
  readonly open: number;
  /** Judged, but the reply named no category. */
  readonly unclear: number;
  readonly causes: readonly Cause[];
  readonly byBenchmark: readonly { readonly title: string; readonly counts: Readonly<Record<Attribution, number>> }[];
}

export interface Cause {
  readonly attribution: Attribution;
  readonly count: number;
  /** Of the questions with a category; null where there is none. */
  readonly share: number | null;
  readonly interval: Bounds | null;
}
