import { bind } from "./bind.ts";
import type { Call } from "./envelope.ts";
import { resultName } from "./names.ts";
import { CallProblem } from "./problem.ts";
import { resolve, type Target } from "./resolve.ts";
import type { Results } from "./results.ts";
import { type ApiTable, mayBeNull, type Signature } from "./signatures.ts";
import { CellWriter } from "./writer.ts";

/**
 * Turns a call into a cell of TypeScript over the same API as the code interface: guards for what may be null, then
 * one statement. Adds the result's name to `results`. Throws CallProblem for a call that means nothing.
 */
export function translate(call: Call, api: ApiTable, results: Results): string {
  const bare = call.args.length === 0 && Object.keys(call.named).length === 0;
  const target = resolve(api, call.tool, (name) => results.has(name), bare);
  const name = returnsNothing(target) ? null : call.as === null ? results.next() : resultName(call.as);
  const writer = new CellWriter(api, results, name);
  const value = written(target, call, writer);
  if (name === null) return [...writer.preparation, `${value};`].join("\n");
  if (writer.roots.has(name))
    throw new CallProblem(`its result would be called "${name}" as one of its arguments is; choose another name.`);
  for (const frame of writer.frameNames) results.add(frame, { from: "InputImages.by", nullable: true });
  results.add(name, { from: sourceOf(target, call), nullable: isNullable(target, writer) });
  return [...writer.preparation, `const ${name} = ${value};`].join("\n");
}

function written(target: Target, call: Call, writer: CellWriter): string {
  if (target.kind === "value") {
    if (call.args.length > 0 || Object.keys(call.named).length > 0)
      throw new CallProblem(
        `${JSON.stringify(call.tool)} is a value and takes no arguments; a method is called as "$name.method".`,
      );
    return writer.path(target.reference, false);
  }
  if (target.kind === "method") writer.path(target.reference, false);
  const { callee, signatures } = target;
  const args = bind(callee, signatures, call.args, call.named);
  return `${callee}(${args.map((arg, at) => writer.argument(arg, typeAt(signatures, at))).join(", ")})`;
}

/** Types of the parameter in this place, of all overloads together; the last one goes on where it is a list. */
function typeAt(signatures: readonly Signature[], at: number): string {
  return signatures.map(({ parameters }) => (parameters[at] ?? parameters.at(-1))?.type ?? "").join(" | ");
}

function returnsNothing(target: Target): boolean {
  return target.kind === "function" && target.signatures.every(({ returns }) => /^(?:void|never)$/.test(returns));
}

function isNullable(target: Target, writer: CellWriter): boolean {
  if (target.kind === "value") return writer.mayBeNull(target.reference);
  return target.signatures.length === 0 || target.signatures.some(({ returns }) => mayBeNull(returns));
}

function sourceOf(target: Target, call: Call): string {
  return target.kind === "function" ? target.callee : call.tool;
}
