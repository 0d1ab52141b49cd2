import type { CellResult } from "@spatialclaw/kernel";

/** A result as a person reads it. `pictures`: paths of what the cell showed. */
export function describeResult(result: CellResult, pictures: readonly string[]): string {
  const { stdout, value, error, answer, bypassed, restarted, variables } = result;
  const out: string[] = [];
  if (stdout) out.push(stdout.trimEnd());
  if (value !== null) out.push(value);
  if (error) {
    const place = error.line === null ? "" : ` at line ${error.line}${error.column === null ? "" : `:${error.column}`}`;
    out.push(`${error.kind} error${place}: ${error.message}`);
    if (error.excerpt) out.push(error.excerpt);
    if (error.hint) out.push(`hint: ${error.hint}`);
  }
  if (restarted) {
    const lost = restarted.lost.length > 0 ? `; lost: ${restarted.lost.join(", ")}` : "";
    out.push(`the session was restarted; back: ${restarted.back.join(", ") || "nothing"}${lost}`);
  }
  if (bypassed.length > 0) out.push(`the type check was cast away on line ${bypassed.join(", ")}`);
  for (const picture of pictures) out.push(`picture: ${picture}`);
  if (answer !== null) out.push(`answer: ${JSON.stringify(answer)}`);
  const fresh = variables.new.map((v) => v.name);
  if (out.length === 0 && fresh.length > 0) out.push(`new: ${fresh.join(", ")}`);
  return out.map((text) => `${text}\n`).join("");
}
