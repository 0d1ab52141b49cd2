import { type RecordedCall, recordedCalls } from "./calls.ts";
import { REPLAY_BUDGET_MS } from "./limits.ts";
import { KernelDied, KernelProcess, type ProcessOptions } from "./process/host.ts";
import type { RunRequest } from "./process/protocol.ts";
import type { HostTools } from "./types.ts";

/** A cell that ran, as it must be run again. */
export interface RanCell {
  readonly request: RunRequest;
  readonly calls: readonly RecordedCall[];
}

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
  let kernel = await KernelProcess.start(options);
  const started = performance.now();
  let names: readonly string[] = [];
  for (const [i, cell] of cells.entries()) {
    if (performance.now() - started > REPLAY_BUDGET_MS) return { process: kernel, replayed: i, names };
    const source = recordedCalls(cell.calls, tools);
    const budget = setTimeout(() => kernel.kill("killed"), REPLAY_BUDGET_MS - (performance.now() - started));
    try {
      const outcome = await kernel.run(cell.request, source.answer);
      if (source.diverged || outcome.status === "timeout")
        return { process: kernel, replayed: i, names: outcome.names };
      names = outcome.names;
    } catch (error) {
      if (!(error instanceof KernelDied)) throw error;
      // This cell is of no use any more; the ones before it are.
      kernel = (await recover(options, cells.slice(0, i), tools)).process;
      return { process: kernel, replayed: i, names };
    } finally {
      clearTimeout(budget);
    }
  }
  return { process: kernel, replayed: cells.length, names };
}
