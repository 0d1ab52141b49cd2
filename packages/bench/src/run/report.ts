import path from "node:path";
import type { BenchReport, BenchRow, ReportedRun } from "@spatialclaw/report";
import { openBenchmark } from "../benchmark/open.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import { entryOf } from "./entries.ts";
import { ROWS_FILE, readRun } from "./folder.ts";
import { publishedSource } from "./published.ts";
import { readRows } from "./rows.ts";
import { tableOf } from "./table.ts";

export interface ReportOptions {
  /** Default: the one that the run was scored by. */
  readonly protocol?: ProtocolName | undefined;
}

/** Tables of several runs. Rejects with InputError for a folder that holds none. */
export async function reportOn(folders: readonly string[], options: ReportOptions = {}): Promise<BenchReport> {
  const runs: ReportedRun[] = [];
  for (const folder of folders) runs.push(await reportRun(folder, options));
  return { format: "spatialclaw-bench-report", version: 1, runs, source: publishedSource() };
}

async function reportRun(folder: string, { protocol }: ReportOptions): Promise<ReportedRun> {
  const run = readRun(folder);
  const { rows, problems } = readRows(path.join(folder, ROWS_FILE));
  const tables = [];
  for (const described of run.benchmarks) {
    const benchmark = await openBenchmark(described.source);
    const own = rows.filter((row) => row.benchmark === described.key);
    tables.push(
      tableOf({
        benchmark,
        described,
        entries: own.map(entryOf),
        rows: own,
        protocol: protocol ?? (own[0]?.protocol as ProtocolName | undefined) ?? "robust",
        problems: tables.length === 0 ? problems : [],
      }),
    );
  }
  return {
    name: path.basename(path.resolve(folder)),
    setup: run.setup,
    servers: serversIn(rows),
    createdAt: run.createdAt,
    tables,
  };
}

function serversIn(rows: readonly BenchRow[]): string[] {
  return [...new Set(rows.flatMap(({ server }) => (server ? [`${server.model} at ${server.url}`] : [])))].sort();
}
