import type { CellError, CellResult } from "@spatialclaw/kernel";
import { formatCount, formatDuration } from "@spatialclaw/report";
import type { Paint } from "./color.ts";
import { headLines, oneLine } from "./text.ts";

/** Lines of output shown of one cell. */
const OUTPUT_LINES = 24;

/** Code behind a gutter of line numbers; long lines are left to the terminal. */
export function describeCell(cell: string, paint: Paint): string[] {
  const lines = cell.trimEnd().split("\n");
  const digits = String(lines.length).length;
  return lines.map((line, i) => `  ${paint("quiet", `${String(i + 1).padStart(digits)} │`)} ${line}`.trimEnd());
}

/** What came of a cell: output, value, error. */
export function describeResult(result: CellResult, paint: Paint): string[] {
  const { stdout, value, error, restarted, bypassed } = result;
  const lines: string[] = [];
  if (stdout.trim() !== "") lines.push(...outputLines(stdout));
  if (value !== null) lines.push(...outputLines(value).map((line) => paint("mark", line)));
  if (error !== null) lines.push(...errorLines(error, paint));
  if (restarted !== null) lines.push(...restartLines(restarted, paint));
  if (bypassed.length > 0) lines.push(`  ${paint("mark", "unchecked lines:")} ${bypassed.join(", ")}`);
  return lines;
}

function outputLines(text: string): string[] {
  return headLines(text.trimEnd().split("\n"), OUTPUT_LINES).map((line) => `  ${line}`.trimEnd());
}

function errorLines({ kind, message, line, excerpt, hint }: CellError, paint: Paint): string[] {
  const place = line === null ? "" : ` in line ${line}`;
  const lines = [`  ${paint("bad", `${oneLine(kind)} error${place}:`)} ${message.trim().replaceAll("\n", "\n  ")}`];
  if (excerpt !== null) lines.push(...outputLines(excerpt).map((text) => paint("quiet", `  ${text}`)));
  if (hint !== null) lines.push(`  ${paint("mark", "hint:")} ${oneLine(hint)}`);
  return lines;
}

function restartLines({ reason, back, lost }: NonNullable<CellResult["restarted"]>, paint: Paint): string[] {
  return [
    `  ${paint("bad", "kernel restarted:")} ${oneLine(reason)}`,
    `  ${paint("quiet", "back:")} ${nameList(back)}  ${paint("quiet", "lost:")} ${nameList(lost)}`,
  ];
}

function nameList(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : oneLine(names.join(", "));
}

/** "new: a, b · 561 ms, 3 host calls" */
export function describeCost({ variables, wallMs, hostCalls }: CellResult, paint: Paint): string {
  const names = variables.new.map((variable) => variable.name);
  const calls = hostCalls.length === 0 ? "" : `, ${formatCount(hostCalls.length, "host call")}`;
  const failed = hostCalls.filter((call) => !call.ok).length;
  const cost = `${formatDuration(wallMs)}${calls}${failed === 0 ? "" : ` (${failed} failed)`}`;
  return `  ${paint("quiet", names.length === 0 ? cost : `new: ${nameList(names)} · ${cost}`)}`;
}
