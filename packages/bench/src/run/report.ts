import path from "node:path";
import type { BenchReport, BenchRow, ReportedRun } from "@spatialclaw/report";
import { openBenchmark } from "../benchmark/open.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import { type Measured, paperTables } from "../paper/index.ts";
import { entryOf } from "./entries.ts";
import { ROWS_FILE, readRun } from "./folder.ts";
import { publishedSource } from "./published.ts";
import { readRows } from "./rows.ts";
import { resampledTable } from "./table.ts";

export interface ReportOptions {
  /** Default: the one that the run was scored by. */
  readonly protocol?: ProtocolName | undefined;
  /** With the paper's tables, where the runs are about its benchmarks. */
  readonly paper?: boolean;
}

/** Tables of several runs. Rejects with InputError for a folder that holds none. */
export async function reportOn(folders: readonly string[], options: ReportOptions = {}): Promise<BenchReport> {
  const runs: ReportedRun[] = [];
  const measured: Measured[] = [];
  for (const folder of folders) {
    const made = await reportRun(folder, options);
    runs.push(made.run);
    measured.push(...made.measured);
  }
  const paper = options.paper ? await paperTables(measured) : null;
  const report = { format: "spatialclaw-bench-report", version: 1, runs, source: publishedSource() } as const;
  return paper ? { ...report, paper } : report;
}

async function reportRun(folder: string, { protocol, paper }: ReportOptions) {
  const { setup, createdAt, benchmarks } = readRun(folder);
  const samples = benchmarks.reduce((sum, one) => sum + one.samples, 0);
  const { rows, problems } = readRows(path.join(folder, ROWS_FILE), samples);
  const name = path.basename(path.resolve(folder));
  const measured: Measured[] = [];
  for (const described of benchmarks) {
    const benchmark = await openBenchmark(described.source);
    const own = rows.filter((row) => row.benchmark === described.key);
    const made = resampledTable({
      benchmark,
      described,
      entries: own.map(entryOf),
      rows: own,
      protocol: protocol ?? (own[0]?.protocol as ProtocolName | undefined) ?? "robust",
      problems: measured.length === 0 ? problems : [],
      // Hundreds of tables: as many resamples as their means take, and no more.
      mostWork: paper ? 0 : undefined,
    });
    measured.push({ run: name, setup, createdAt, ...made, whole: benchmark.card.dataset.samples });
  }
  const run: ReportedRun = {
    name,
    setup,
    servers: serversIn(rows),
    createdAt,
    tables: measured.map((one) => one.table),
  };
  return { run, measured };
}

function serversIn(rows: readonly BenchRow[]): string[] {
  return [...new Set(rows.flatMap(({ server }) => (server ? [`${server.model} at ${server.url}`] : [])))].sort();
}
