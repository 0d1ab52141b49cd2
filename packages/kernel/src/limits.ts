import type { KernelLimits } from "./types.ts";

/** What a cell may use. The feedback quotes a limit by its number when a cell hits it. */
export const DEFAULT_LIMITS: KernelLimits = {
  cpuMs: 30_000,
  wallMs: 600_000,
  callMs: 300_000,
  memoryMb: 1024,
  hostCalls: 200,
  stdoutChars: 4000,
  shown: 12,
};

/** A longer cell is refused before any parser sees it. */
export const MAX_CELL_BYTES = 64 * 1024;

/** Deeper nesting is refused before any parser sees it: recursive parsers overflow on it. */
export const MAX_NESTING = 200;

/** Diagnostics shown for one cell. */
export const MAX_DIAGNOSTICS = 5;

/** One answer of the compiler's server; beyond it the server is restarted and the cell refused. */
export const CHECK_DEADLINE_MS = 10_000;

/** All of a session's cells, run again after a crash. */
export const REPLAY_BUDGET_MS = 60_000;

/** From spawn to ready. */
export const START_DEADLINE_MS = 20_000;
