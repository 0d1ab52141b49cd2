import path from "node:path";
import type { BenchRow, Comparison } from "@spatialclaw/report";
import type { Benchmark } from "../benchmark/define.ts";
import { openBenchmark } from "../benchmark/open.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import { mcnemar, pairedBootstrap } from "../stats/index.ts";
import { entryOf, type ScoredEntry, scoreEntries } from "./entries.ts";
import { ROWS_FILE, readRun } from "./folder.ts";
import { readRows } from "./rows.ts";

export interface Compared {
  readonly comparisons: readonly Comparison[];
  /** One line each. */
  readonly problems: readonly string[];
}

/** Two runs, benchmark by benchmark, over the samples that both have. Rejects with InputError. */
export async function compareRuns(folderA: string, folderB: string, protocol?: ProtocolName): Promise<Compared> {
  const [a, b] = [readFolder(folderA), readFolder(folderB)];
  const comparisons: Comparison[] = [];
  const problems = [...a.problems, ...b.problems];
  for (const { key, source, title } of a.run.benchmarks) {
    const rowsA = a.rows.filter((row) => row.benchmark === key);
    const rowsB = b.rows.filter((row) => row.benchmark === key);
    if (rowsB.length === 0) problems.push(`${key} is in ${folderA} only`);
    else if (rowsA.length > 0) {
      const by = protocol ?? (rowsA[0]?.protocol as ProtocolName);
      comparisons.push(compare(await openBenchmark(source), title, { rows: rowsA, by }, { rows: rowsB, by }));
    }
  }
  for (const { key } of b.run.benchmarks)
    if (!a.run.benchmarks.some((one) => one.key === key)) problems.push(`${key} is in ${folderB} only`);
  return { comparisons, problems };
}

interface Side {
  readonly rows: readonly BenchRow[];
  readonly by: ProtocolName;
}

function compare(benchmark: Benchmark, title: string, sideA: Side, sideB: Side): Comparison {
  const [a, b] = [scoresOf(benchmark, sideA), scoresOf(benchmark, sideB)];
  const common = [...a.keys()].filter((id) => b.has(id));
  const [first, second] = [a, b].map((side) => common.map((id) => side.get(id) as ScoredEntry)) as [
    ScoredEntry[],
    ScoredEntry[],
  ];
  const both = common.flatMap((_, i) => {
    const [p, q] = [first[i] as ScoredEntry, second[i] as ScoredEntry];
    return p.verdict.score === null || q.verdict.score === null
      ? []
      : [{ p, q, from: p.verdict.score, to: q.verdict.score }];
  });
  const { cluster, aggregate } = benchmark.adapter;
  const labels = cluster ? both.map(({ p }) => cluster(p.sample)) : null;
  const from = both.map((one) => one.from);
  const to = both.map((one) => one.to);
  const paired = both.length > 0 ? pairedBootstrap(from, to, labels) : { difference: 0, interval: null, p: null };
  // What stands or falls together is no series of independent coin tosses.
  const tosses = labels === null && [...from, ...to].every((score) => score === 0 || score === 1);
  return {
    benchmark: benchmark.card.benchmark,
    title,
    common: both.length,
    onlyInA: a.size - common.length,
    onlyInB: b.size - common.length,
    a: aggregate(first).score,
    b: aggregate(second).score,
    difference: paired.difference,
    interval: paired.interval,
    test: tosses ? "exact McNemar" : "paired bootstrap",
    p: tosses ? mcnemar(from.map(Boolean), to.map(Boolean)).p : paired.p,
    better: both.filter((one) => one.to > one.from).length,
    worse: both.filter((one) => one.to < one.from).length,
    changed: both.filter(({ p, q }) => p.verdict.extracted !== q.verdict.extracted).length,
  };
}

function scoresOf(benchmark: Benchmark, { rows, by }: Side): Map<string, ScoredEntry> {
  const scored = scoreEntries(benchmark, rows.map(entryOf), by);
  return new Map(scored.map((entry) => [entry.sample.id, entry]));
}

function readFolder(folder: string) {
  const run = readRun(folder);
  return { run, ...readRows(path.join(folder, ROWS_FILE)) };
}
