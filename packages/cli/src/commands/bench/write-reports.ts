import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { type BenchReport, renderBenchReport } from "@spatialclaw/report";

/** Writes `report.md` and `report.json` into a folder; returns the path of the first. Throws InputError. */
export function writeReports(folder: string, report: BenchReport): string {
  try {
    mkdirSync(folder, { recursive: true });
    write(path.join(folder, "report.json"), `${JSON.stringify(report)}\n`);
    write(path.join(folder, "report.md"), renderBenchReport(report));
  } catch (error) {
    throw new InputError(`cannot write the report into ${folder}: ${(error as Error).message}`, "environment");
  }
  return path.join(folder, "report.md");
}

/** Whole or not at all: another process may do the same. */
function write(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
