import { children, type Syntax } from "../compile/syntax.ts";
import { type Diagnostic, type Project, type SourceFile, SyntaxKind } from "./typescript.ts";

/** Wrong arguments: their number, their types, no overload. */
const CALL_ERRORS: ReadonlySet<number> = new Set([
  2345, 2353, 2554, 2555, 2556, 2559, 2561, 2739, 2740, 2741, 2769, 2322,
]);

/** The declaration of the call that a diagnostic lies in, so that the model sees what it should have written. */
export async function callSignature(project: Project, file: SourceFile, d: Diagnostic): Promise<string | null> {
  if (!CALL_ERRORS.has(d.code)) return null;
  const call = innermostCall(file as unknown as Syntax, d.pos, d.end);
  if (!call) return null;
  const signature = await project.checker.getResolvedSignature(call);
  const declaration = await signature?.declaration?.resolve();
  if (!declaration) return null;
  const text = declaration
    .getText()
    .replace(/\s+/g, " ")
    .replace(/\{.*$/s, (body) => (hasBody(declaration) ? "" : body));
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

function hasBody(node: unknown): boolean {
  return (node as Syntax).body !== undefined;
}

function innermostCall(root: Syntax, start: number, end: number): Syntax | null {
  let found: Syntax | null = null;
  const visit = (node: Syntax): void => {
    if (node.pos > start || node.end < end) return;
    if (node.kind === SyntaxKind.CallExpression || node.kind === SyntaxKind.NewExpression) {
      // An argument that is a call itself: the call around it is the one that does not take it.
      if (node.getStart() === start && node.end === end) return;
      found = node;
    }
    children(node, visit);
  };
  visit(root);
  return found;
}
