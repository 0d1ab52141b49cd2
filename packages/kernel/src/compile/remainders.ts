import { type SourceFile, SyntaxKind } from "../checker/typescript.ts";
import { children, type Syntax } from "./syntax.ts";

const FULL_TURN = /^\(*(?:360(?:\.0*)?|2(?:\.0*)?\s*\*\s*Math\.PI|Math\.PI\s*\*\s*2)\)*$/;
/** A left side that cannot be negative, or was made so. */
const LIFTED = /(?:\+\s*(?:360|540|720|\(?\d?\s*\*?\s*Math\.PI))|^\(*\s*Math\.abs\(/;

/**
 * Where an angle is taken modulo a full turn and may be negative: no error, since the left side may well be positive,
 * but in Python the result never is. Offsets in the checked file.
 */
export function angleRemainders(file: SourceFile, from: number): number[] {
  const found: number[] = [];
  const visit = (node: Syntax): void => {
    if (isRemainder(node) && node.getStart() >= from) {
      const [left, right] = [node.left?.getText() ?? "", node.right?.getText() ?? ""];
      if (FULL_TURN.test(right) && !LIFTED.test(left) && !isLifted(node))
        found.push(node.operatorToken?.getStart() ?? node.getStart());
    }
    children(node, visit);
  };
  for (const statement of file.statements as unknown as readonly Syntax[]) visit(statement);
  return found;
}

function isRemainder(node: Syntax): boolean {
  return node.kind === SyntaxKind.BinaryExpression && node.operatorToken?.kind === SyntaxKind.PercentToken;
}

/** `(a % 360 + 360) % 360` */
function isLifted(node: Syntax): boolean {
  let outer = node.parent as Syntax;
  while (outer.kind === SyntaxKind.ParenthesizedExpression) outer = outer.parent as Syntax;
  return outer.kind === SyntaxKind.BinaryExpression && LIFTED.test(outer.getText());
}
