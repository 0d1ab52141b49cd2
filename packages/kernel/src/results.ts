import type { Checked, Finding } from "./checker/session.ts";
import type { CompiledCell } from "./compile/compile.ts";
import type { Refusal } from "./compile/refuse.ts";
import { excerpt, positionAt } from "./excerpt.ts";
import { joined, wayOut } from "./hints.ts";
import { MAX_DIAGNOSTICS } from "./limits.ts";
import type { Outcome } from "./process/protocol.ts";
import type { CellError, CellResult, ErrorKind, Hint, Json, KernelLimits } from "./types.ts";

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

/** What a run left behind, with what the host knows about it; notes come before what the cell printed. */
export function ranResult(
  cell: number,
  outcome: Outcome,
  known: Pick<CellResult, "error" | "bypassed" | "restarted" | "hostCalls" | "wallMs">,
  notes: readonly string[],
): CellResult {
  return {
    cell,
    ok: known.error === null,
    stdout: [...notes.map((note) => `note: ${note}\n`), outcome.stdout].join(""),
    value: outcome.value,
    ran: true,
    variables: { new: outcome.fresh, changed: outcome.changed },
    shown: outcome.shown.map((json) => JSON.parse(json) as Json),
    ...(outcome.recorded.length > 0 ? { recorded: outcome.recorded.map((json) => JSON.parse(json) as Json) } : {}),
    answer: outcome.answer === null ? null : (JSON.parse(outcome.answer) as Json),
    cpuMs: outcome.cpuMs,
    ...known,
  };
}

export function plainError(kind: ErrorKind, message: string, hint: string | null = null): CellError {
  return { kind, message, line: null, column: null, excerpt: null, hint };
}

function errorAt(kind: ErrorKind, text: string, offset: number, message: string, hint: string | null): CellError {
  const { line, column } = positionAt(text, offset);
  return { kind, message, line, column, excerpt: excerpt(text, line, column), hint };
}

export function refusalError(refusal: Refusal, cell: string, offset: number, hints: readonly Hint[]): CellError {
  const { message } = refusal;
  const { line } = positionAt(cell, refusal.at - offset);
  const hint = joined([wayOut(hints, { code: null, message, line }, cell), refusal.hint]);
  return errorAt("refused", cell, refusal.at - offset, message, hint);
}

/** The first finding carries line and excerpt, the others follow in its message; each may have a way out. */
export function findingsError(
  kind: "syntax" | "type",
  findings: readonly Finding[],
  { offset }: Checked,
  cell: string,
  hints: readonly Hint[],
): CellError {
  const shown = findings.slice(0, MAX_DIAGNOSTICS).map((finding) => {
    const { line, column } = positionAt(cell, finding.at - offset);
    const message = finding.message.replace(/\.$/, "");
    const words = finding.code === null ? message : `${message} (TS${finding.code})`;
    return {
      words,
      where: `line ${line}:${column}`,
      ways: [wayOut(hints, { ...finding, message, line }, cell), finding.hint],
    };
  });
  const lines = shown.map(({ words, where }, i) => (i === 0 ? words : `${where}: ${words}`));
  if (findings.length > shown.length) lines.push(`and ${findings.length - shown.length} more`);
  const [first] = findings as [Finding, ...Finding[]];
  const hint = joined([first.signature && `declared as: ${first.signature}`, ...shown.flatMap(({ ways }) => ways)]);
  return errorAt(kind, cell, first.at - offset, lines.join("\n"), hint);
}

/** What went wrong while the cell ran, on the model's own line. */
export function runError(
  outcome: Outcome,
  compiled: CompiledCell,
  cell: string,
  limits: KernelLimits,
  hints: readonly Hint[],
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
  const message = error?.message ?? "the cell failed";
  return {
    kind: error?.kind ?? "runtime",
    message,
    ...where,
    hint: wayOut(hints, { code: null, message, line }, cell),
  };
}
