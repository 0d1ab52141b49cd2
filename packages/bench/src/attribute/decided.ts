import { existsSync } from "node:fs";
import path from "node:path";
import { TRACE_FILE } from "@spatialclaw/agent";
import type { BenchRow, BenchRun } from "@spatialclaw/report";
import { openBenchmark } from "../benchmark/open.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import { entryOf, scoreEntries } from "../run/entries.ts";
import { ROWS_FILE, readRun } from "../run/folder.ts";
import { readRows } from "../run/rows.ts";

/** Scores that lie so far apart decide a question: all or nothing where answers are right or wrong. */
const DECIDES = 0.5;

/** A question that one run answered rightly and the other wrongly. */
export interface Decided {
  /** Also says who was right. */
  readonly key: string;
  readonly benchmark: string;
  readonly title: string;
  readonly right: "a" | "b";
  readonly rows: { readonly a: BenchRow; readonly b: BenchRow };
  /** Folders of the traces; null: not kept. */
  readonly traces: { readonly a: string | null; readonly b: string | null };
}

export interface DecidedQuestions {
  readonly a: BenchRun;
  readonly b: BenchRun;
  readonly questions: readonly Decided[];
  /** Samples that both runs have. */
  readonly common: number;
  readonly problems: readonly string[];
}

/** Rejects with InputError for a folder that holds no run. */
export async function decidedQuestions(
  folderA: string,
  folderB: string,
  protocol?: ProtocolName,
): Promise<DecidedQuestions> {
  const [a, b] = [readFolder(folderA), readFolder(folderB)];
  const questions: Decided[] = [];
  let common = 0;
  for (const { key, source, title } of a.run.benchmarks) {
    const [rowsA, rowsB] = [a, b].map(({ rows }) => rows.filter((row) => row.benchmark === key));
    if (!rowsA?.length || !rowsB?.length) continue;
    const benchmark = await openBenchmark(source);
    const by = protocol ?? (rowsA[0]?.protocol as ProtocolName);
    const scores = (rows: readonly BenchRow[]): Map<string, number | null> =>
      new Map(scoreEntries(benchmark, rows.map(entryOf), by).map(({ sample, verdict }) => [sample.id, verdict.score]));
    const [scoresA, scoresB] = [scores(rowsA), scores(rowsB)];
    const others = new Map(rowsB.map((row) => [row.sampleId, row]));
    for (const row of rowsA) {
      const other = others.get(row.sampleId);
      const [p, q] = [scoresA.get(row.sampleId) ?? null, scoresB.get(row.sampleId) ?? null];
      if (!other || p === null || q === null) continue;
      common++;
      // A sample that could not be asked says nothing about a way of acting.
      if (Math.abs(p - q) < DECIDES || row.status === "failed" || other.status === "failed") continue;
      const right = p > q ? "a" : "b";
      questions.push({
        key: [key, row.sampleId, right].join("\0"),
        benchmark: key,
        title,
        right,
        rows: { a: row, b: other },
        traces: { a: traceOf(folderA, row), b: traceOf(folderB, other) },
      });
    }
  }
  return { a: a.run, b: b.run, questions, common, problems: [...a.problems, ...b.problems] };
}

function traceOf(folder: string, { trace }: BenchRow): string | null {
  if (trace === null) return null;
  const found = path.join(folder, trace);
  return existsSync(path.join(found, TRACE_FILE)) ? found : null;
}

function readFolder(folder: string) {
  return { run: readRun(folder), ...readRows(path.join(folder, ROWS_FILE)) };
}
