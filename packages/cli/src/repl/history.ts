import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";

export const HISTORY_LINES = 500;

/** The lines of earlier sessions, newest first as readline wants them; each line is appended as it is entered. */
export interface History {
  readonly lines: string[];
  add(line: string): void;
}

/** A history that cannot be read or kept is no reason to fail: then it is empty, or ends with the session. */
export function openHistory(): History {
  const state = process.env.XDG_STATE_HOME || path.join(homedir(), ".local", "state");
  const file = path.join(state, "spatialclaw", "history");
  // Readable by its owner only: cells may hold what others should not see.
  const add = (line: string) => attempt(() => appendFileSync(file, `${line}\n`, { mode: 0o600 }));
  attempt(() => mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 }));
  const all = attempt(() => readFileSync(file, "utf8").split("\n").filter(Boolean)) ?? [];
  const kept = all.slice(-HISTORY_LINES);
  if (all.length > 2 * HISTORY_LINES) attempt(() => writeFileSync(file, `${kept.join("\n")}\n`));
  return { lines: kept.reverse(), add };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
