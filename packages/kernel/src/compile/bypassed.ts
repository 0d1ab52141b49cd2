import { type SourceFile, SyntaxKind } from "../checker/typescript.ts";
import { positionAt } from "../excerpt.ts";
import { children, type Syntax } from "./syntax.ts";

/** Lines of the cell (from 1) that cast the type check away: `as any`, `as unknown as T`, `!`, `@ts-ignore`. */
export function bypassedLines(file: SourceFile, cell: string, from: number): number[] {
  const lines = new Set<number>();
  const mark = (offset: number) => lines.add(positionAt(cell, offset - from).line);
  const visit = (node: Syntax): void => {
    if (node.getStart() >= from) {
      if (node.kind === SyntaxKind.NonNullExpression) mark(node.end - 1);
      const casts = node.kind === SyntaxKind.AsExpression || node.kind === SyntaxKind.TypeAssertionExpression;
      if (casts && (node.type?.kind === SyntaxKind.AnyKeyword || node.type?.kind === SyntaxKind.UnknownKeyword)) {
        mark(node.type.getStart());
      }
    }
    children(node, visit);
  };
  for (const statement of file.statements as unknown as readonly Syntax[]) visit(statement);
  cell.split("\n").forEach((line, i) => {
    if (/(?:\/\/|\/\*|^\s*\*)\s*@ts-(?:ignore|expect-error|nocheck)\b/.test(line)) lines.add(i + 1);
  });
  return [...lines].sort((a, b) => a - b);
}
