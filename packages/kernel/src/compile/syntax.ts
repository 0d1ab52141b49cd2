import { type Node, type NodeArray, SyntaxKind } from "../checker/typescript.ts";

/** A node with the children this folder looks at; those a kind does not have are undefined. */
export interface Syntax extends Node {
  readonly modifiers?: NodeArray<Syntax>;
  readonly typeParameters?: NodeArray<Syntax>;
  readonly typeArguments?: NodeArray<Syntax>;
  readonly heritageClauses?: NodeArray<Syntax & { readonly token: SyntaxKind }>;
  readonly parameters?: NodeArray<Syntax>;
  readonly members?: NodeArray<Syntax>;
  readonly declarations?: NodeArray<Syntax>;
  readonly elements?: NodeArray<Syntax>;
  readonly declarationList?: Syntax;
  readonly type?: Syntax;
  readonly name?: Syntax & { readonly text?: string };
  readonly body?: Syntax;
  readonly expression?: Syntax;
  readonly initializer?: Syntax;
  readonly questionToken?: Syntax;
  readonly exclamationToken?: Syntax;
  readonly postfixToken?: Syntax;
  readonly equalsGreaterThanToken?: Syntax;
  readonly left?: Syntax;
  readonly operatorToken?: Syntax;
  readonly right?: Syntax;
  readonly operand?: Syntax;
  readonly operator?: SyntaxKind;
  readonly argumentExpression?: Syntax;
  readonly arguments?: NodeArray<Syntax>;
  readonly text?: string;
}

export function children(node: Syntax, visit: (child: Syntax) => void): void {
  node.forEachChild((child) => {
    visit(child as Syntax);
    return undefined;
  });
}

export function isFunctionLike(kind: SyntaxKind): boolean {
  return (
    kind === SyntaxKind.FunctionDeclaration ||
    kind === SyntaxKind.FunctionExpression ||
    kind === SyntaxKind.ArrowFunction ||
    kind === SyntaxKind.MethodDeclaration ||
    kind === SyntaxKind.Constructor ||
    kind === SyntaxKind.GetAccessor ||
    kind === SyntaxKind.SetAccessor ||
    kind === SyntaxKind.ClassStaticBlockDeclaration
  );
}

export function hasModifier(node: Syntax, kind: SyntaxKind): boolean {
  return node.modifiers?.some((m) => m.kind === kind) ?? false;
}

/** Names that a declaration's name binds: one, or all of a pattern. */
export function boundNames(name: Syntax): string[] {
  if (name.kind === SyntaxKind.Identifier) return name.text ? [name.text] : [];
  const names: string[] = [];
  for (const element of name.elements ?? []) if (element.name) names.push(...boundNames(element.name));
  return names;
}
