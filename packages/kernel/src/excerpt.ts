const CONTEXT = 2;

/** The line and its neighbours, numbered, the failing one marked and underlined with a caret. */
export function excerpt(text: string, line: number, column: number | null): string {
  const lines = text.split("\n");
  const from = Math.max(1, line - CONTEXT);
  const to = Math.min(lines.length, line + CONTEXT);
  const width = String(to).length;
  const out: string[] = [];
  for (let n = from; n <= to; n++) {
    const source = (lines[n - 1] ?? "").replace(/\r$/, "").slice(0, 200);
    out.push(`${n === line ? ">" : " "} ${String(n).padStart(width)} | ${source}`);
    if (n === line && column !== null && column <= 200) out.push(`  ${" ".repeat(width)} | ${" ".repeat(column - 1)}^`);
  }
  return out.join("\n");
}

/** Line and column, both from 1, of an offset. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
