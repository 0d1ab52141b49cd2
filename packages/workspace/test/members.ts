import type { Declaration } from "../src/api/declarations.ts";

export interface Member {
  readonly name: string;
  readonly kind: "method" | "property";
}

/** Members that the body of an interface, namespace or constant declares, in order and once each. */
export function membersOf(declaration: Declaration): Member[] {
  if (declaration.kind === "type" || declaration.kind === "function") return [];
  const code = declaration.text.replace(/\/\*\*.*?\*\//gs, "");
  const open = code.indexOf("{");
  if (open < 0) return [];
  const members = splitTopLevel(code.slice(open + 1, code.lastIndexOf("}"))).map(memberOf);
  return [...new Map(members.map((member) => [member.name, member])).values()];
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

function memberOf(piece: string): Member {
  const match = /^(?:readonly |function )?(\w+)\??([(<:])/.exec(piece);
  if (!match) throw new Error(`not a member: ${piece}`);
  return { name: match[1] as string, kind: match[2] === ":" ? "property" : "method" };
}
