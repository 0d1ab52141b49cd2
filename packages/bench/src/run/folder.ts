import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import { type BenchRun, RUN_FORMAT, RUN_VERSION } from "@spatialclaw/report";
import { reasonOf } from "./line-log.ts";

const RUN_FILE = "run.json";
export const ROWS_FILE = "rows.jsonl";
export const CLAIMS_FILE = "claims.jsonl";
export const WORKERS_FOLDER = "workers";
export const TRACES_FOLDER = "traces";

export const isRunFolder = (folder: string): boolean => existsSync(path.join(folder, RUN_FILE));

/**
 * Writes `run.json` into a folder that has none; where another process was quicker, what that one wrote counts.
 * The file is there whole or not at all. Throws InputError.
 */
export function createRun(folder: string, run: BenchRun): BenchRun {
  const file = path.join(folder, RUN_FILE);
  const draft = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(run, null, 2)}\n`);
    linkSync(draft, file);
    return run;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && existsSync(file)) return readRun(folder);
    throw new InputError(`cannot write ${file}: ${reasonOf(error)}; name a folder that may be written`, "environment");
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Throws InputError for a folder that holds no run, or one of another version. */
export function readRun(folder: string): BenchRun {
  const file = path.join(folder, RUN_FILE);
  const run = parsed(file);
  if (run.format !== RUN_FORMAT) throw new InputError(`${file} describes no run of spatialclaw bench; check the path`);
  if (run.version !== RUN_VERSION)
    throw new InputError(
      `${file} has version ${JSON.stringify(run.version)}, this release reads ${RUN_VERSION}; use the release that wrote it (spatialclaw ${run.spatialclaw ?? "?"})`,
    );
  const { benchmarks, selection, setup, canary } = run;
  if (Array.isArray(benchmarks) && benchmarks.length > 0 && selection && setup?.model && canary) return run as BenchRun;
  throw new InputError(`${file} is damaged: benchmarks, selection, setup or canary is missing`);
}

function parsed(file: string): Partial<BenchRun> {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new InputError(
      missing
        ? `${path.dirname(file)} holds no run: there is no ${RUN_FILE}; check the path`
        : `cannot read ${file}: ${reasonOf(error)}`,
    );
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new InputError(`${file} is damaged: it is no JSON object; restore it, or begin a new run`);
}
