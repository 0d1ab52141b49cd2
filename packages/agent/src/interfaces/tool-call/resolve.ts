import { CallProblem } from "./problem.ts";
import { expression, lastMember, type Reference, referenceIn } from "./reference.ts";
import type { ApiTable, Signature } from "./signatures.ts";

/** What a call calls. */
export type Target =
  /** A function of the API. */
  | { readonly kind: "function"; readonly callee: string; readonly signatures: readonly Signature[] }
  /** A method of an earlier result. */
  | {
      readonly kind: "method";
      readonly callee: string;
      readonly signatures: readonly Signature[];
      readonly reference: Reference;
    }
  /** A value that is there already: nothing is called. */
  | { readonly kind: "value"; readonly reference: Reference };

const ALIASES: Readonly<Record<string, string>> = { answer: "ReturnAnswer", finalanswer: "ReturnAnswer" };
const BUILT_IN_PROTOTYPES: readonly object[] = [Array.prototype, String.prototype, Number.prototype];

/** Full name of the one function that is meant: case, underscores, `tools.` and the group may be left out. */
export function functionNamed(api: ApiTable, name: string): string | null {
  const bare = name.replace(/^(?:functions?\.)?\$?/, "").replace(/\(\s*\)$/, "");
  if (api.functions.has(bare)) return bare;
  const wanted = normalised(bare);
  const names = [...api.functions.keys()];
  const alias = ALIASES[wanted];
  if (alias && api.functions.has(alias)) return alias;
  const matches = names.filter((full) => {
    const known = normalised(full);
    return known === wanted || known.endsWith(`.${wanted}`) || flat(known) === flat(wanted);
  });
  return matches.length === 1 ? (matches[0] as string) : null;
}

/**
 * @param isKnown Whether a name is that of an earlier result or of the API's data.
 * @param bare Whether the call gives no arguments at all.
 */
export function resolve(api: ApiTable, tool: string, isKnown: (name: string) => boolean, bare: boolean): Target {
  const name = functionNamed(api, tool);
  if (name) return { kind: "function", callee: name, signatures: api.functions.get(name) ?? [] };
  const path = tool.replace(/\(\s*\)$/, "");
  const rooted = path.startsWith("$") || isKnown(path.split(/[.[]/)[0] ?? "");
  const reference = rooted ? referenceIn(path.startsWith("$") ? path : `$${path}`) : null;
  if (!reference || !isKnown(reference.root)) throw new CallProblem(unknown(api, tool));
  const method = lastMember(reference);
  if (method === null || (bare && isProperty(api, method))) return { kind: "value", reference };
  const signatures = api.methods.get(method) ?? [];
  return { kind: "method", callee: expression(reference), signatures, reference };
}

/** Whether a member named without arguments is read, not called. */
function isProperty(api: ApiTable, name: string): boolean {
  const methods = api.methods.get(name);
  if (!methods) return api.properties.has(name) || !BUILT_IN_PROTOTYPES.some((prototype) => name in prototype);
  return api.properties.has(name) && methods.every(({ parameters }) => parameters.some((p) => !p.optional));
}

function unknown(api: ApiTable, tool: string): string {
  const wanted = flat(normalised(tool));
  const names = [...api.functions.keys()].filter((name) => !name.startsWith("console."));
  const last = (name: string) => flat(normalised(name.split(".").at(-1) as string));
  const near = names.filter((name) => wanted !== "" && (last(name).includes(wanted) || wanted.includes(last(name))));
  const offered = near.length > 0 ? near : names.filter((name) => !name.startsWith("np."));
  return `there is no tool ${JSON.stringify(tool.slice(0, 80))}${near.length > 0 ? "; close to it" : ""}: ${offered.join(", ")}. A method of an earlier result is called as "$name.method".`;
}

function normalised(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function flat(name: string): string {
  return name.replaceAll(".", "").replace(/^tools/, "");
}
