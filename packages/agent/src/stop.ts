import { ChatError } from "./chat/types.ts";
import type { StopReason } from "./events.ts";
import { BudgetSpent } from "./meter.ts";

/** Ends the loop from within; becomes run.end. */
export class Stop extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What ended a run: a limit, the caller, the time, the model, or a fault of ours. */
export function stopOf(error: unknown, signal: AbortSignal): Stop {
  if (signal.aborted) {
    const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
    return timedOut ? new Stop("time", "the time is up") : new Stop("aborted", "the run was stopped");
  }
  if (error instanceof Stop) return error;
  if (error instanceof BudgetSpent) return new Stop(error.what, error.message);
  if (error instanceof ChatError) return new Stop("model-error", error.message);
  return new Stop("failed", error instanceof Error ? error.message : String(error));
}
