import type { Checked, Finding } from "./checker/session.ts";
import type { CompiledCell } from "./compile/compile.ts";
import type { Refusal } from "./compile/refuse.ts";
import { excerpt, positionAt } from "./excerpt.ts";
import { MAX_DIAGNOSTICS } from "./limits.ts";
import type { Outcome } from "./process/protocol.ts";
import type { CellError, CellResult, ErrorKind, Json, KernelLimits } from "./types.ts";

/** A result in which nothing ran. */
export function notRun(cell: number, error: CellError, wallMs: number): CellResult {
  return {
    cell,
    ok: false,
    stdout: "",
    value: null,
    error,
    ran: false,
    variables: { new: [], changed: [] },
    shown: [],
    answer: null,
    bypassed: [],
    restarted: null,
    hostCalls: [],
    cpuMs: 0,
    wallMs,
  };
}

/** What a run left behind, with what the host knows about it. */
export function ranResult(
  cell: number,
  outcome: Outcome,
  known: Pick<CellResult, "error" | "bypassed" | "restarted" | "hostCalls" | "wallMs">,
): CellResult {
  return {
    cell,
    ok: known.error === null,
    stdout: outcome.stdout,
    value: outcome.value,
    ran: true,
    variables: { new: outcome.fresh, changed: outcome.changed },
    shown: outcome.shown.map((json) => JSON.parse(json) as Json),
    answer: outcome.answer === null ? null : (JSON.parse(outcome.answer) as Json),
    cpuMs: outcome.cpuMs,
    ...known,
  };
}

export function plainError(kind: ErrorKind, message: string, hint: string | null = null): CellError {
  return { kind, message, line: null, column: null, excerpt: null, hint };
}

export function errorAt(
  kind: ErrorKind,
  text: string,
  offset: number,
  message: string,
  hint: string | null,
): CellError {
  const { line, column } = positionAt(text, offset);
  return { kind, message, line, column, excerpt: excerpt(text, line, column), hint };
}

export function refusalError(refusal: Refusal, cell: string, offset: number): CellError {
  return errorAt("refused", cell, refusal.at - offset, refusal.message, refusal.hint);
}

/** The first finding carries line and excerpt, the others follow in its message. */
export function findingsError(
  kind: "syntax" | "type",
  findings: readonly Finding[],
  checked: Checked,
  cell: string,
  hints: Readonly<Record<number, string>>,
): CellError {
  const [first, ...rest] = findings as [Finding, ...Finding[]];
  const words = (f: Finding) => `${f.message.replace(/\.$/, "")} (TS${f.code})`;
  const more = rest.slice(0, MAX_DIAGNOSTICS - 1).map((f) => {
    const { line, column } = positionAt(cell, f.at - checked.offset);
    return `line ${line}:${column}: ${words(f)}`;
  });
  const left = rest.length - more.length;
  if (left > 0) more.push(`and ${left} more`);
  const hint = [first.signature ? `declared as: ${first.signature}` : null, hints[first.code] ?? null]
    .filter(Boolean)
    .join("; ");
  return errorAt(kind, cell, first.at - checked.offset, [words(first), ...more].join("\n"), hint || null);
}

/** What went wrong while the cell ran, on the model's own line. */
export function runError(
  outcome: Outcome,
  compiled: CompiledCell,
  cell: string,
  limits: KernelLimits,
): CellError | null {
  const { status, error } = outcome;
  if (status === "ok") return null;
  if (status === "pending") {
    return plainError(
      "runtime",
      "the cell waits for a promise that nothing can settle any more",
      "tools answer at once: no promise of your own, no callback, no timer is needed",
    );
  }
  const line = error?.line ?? null;
  const column = line !== null && error?.column ? compiled.originalColumn(line, error.column) : null;
  const where = { line, column, excerpt: line === null ? null : excerpt(cell, line, column) };
  if (status === "timeout") {
    return {
      kind: "timeout",
      message: `the cell used up its ${limits.cpuMs / 1000} s of computing time and was stopped; what it had assigned is kept`,
      ...where,
      hint: "do less per cell, or use a tool that works on whole arrays",
    };
  }
  return { kind: error?.kind ?? "runtime", message: error?.message ?? "the cell failed", ...where, hint: null };
}
