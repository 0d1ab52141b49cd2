import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { type BenchReport, renderBenchReport, renderPaperPage } from "@spatialclaw/report";

/**
 * Writes `report.md`, `report.json` and, where there are tables of the paper's kind, `report.html` into a folder; returns
 * the path of the last. Throws InputError.
 */
export function writeReports(folder: string, report: BenchReport): string {
  try {
    mkdirSync(folder, { recursive: true });
    writeWhole(path.join(folder, "report.json"), `${JSON.stringify(report)}\n`);
    writeWhole(path.join(folder, "report.md"), renderBenchReport(report));
    if (report.paper) writeWhole(path.join(folder, "report.html"), renderPaperPage(report.paper, report));
  } catch (error) {
    throw new InputError(`cannot write the report into ${folder}: ${(error as Error).message}`, "environment");
  }
  return path.join(folder, report.paper ? "report.html" : "report.md");
}

/** Whole or not at all: another process may do the same. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
