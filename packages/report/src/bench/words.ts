import type { Bounds } from "./report-types.ts";

/** "62.3", of a share from 0 to 1. */
export const percent = (share: number): string => (100 * share).toFixed(1);

/** "58.1 to 66.4"; "–" where too little is there to tell. */
export const range = (interval: Bounds | null): string =>
  interval === null ? "–" : `${percent(interval.low)} to ${percent(interval.high)}`;

export function probability(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "< 0.001" : p.toFixed(3);
}

/** Cells are texts of anybody's: nothing in them may end a cell or begin a tag. */
export const cell = (text: string): string =>
  text
    .replace(/[\r\n]+/g, " ")
    .replace(/[|\\`*_[\]<>]/g, (sign) => (sign === "<" ? "&lt;" : sign === ">" ? "&gt;" : `\\${sign}`));

/** A table in Markdown; numbers on the right from column `numbers` on. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], numbers = 1): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => (i < numbers ? "---" : "---:"));
  return [line(head), `|${rule.join("|")}|`, ...rows.map(line)].join("\n");
}
