export interface Row {
  readonly what: string;
  readonly unit: "ms" | "MB";
  readonly ours: number;
  /** null: no peer on this machine. */
  readonly peer: number | null;
  /** Ours is to be at most this share of the peer's; null for a figure without a bar. */
  readonly bar: number | null;
  /** Ours is to be at most this, in `unit`; for what has no peer. */
  readonly limit?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

export function formatRows(rows: readonly Row[]): string {
  const lines = [["", "ours", "peer", "ratio", "bar", ""]];
  for (const { what, unit, ours, peer, bar, limit } of rows) {
    const show = (value: number | null) => (value === null ? "-" : `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`);
    const ratio = peer === null ? null : ours / peer;
    const isMet = limit !== undefined ? ours <= limit : ratio === null || bar === null ? null : ratio <= bar;
    const verdict = isMet === null ? "" : isMet ? "met" : "MISSED";
    lines.push([
      what,
      show(ours),
      show(peer),
      ratio === null ? "-" : ratio.toFixed(3),
      limit !== undefined ? `<= ${limit} ${unit}` : bar === null ? "-" : `<= ${bar.toFixed(3)}`,
      verdict,
    ]);
  }
  const widths = (lines[0] as string[]).map((_, i) => Math.max(...lines.map((line) => (line[i] as string).length)));
  return lines
    .map((line) =>
      line
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
