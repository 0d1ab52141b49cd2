import type { Bounds } from "@spatialclaw/report";
import type { Benchmark } from "../benchmark/define.ts";
import type { Results } from "../benchmark/results.ts";
import { intervalOf, meanInterval, RESAMPLES, resamplesOf } from "../stats/index.ts";
import type { ScoredEntry } from "./entries.ts";

/** Samples that are summed up again and again in all: some seconds. */
const MOST_WORK = 10_000_000;
const FEWEST = 1000;

export interface Intervals {
  readonly headline: Bounds | null;
  /** How that was made, in words. */
  readonly of: string;
  /** The headline in each resample. */
  readonly headlines: readonly number[];
  /** By table and line. */
  readonly lines: ReadonlyMap<string, Bounds>;
}

export const lineName = (table: string, key: string): string => `${table}\0${key}`;

/**
 * 95 % percentile intervals by resampling. What belongs together is drawn together (`cluster`); else samples are drawn,
 * within their type of question where the headline averages groups, so that no group comes out empty.
 */
export function intervalsOf(
  benchmark: Benchmark,
  scored: readonly ScoredEntry[],
  results: Results,
  mostWork: number = MOST_WORK,
): Intervals {
  const { cluster, aggregate } = benchmark.adapter;
  const withScore = scored.filter(({ verdict }) => verdict.score !== null);
  const isMean = results.of === "samples" && results.score === results.micro;
  const resamples = Math.max(FEWEST, Math.min(RESAMPLES, Math.floor(mostWork / Math.max(1, scored.length))));
  const units = cluster
    ? [[...Map.groupBy(scored, ({ sample }) => cluster(sample)).values()]]
    : strataOf(scored, isMean).map((stratum) => stratum.map((one) => [one]));
  const headlines: number[] = [];
  const lines = new Map<string, number[]>();
  for (const drawn of scored.length > 1 ? resamplesOf(units, { resamples }) : []) {
    const { score, breakdowns } = aggregate(drawn);
    headlines.push(score);
    for (const [table, groups] of Object.entries(breakdowns))
      for (const { key, score: mean, count } of groups) {
        const name = lineName(table, key);
        const values = lines.get(name) ?? [];
        if (count > 0) values.push(mean);
        lines.set(name, values);
      }
  }
  const bounds = [...lines].flatMap(([name, values]) => {
    const found = values.length > FEWEST / 2 ? intervalOf(values) : null;
    return found ? [[name, found] as const] : [];
  });
  const what = cluster ? "groups of samples" : isMean ? "samples" : "samples within their type of question";
  if (!isMean)
    return {
      headline: headlines.length > 0 ? intervalOf(headlines) : null,
      headlines,
      of: `${resamples.toLocaleString("en-US")} resamples of ${what}`,
      lines: new Map(bounds),
    };
  // A plain mean is cheap to draw.
  const more = mostWork < MOST_WORK ? resamples : RESAMPLES;
  const headline = meanInterval(
    withScore.map(({ verdict }) => verdict.score as number),
    cluster ? withScore.map(({ sample }) => cluster(sample)) : null,
    { resamples: more },
  );
  return {
    headline,
    headlines,
    of: `${more.toLocaleString("en-US")} resamples of ${what}`,
    lines: new Map(bounds),
  };
}

function strataOf(scored: readonly ScoredEntry[], isMean: boolean): ScoredEntry[][] {
  return isMean ? [[...scored]] : [...Map.groupBy(scored, ({ sample }) => sample.questionType).values()];
}
