import type { CellError, CellResult, VariableSummary } from "@spatialclaw/kernel";

export interface Budget {
  /** Steps used, this one included. */
  readonly step: number;
  readonly steps: number;
  /** What else is limited and how much of it is left: "12 tool calls". */
  readonly left: readonly string[];
}

/** The text that goes back to the model after a cell. */
export function feedback(result: CellResult, pictures: readonly string[], budget: Budget): string {
  const { error } = result;
  const parts = [headline(result)];
  if (error && !result.ran) parts.push("The cell did not run and costs no step.");
  if (error) parts.push(describeError(error));
  if (result.restarted) parts.push(describeRestart(result.restarted));
  if (result.stdout) parts.push(`Output:\n${result.stdout.trimEnd()}`);
  if (result.value !== null) parts.push(`Value of the last expression: ${result.value}`);
  parts.push(
    ...variables("New variables", result.variables.new),
    ...variables("Changed variables", result.variables.changed),
  );
  if (result.bypassed.length > 0) {
    parts.push(`The type check was cast away on line ${result.bypassed.join(", ")}: wrong there is wrong silently.`);
  }
  if (pictures.length > 0) parts.push(`Pictures:\n${pictures.map((label) => `- ${label}`).join("\n")}`);
  parts.push(budgetLine(budget));
  return parts.join("\n\n");
}

/** What stays of a cell that failed once a later one has worked: the error, and the names that it left. */
export function condensed(result: CellResult): string {
  const names = [...result.variables.new, ...result.variables.changed].map((variable) => variable.name);
  return [
    `${headline(result)}: ${result.error?.message.split("\n")[0] ?? ""}`,
    ...(names.length > 0 ? [`It left ${names.join(", ")}.`] : []),
  ].join("\n");
}

/** A failed cell up to the line that failed. */
export function condensedCell(cell: string, result: CellResult): string {
  const lines = cell.split("\n");
  const until = result.error?.line ?? lines.length;
  return until >= lines.length ? cell : [...lines.slice(0, until), "// …"].join("\n");
}

export function budgetLine({ step, steps, left }: Budget): string {
  const also = left.length > 0 ? ` Left besides: ${left.join(", ")}.` : "";
  if (steps - step === 1)
    return `Step ${step} of ${steps} is done.${also} The next step is the last: it must hand in an answer with ReturnAnswer.`;
  return `Step ${step} of ${steps} is done.${also}`;
}

function headline({ cell, error }: CellResult): string {
  return `Cell ${cell}: ${error ? `error (${error.kind})` : "ok"}`;
}

function describeError(error: CellError): string {
  const where = error.line === null ? "" : `line ${error.line}${error.column === null ? "" : `:${error.column}`}: `;
  return [`${where}${error.message}`, error.excerpt, error.hint ? `Hint: ${error.hint}` : null]
    .filter(Boolean)
    .join("\n");
}

function describeRestart(restarted: NonNullable<CellResult["restarted"]>): string {
  const back =
    restarted.back.length > 0 ? `these names are back: ${restarted.back.join(", ")}` : "no names had to come back";
  const lost = restarted.lost.length > 0 ? `; lost: ${restarted.lost.join(", ")}` : "";
  return `The session was restarted and its cells were run again; ${back}${lost}.`;
}

function variables(title: string, list: readonly VariableSummary[]): string[] {
  if (list.length === 0) return [];
  return [`${title}:\n${list.map((v) => `- ${v.name} = ${v.summary}`).join("\n")}`];
}
