import { stripVTControlCharacters } from "node:util";
import type { AgentEvent } from "@spatialclaw/agent";

/**
 * Text of a trace, safe to print: models, cells and file names wrote it, and a terminal obeys what it prints. Escape
 * sequences go as a whole, then every control character but newline, and the bidi controls that reorder a line.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text.replace(/\r\n?/g, "\n"))
    .replaceAll("\t", "  ")
    .replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, "");
}

/** An event with every text in it safe to print, so that no printer can forget one. */
export function plainEvent(event: AgentEvent): AgentEvent {
  return JSON.parse(
    JSON.stringify(event, (_key, value: unknown) => (typeof value === "string" ? plainText(value) : value)),
  );
}

/** For labels and names: one line, whatever they hold. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Breaks prose at spaces to `width` columns, keeping its own line breaks and each line's indent. */
export function wrap(text: string, width: number): string[] {
  return text
    .trimEnd()
    .split("\n")
    .flatMap((line) => wrapLine(line.trimEnd(), width));
}

function wrapLine(line: string, width: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? "";
  const lines: string[] = [];
  let current = "";
  for (const word of line.slice(indent.length).split(/ +/)) {
    const longer = current === "" ? indent + word : `${current} ${word}`;
    if (longer.length > width && current !== "") {
      lines.push(current);
      current = indent + word;
    } else {
      current = longer;
    }
  }
  return [...lines, current.trimEnd()];
}

/** At most `limit` lines, the rest counted: the trace holds them all. */
export function headLines(lines: readonly string[], limit: number): string[] {
  if (lines.length <= limit + 1) return [...lines];
  return [...lines.slice(0, limit), `… ${lines.length - limit} more lines in the trace`];
}
