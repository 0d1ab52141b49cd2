import { type RecordedCall, recordedCalls } from "./calls.ts";
import { REPLAY_BUDGET_MS } from "./limits.ts";
import { warmPool } from "./pool/warm.ts";
import { KernelDied, type KernelProcess, type ProcessOptions } from "./process/host.ts";
import type { RunRequest } from "./process/protocol.ts";
import type { HostTools } from "./types.ts";

/** A cell that ran, as it must be run again. */
export interface RanCell {
  readonly request: RunRequest;
  readonly calls: readonly RecordedCall[];
}

/** Share of the heap above which what a cell left would kill the next one. */
export const FULL = 0.75;

export interface Recovered {
  readonly process: KernelProcess;
  /** How many of the cells ran again; the others must leave the record. */
  readonly replayed: number;
  readonly names: readonly string[];
}

/**
 * A new process with the namespace of the old one: every recorded cell runs again with the recorded results of its
 * host calls, silently. It ends early where a cell asks for something else than it did, kills the process again, or
 * the budget is used up.
 */
export async function recover(
  options: ProcessOptions,
  cells: readonly RanCell[],
  tools: HostTools,
): Promise<Recovered> {
  const kernel = await warmPool.openProcess(options);
  const started = performance.now();
  let names: readonly string[] = [];
  for (const [i, cell] of cells.entries()) {
    if (performance.now() - started > REPLAY_BUDGET_MS) return { process: kernel, replayed: i, names };
    const source = recordedCalls(cell.calls, tools);
    const budget = setTimeout(() => kernel.kill("killed"), REPLAY_BUDGET_MS - (performance.now() - started));
    const outcome = await kernel.run(cell.request, source.answer).catch(diedOf);
    clearTimeout(budget);
    // Brought back to the brim, the session would die again with its next cell, and so on for good.
    if (!outcome || outcome.heapMb > options.limits.memoryMb * FULL) {
      await kernel.close();
      return recover(options, cells.slice(0, i), tools);
    }
    if (source.diverged || outcome.status === "timeout") return { process: kernel, replayed: i, names: outcome.names };
    names = outcome.names;
  }
  return { process: kernel, replayed: cells.length, names };
}

function diedOf(error: unknown): null {
  if (error instanceof KernelDied) return null;
  throw error;
}
