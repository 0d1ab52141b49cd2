/** What one question may cost. The run ends in order when a limit is reached; the reason names it. */
export interface AskLimits {
  /** Cells that ran. */
  readonly steps: number;
  /** Replies without a usable cell and cells that did not run, in a row; they cost no step. */
  readonly failures: number;
  /** Calls of tools and vlm, over all cells; null: no limit. */
  readonly toolCalls: number | null;
  /** Wall time of the whole run. */
  readonly timeoutMs: number;
  /** Input and output, of all roles; null: no limit. */
  readonly tokens: number | null;
  /** US dollars, of all roles; null: no limit. Wants a model whose prices are known. */
  readonly costUsd: number | null;
}

export const DEFAULT_ASK_LIMITS: AskLimits = {
  steps: 30,
  failures: 8,
  toolCalls: null,
  timeoutMs: 30 * 60_000,
  tokens: null,
  costUsd: null,
};
