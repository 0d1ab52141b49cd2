import { SyntaxKind } from "../checker/typescript.ts";
import type { Edits } from "./edits.ts";
import { writeEnum } from "./enums.ts";
import { children, hasModifier, type Syntax } from "./syntax.ts";

const ERASED_MODIFIERS: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.PublicKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.ReadonlyKeyword,
  SyntaxKind.AbstractKeyword,
  SyntaxKind.OverrideKeyword,
  SyntaxKind.DeclareKeyword,
]);

/** Blanks everything of a statement that is only type, in place, so that lines and columns stay true. */
export function eraseTypes(root: Syntax, text: string, edits: Edits): void {
  const visit = (node: Syntax): void => {
    switch (node.kind) {
      case SyntaxKind.InterfaceDeclaration:
      case SyntaxKind.TypeAliasDeclaration:
        return edits.blankAs(";", node.getStart(), node.end);
      case SyntaxKind.EnumDeclaration:
        return hasModifier(node, SyntaxKind.DeclareKeyword)
          ? edits.blankAs(";", node.getStart(), node.end)
          : writeEnum(node, text, edits, `let ${node.name?.text}=`);
      case SyntaxKind.VariableStatement:
        if (hasModifier(node, SyntaxKind.DeclareKeyword)) return edits.blankAs(";", node.getStart(), node.end);
        break;
      case SyntaxKind.AsExpression:
      case SyntaxKind.SatisfiesExpression:
        if (node.expression) {
          visit(node.expression);
          eraseSuffix(node.expression.end, node.end, text, edits);
        }
        return;
      case SyntaxKind.NonNullExpression:
        if (node.expression) {
          visit(node.expression);
          eraseSuffix(node.expression.end, node.end, text, edits);
        }
        return;
      case SyntaxKind.TypeAssertionExpression:
        if (node.expression) {
          edits.blank(node.getStart(), node.expression.getStart());
          visit(node.expression);
        }
        return;
      case SyntaxKind.ClassDeclaration:
      case SyntaxKind.ClassExpression:
        eraseClassHead(node, edits);
        break;
      case SyntaxKind.PropertyDeclaration:
        if (hasModifier(node, SyntaxKind.DeclareKeyword) || hasModifier(node, SyntaxKind.AbstractKeyword)) {
          return edits.blankAs(";", node.getStart(), node.end);
        }
        break;
      case SyntaxKind.IndexSignature:
        return edits.blankAs(";", node.getStart(), node.end);
      case SyntaxKind.FunctionDeclaration:
      case SyntaxKind.MethodDeclaration:
      case SyntaxKind.Constructor:
      case SyntaxKind.GetAccessor:
      case SyntaxKind.SetAccessor:
        // Without a body: an overload, an abstract member, an ambient function.
        if (!node.body) return edits.blankAs(";", node.getStart(), node.end);
        break;
      case SyntaxKind.Parameter:
        if (node.name?.text === "this") return eraseThisParameter(node, text, edits);
        break;
    }
    eraseAnnotations(node, text, edits);
    children(node, (child) => {
      if (!isErased(node, child)) visit(child);
    });
  };
  visit(root);
}

/** Parts that eraseAnnotations has blanked already: nothing inside them is code. */
function isErased(node: Syntax, child: Syntax): boolean {
  return (
    child === node.type ||
    (node.typeParameters?.includes(child) ?? false) ||
    (node.typeArguments?.includes(child) ?? false) ||
    (child.kind === SyntaxKind.HeritageClause &&
      (child as Syntax & { token: SyntaxKind }).token === SyntaxKind.ImplementsKeyword)
  );
}

function eraseAnnotations(node: Syntax, text: string, edits: Edits): void {
  if (node.kind !== SyntaxKind.ClassDeclaration) eraseModifiers(node, text, edits);
  if (node.typeParameters) eraseAngles(node.typeParameters, text, edits);
  if (node.typeArguments) eraseAngles(node.typeArguments, text, edits);
  if (node.questionToken && node.kind !== SyntaxKind.ConditionalExpression) {
    edits.blank(node.questionToken.getStart(), node.questionToken.end);
  }
  if (node.exclamationToken) edits.blank(node.exclamationToken.getStart(), node.exclamationToken.end);
  if (node.postfixToken) edits.blank(node.postfixToken.getStart(), node.postfixToken.end);
  if (node.type) eraseAnnotation(node, node.type, text, edits);
}

/** The colon and the type; an arrow must stay on the line of its closing parenthesis. */
function eraseAnnotation(node: Syntax, type: Syntax, text: string, edits: Edits): void {
  const colon = type.pos - 1;
  const arrow = node.kind === SyntaxKind.ArrowFunction ? node.equalsGreaterThanToken : undefined;
  const paren = text.lastIndexOf(")", colon);
  if (arrow && paren >= 0 && text.slice(paren, arrow.getStart()).includes("\n")) {
    edits.blank(paren, paren + 1);
    edits.blank(colon, type.end);
    edits.insert(arrow.getStart(), ")");
    return;
  }
  edits.blank(colon, type.end);
}

function eraseModifiers(node: Syntax, text: string, edits: Edits): void {
  let first = true;
  for (const modifier of node.modifiers ?? []) {
    if (ERASED_MODIFIERS.has(modifier.kind)) {
      // `private ["a"] = 1` must not become an index of the field before it.
      const next = text.slice(modifier.end).trimStart()[0];
      const mark = first && (next === "[" || next === "*") && node.kind !== SyntaxKind.Parameter ? ";" : "";
      edits.blankAs(mark, modifier.getStart(), modifier.end);
    }
    first = false;
  }
}

function eraseClassHead(node: Syntax, edits: Edits): void {
  for (const modifier of node.modifiers ?? []) {
    if (ERASED_MODIFIERS.has(modifier.kind)) edits.blank(modifier.getStart(), modifier.end);
  }
  for (const clause of node.heritageClauses ?? []) {
    if (clause.token === SyntaxKind.ImplementsKeyword) edits.blank(clause.getStart(), clause.end);
  }
}

function eraseAngles(list: NonNullable<Syntax["typeParameters"]>, text: string, edits: Edits): void {
  const open = text.lastIndexOf("<", list.pos);
  const close = text.indexOf(">", list.end);
  if (open >= 0 && close >= 0) edits.blank(open, close + 1);
}

function eraseThisParameter(node: Syntax, text: string, edits: Edits): void {
  const comma = /^\s*,/.exec(text.slice(node.end));
  edits.blank(node.getStart(), node.end + (comma ? comma[0].length : 0));
}

/** ` as T`, `!`: when a line that could continue an expression follows, TypeScript ended the statement here. */
function eraseSuffix(start: number, end: number, text: string, edits: Edits): void {
  const after = /^[^\S\n]*\n\s*([([`])/.exec(text.slice(end));
  edits.blankAs(after ? ";" : "", start, end);
}
