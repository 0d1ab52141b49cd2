export interface AskLimits {
  /** Cells that ran. */
  readonly steps: number;
  /** Replies without a usable cell and cells that did not run, in a row; they cost no step. */
  readonly failures: number;
  /** Wall time of the whole run. */
  readonly timeoutMs: number;
}

export const DEFAULT_ASK_LIMITS: AskLimits = { steps: 30, failures: 8, timeoutMs: 30 * 60_000 };
