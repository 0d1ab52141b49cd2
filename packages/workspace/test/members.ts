import type { Declaration } from "../src/api/declarations.ts";

export interface Member {
  readonly name: string;
  readonly kind: "method" | "property";
}

/**
 * Members that the body of an interface, namespace or constant declares, in order and once each. A property whose
 * type is one of `callables`, interfaces that can be called, counts as a method.
 */
export function membersOf(declaration: Declaration, callables: ReadonlySet<string> = new Set()): Member[] {
  const members = piecesOf(declaration)
    .filter((piece) => !CALL.test(piece))
    .map((piece) => memberOf(piece, callables));
  return [...new Map(members.map((member) => [member.name, member])).values()];
}

/** The interfaces that can be called: `interface Reduce { (a: Numeric): number }`. */
export function callablesIn(declarations: readonly Declaration[]): ReadonlySet<string> {
  return new Set(declarations.filter((d) => piecesOf(d).some((piece) => CALL.test(piece))).map((d) => d.name));
}

/** A signature without a name. */
const CALL = /^[<(]/;

function piecesOf(declaration: Declaration): string[] {
  if (declaration.kind === "type" || declaration.kind === "function") return [];
  const code = declaration.text.replace(/\/\*\*.*?\*\//gs, "").replace(/^interface \w+<.*?> (?=\{|extends)/, "");
  const open = code.indexOf("{");
  return open < 0 ? [] : splitTopLevel(code.slice(open + 1, code.lastIndexOf("}")));
}

/** The pieces between semicolons that stand outside all brackets. */
function splitTopLevel(body: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < body.length; i++) {
    const c = body.charAt(i);
    if ("{([".includes(c)) depth++;
    if ("})]".includes(c)) depth--;
    if (c === ";" && depth === 0) {
      pieces.push(body.slice(from, i));
      from = i + 1;
    }
  }
  return [...pieces, body.slice(from)].map((piece) => piece.trim()).filter((piece) => piece !== "");
}

function memberOf(piece: string, callables: ReadonlySet<string>): Member {
  const match = /^(?:readonly |function )?(\w+)\??(?:[(<]|: (\w*))/.exec(piece);
  if (!match) throw new Error(`not a member: ${piece}`);
  const [, name, type] = match;
  return { name: name as string, kind: type === undefined || callables.has(type) ? "method" : "property" };
}
