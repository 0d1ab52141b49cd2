import { FAMILIES } from "./families/index.ts";
import type { Outcome, Score } from "./score.ts";

export interface Scored {
  readonly family: string;
  readonly score: Score;
}

const HEADER = ["family", "asked", "right", "wrong", "unanswered", "median error"] as const;

/** One line per family that was asked, then the totals; columns aligned, no trailing blanks. */
export function formatTable(results: readonly Scored[]): string {
  const rows = FAMILIES.map(({ id }) => ({ id, of: results.filter((result) => result.family === id) }))
    .filter(({ of }) => of.length > 0)
    .map(({ id, of }) => row(id, of));
  const lines = [[...HEADER], ...rows, row("all", results)];
  const widths = HEADER.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const text = lines.map((line) =>
    line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "),
  );
  const rule = "-".repeat(text[0]!.length);
  return [text[0], rule, ...text.slice(1, -1), rule, text.at(-1)].join("\n");
}

export function countOutcomes(results: readonly Scored[]): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { right: 0, wrong: 0, unanswered: 0 };
  for (const { score } of results) counts[score.outcome]++;
  return counts;
}

function row(name: string, results: readonly Scored[]): string[] {
  const { right, wrong, unanswered } = countOutcomes(results);
  const errors = results.flatMap(({ score }) => score.relativeError ?? []);
  const error = errors.length === 0 ? "-" : `${(100 * median(errors)).toFixed(2)} %`;
  return [name, ...[results.length, right, wrong, unanswered].map(String), error];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!;
}
