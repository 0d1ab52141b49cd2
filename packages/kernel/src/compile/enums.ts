import { SyntaxKind } from "../checker/typescript.ts";
import { Edits } from "./edits.ts";
import { eraseTypes } from "./erase-types.ts";
import type { Syntax } from "./syntax.ts";

/**
 * Replaces an enum by the object it means, on its first line. Members see earlier ones by their bare names, as in
 * TypeScript; numeric members map back from value to name.
 */
export function writeEnum(node: Syntax, text: string, edits: Edits, target: string): void {
  let previous: string | null = null;
  const body: string[] = [];
  for (const member of node.members ?? []) {
    const name = member.name;
    if (!name) continue;
    const key = JSON.stringify(name.text ?? text.slice(name.getStart(), name.end));
    const value = member.initializer
      ? expressionText(member.initializer, text)
      : previous === null
        ? "0"
        : `E[${previous}]+1`;
    const bare = name.kind === SyntaxKind.Identifier ? `const ${name.text}=` : "";
    body.push(`${bare}E[${key}]=${value};if(typeof E[${key}]==="number")E[E[${key}]]=${key};`);
    previous = key;
  }
  const code = `;${target}(()=>{const E={};${body.join("")}return E})();`;
  const start = node.getStart();
  edits.insert(start, code.replace(/[\r\n]+/g, " "));
  edits.blank(start, node.end);
}

function expressionText(node: Syntax, text: string): string {
  const edits = new Edits(text);
  eraseTypes(node, text, edits);
  edits.blank(0, node.getStart());
  edits.blank(node.end, text.length);
  return edits.render().code.trim();
}
