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
    if (isOnlyType(node)) edits.blankAs(";", node.getStart(), node.end);
    else if (node.kind === SyntaxKind.EnumDeclaration) writeEnum(node, text, edits, `let ${node.name?.text}=`);
    else if (node.kind === SyntaxKind.Parameter && node.name?.text === "this") eraseThisParameter(node, text, edits);
    else if (isTyped(node.kind) && node.expression) {
      visit(node.expression);
      eraseSuffix(node.expression.end, node.end, text, edits);
    } else if (node.kind === SyntaxKind.TypeAssertionExpression && node.expression) {
      edits.blank(node.getStart(), node.expression.getStart());
      visit(node.expression);
    } else {
      if (node.kind === SyntaxKind.ClassDeclaration || node.kind === SyntaxKind.ClassExpression)
        eraseClassHead(node, edits);
      eraseAnnotations(node, text, edits);
      children(node, (child) => {
        if (!isErased(node, child)) visit(child);
      });
    }
  };
  visit(root);
}

/** `x as T`, `x satisfies T`, `x!`: an expression with something of types behind it. */
function isTyped(kind: SyntaxKind): boolean {
  return (
    kind === SyntaxKind.AsExpression || kind === SyntaxKind.SatisfiesExpression || kind === SyntaxKind.NonNullExpression
  );
}

/** Nothing of it exists at run time. */
function isOnlyType(node: Syntax): boolean {
  switch (node.kind) {
    case SyntaxKind.InterfaceDeclaration:
    case SyntaxKind.TypeAliasDeclaration:
    case SyntaxKind.IndexSignature:
      return true;
    case SyntaxKind.EnumDeclaration:
    case SyntaxKind.VariableStatement:
      return hasModifier(node, SyntaxKind.DeclareKeyword);
    case SyntaxKind.PropertyDeclaration:
      return hasModifier(node, SyntaxKind.DeclareKeyword) || hasModifier(node, SyntaxKind.AbstractKeyword);
    case SyntaxKind.FunctionDeclaration:
    case SyntaxKind.MethodDeclaration:
    case SyntaxKind.Constructor:
    case SyntaxKind.GetAccessor:
    case SyntaxKind.SetAccessor:
      // Without a body: an overload, an abstract member, an ambient function.
      return node.body === undefined;
    default:
      return false;
  }
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
