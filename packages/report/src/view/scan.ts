import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { PICTURE_FOLDER, TRACE_FILE } from "@spatialclaw/agent";
import { SCENE_FOLDER } from "@spatialclaw/workspace";

/** Folders of folders of runs; deeper than this nobody files them. */
const DEPTH = 6;
/** A folder of everything, looked into by mistake, must not take for ever. */
const MOST_FOLDERS = 200_000;
const SKIPPED: ReadonlySet<string> = new Set([PICTURE_FOLDER, SCENE_FOLDER, "node_modules"]);

const BENCH_FILE = "run.json";

export interface Found {
  /** Folders of traces, relative to the root; "" for the root itself. */
  readonly traces: readonly string[];
  readonly benches: readonly string[];
}

/**
 * Every folder with a trace or a bench run in it. Links are not followed: they may lead anywhere. `isKnown`: folders of
 * traces from an earlier scan, which are not looked into again.
 */
export async function scan(root: string, isKnown: (folder: string) => boolean): Promise<Found> {
  const traces: string[] = [];
  const benches: string[] = [];
  let waiting = [""];
  let seen = 0;
  for (let depth = 0; depth <= DEPTH && waiting.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of waiting) {
      if (folder !== "" && isKnown(folder)) {
        traces.push(folder);
        continue;
      }
      if (++seen > MOST_FOLDERS) return { traces, benches };
      const path = join(root, folder);
      const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
      if (entries.some((entry) => entry.isFile() && entry.name === TRACE_FILE)) traces.push(folder);
      if (entries.some((entry) => entry.isFile() && entry.name === BENCH_FILE)) benches.push(folder);
      for (const entry of entries)
        if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith("."))
          next.push(folder === "" ? entry.name : `${folder}/${entry.name}`);
    }
    waiting = next;
  }
  return { traces, benches };
}
