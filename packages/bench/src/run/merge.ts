import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import type { BenchRow } from "@spatialclaw/report";
import { createRun, isRunFolder, ROWS_FILE, readRun, TRACES_FOLDER } from "./folder.ts";
import { LineLog } from "./line-log.ts";
import { keyOf, readRows } from "./rows.ts";
import { differencesOf } from "./same-run.ts";

export interface Merged {
  readonly rows: number;
  /** Rows that another folder had as well, about the same sample. */
  readonly duplicates: number;
  readonly problems: readonly string[];
}

/** Puts the parts of one run into a folder of their own. Throws InputError when they are not parts of one run. */
export function mergeRuns(target: string, parts: readonly string[]): Merged {
  if (isRunFolder(target)) throw new InputError(`${target} holds a run already; name a new folder`);
  const [first, ...others] = parts.map((folder) => ({ folder, run: readRun(folder) }));
  if (!first) throw new InputError("nothing is to be merged; name the folders of the parts");
  for (const { folder, run } of others) {
    const differences = differencesOf(first.run, run);
    if (differences.length > 0)
      throw new InputError(`${folder} is no part of the run in ${first.folder}: ${differences.join("; ")}`);
  }
  const best = new Map<string, { row: BenchRow; folder: string }>();
  const problems: string[] = [];
  let all = 0;
  for (const folder of parts) {
    const read = readRows(path.join(folder, ROWS_FILE));
    problems.push(...read.problems);
    for (const row of read.rows) {
      all++;
      const key = keyOf(row.benchmark, row.sampleId);
      const before = best.get(key);
      if (!before || isBetter(row, before.row)) best.set(key, { row, folder });
    }
  }
  createRun(target, first.run);
  const log = new LineLog(path.join(target, ROWS_FILE));
  for (const { row, folder } of best.values()) log.append({ ...row, trace: keepTrace(row, folder, target) });
  log.close();
  return { rows: best.size, duplicates: all - best.size, problems };
}

/** An answer beats a failure; of two the later one counts. */
function isBetter(row: BenchRow, before: BenchRow): boolean {
  const [now, then] = [row, before].map(({ status }) => Number(status !== "failed")) as [number, number];
  return now === then ? row.startedAt > before.startedAt : now > then;
}

function keepTrace({ trace }: BenchRow, from: string, to: string): string | null {
  const inside = trace !== null && path.normalize(trace).startsWith(TRACES_FOLDER + path.sep);
  if (!inside || !existsSync(path.join(from, trace))) return null;
  cpSync(path.join(from, trace), path.join(to, trace), { recursive: true });
  return trace;
}
