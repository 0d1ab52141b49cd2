import type { Hint } from "./types.ts";

/** What went wrong, as far as a rule may ask. */
export interface Trouble {
  /** TypeScript's code; null for all that the compiler did not say. */
  readonly code: number | null;
  readonly message: string;
  /** From 1; null when no line is to blame. */
  readonly line: number | null;
}

/** The way out of the first rule that fits, or null. */
export function wayOut(hints: readonly Hint[], trouble: Trouble, cell: string): string | null {
  const line = trouble.line === null ? "" : (cell.split("\n")[trouble.line - 1] ?? "");
  const fits = ({ codes, message, line: inLine, cell: inCell }: Hint): boolean =>
    (codes === undefined || (trouble.code !== null && codes.includes(trouble.code))) &&
    (message === undefined || message.test(trouble.message)) &&
    (inLine === undefined || inLine.test(line)) &&
    (inCell === undefined || inCell.test(cell));
  return hints.find(fits)?.hint ?? null;
}

/** Ways out one after the other, each once; null when there are none. */
export function joined(parts: readonly (string | null)[]): string | null {
  return [...new Set(parts.filter((part) => part !== null))].join("; ") || null;
}
