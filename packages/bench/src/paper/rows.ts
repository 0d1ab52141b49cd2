import type { Category, Mean, Row, Score } from "@spatialclaw/report";
import type { Chosen } from "./choose.ts";
import { average, meanFrom, type Sampled, sampled } from "./means.ts";
import type { Measured } from "./measured.ts";

/** A row with its means; where benchmarks are missing a mean is over those that are there, and says so. */
export function measuredRow({ system, by }: Chosen, categories: readonly Category[]): Row {
  const scores = Object.fromEntries([...by].map(([key, one]) => [key, scoreOf(one)]));
  const parts = new Map([...by].map(([key, one]) => [key, sampledOf(one)]));
  return { ...system, scores, ...meansOf(parts, categories) };
}

export const sampledOf = ({ table, headlines }: Measured): Sampled =>
  sampled(table.benchmark, table.score, table.interval === null ? [] : headlines);

/** Means of a row whose scores are somebody's published ones. */
export function publishedRow(
  system: Pick<Row, "name" | "backbone" | "interface" | "variant" | "origin">,
  published: Readonly<Record<string, number>>,
  categories: readonly Category[],
): Row {
  const known = Object.entries(published);
  const scores = known.map(([key, score]): [string, Score] => [key, { ...PUBLISHED, score }]);
  const parts = new Map(known.map(([key, score]): [string, Sampled] => [key, { score, draws: null }]));
  return { ...system, scores: Object.fromEntries(scores), ...meansOf(parts, categories) };
}

const PUBLISHED: Omit<Score, "score"> = { interval: null, run: null, done: null, selected: null, failed: 0 };

function scoreOf({ run, table }: Measured): Score {
  const { score, interval, done, selected, failed } = table;
  return { score, interval, run, done, selected, failed };
}

type Means = Pick<Row, "categories" | "overBenchmarks" | "overCategories">;

export function meansOf(parts: ReadonlyMap<string, Sampled>, categories: readonly Category[]): Means {
  const all = categories.map(({ key, benchmarks }) => {
    const there = benchmarks.flatMap((one) => parts.get(one.key) ?? []);
    return { key, there, of: benchmarks.length, mean: average(there) };
  });
  const means = all.flatMap(({ mean }) => mean ?? []);
  const there = all.flatMap((one) => one.there);
  const of = all.reduce((sum, one) => sum + one.of, 0);
  return {
    categories: Object.fromEntries(
      all.flatMap(({ key, there, of, mean }): [string, Mean][] =>
        mean ? [[key, meanFrom(mean, there.length, of)]] : [],
      ),
    ),
    overBenchmarks: meanOrNull(average(there), there.length, of),
    overCategories: meanOrNull(average(means), means.length, all.length),
  };
}

const meanOrNull = (mean: Sampled | null, over: number, of: number): Mean | null => mean && meanFrom(mean, over, of);
