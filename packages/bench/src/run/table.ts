import type { BenchRow, Cost, Line, RowStatus, RunBenchmark, Table } from "@spatialclaw/report";
import type { Benchmark } from "../benchmark/define.ts";
import type { Group, Results } from "../benchmark/results.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import { type Entry, type ScoredEntry, scoreEntries } from "./entries.ts";
import { intervalsOf, lineName } from "./intervals.ts";
import { publishedFor } from "./published.ts";

export interface TableInput {
  readonly benchmark: Benchmark;
  readonly described: Pick<RunBenchmark, "title" | "category" | "samples">;
  readonly entries: readonly Entry[];
  readonly protocol: ProtocolName;
  /** Where the entries come from a run: what they cost. */
  readonly rows?: readonly BenchRow[];
  readonly problems?: readonly string[];
  /** Where there are many tables: how many samples all resamples together may sum up. */
  readonly mostWork?: number | undefined;
}

/** Scores entries and sums them up. Samples without an entry are not in it: `done` and `selected` tell. */
export const tableOf = (input: TableInput): Table => resampledTable(input).table;

export interface ResampledTable {
  readonly table: Table;
  /** The headline in each resample. */
  readonly headlines: readonly number[];
}

export function resampledTable(input: TableInput): ResampledTable {
  const { benchmark, described, entries, protocol, rows = [], problems = [], mostWork } = input;
  const scored = scoreEntries(benchmark, entries, protocol);
  const results = benchmark.adapter.aggregate(scored);
  const intervals = intervalsOf(benchmark, scored, results, mostWork);
  const count = (status: RowStatus): number => entries.filter((entry) => entry.status === status).length;
  const unanswered = countsBy(benchmark, scored, "unanswered");
  const failed = countsBy(benchmark, scored, "failed");
  const lines = ([table, groups]: [string, readonly Group[]]): [string, Line[]] => [
    table,
    groups.map(({ key, ...group }) => ({
      key,
      ...group,
      interval: intervals.lines.get(lineName(table, key)) ?? null,
      unanswered: unanswered.get(lineName(table, key)) ?? 0,
      failed: failed.get(lineName(table, key)) ?? 0,
    })),
  ];
  const table: Table = {
    benchmark: benchmark.card.benchmark,
    title: described.title,
    category: described.category,
    score: results.score,
    of: results.of,
    interval: intervals.headline,
    intervalOf: intervals.of,
    micro: results.micro,
    protocol,
    selected: described.samples,
    done: entries.length,
    answered: count("answered"),
    unanswered: count("unanswered"),
    failed: count("failed"),
    unscored: results.unscored,
    measures: results.measures,
    breakdowns: Object.fromEntries(Object.entries(results.breakdowns).map(lines)),
    cost: costOf(rows),
    reasons: reasonsIn(rows),
    published: publishedFor(benchmark.card.benchmark),
    problems: [...problems, ...results.problems, ...faults(results)],
  };
  return { table, headlines: intervals.headlines };
}

/** How many samples of each line have a status: the benchmark's own tables count them, as if that were being right. */
function countsBy({ adapter }: Benchmark, scored: readonly ScoredEntry[], status: RowStatus): Map<string, number> {
  const marked = scored.map(({ sample, verdict, status: own }) => {
    const correct = own === status;
    return { sample, verdict: { ...verdict, correct, score: verdict.score === null ? null : Number(correct) } };
  });
  const { breakdowns } = adapter.aggregate(marked);
  return new Map(
    Object.entries(breakdowns).flatMap(([table, groups]) =>
      groups.map(({ key, correct }) => [lineName(table, key), correct] as const),
    ),
  );
}

function costOf(rows: readonly BenchRow[]): Cost {
  const sum = (value: (row: BenchRow) => number): number => rows.reduce((total, row) => total + value(row), 0);
  const prices = rows.map(({ usage }) => usage.costUsd);
  const times = rows.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    inputTokens: sum(({ usage }) => usage.inputTokens),
    cachedTokens: sum(({ usage }) => usage.cachedTokens),
    outputTokens: sum(({ usage }) => usage.outputTokens),
    costUsd: prices.includes(null) ? null : sum(({ usage }) => usage.costUsd ?? 0),
    ms: sum(({ ms }) => ms),
    medianMs: times[times.length >> 1] ?? 0,
    steps: sum(({ steps }) => steps),
    toolCalls: sum(({ toolCalls }) => toolCalls),
  };
}

function reasonsIn(rows: readonly BenchRow[]): Table["reasons"] {
  const without = rows.filter(({ status }) => status !== "answered");
  return [...Map.groupBy(without, ({ reason }) => reason)]
    .map(([reason, of]) => ({ reason, count: of.length }))
    .sort((a, b) => b.count - a.count);
}

const faults = ({ failures }: Results): string[] =>
  failures > 0
    ? [`${failures} samples could not be scored, by a fault of the data set or of its scorer; they count as 0`]
    : [];
