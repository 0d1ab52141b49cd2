import { type SourceFile, SyntaxKind } from "../checker/typescript.ts";
import { boundNames, children, hasModifier, isFunctionLike, type Syntax } from "./syntax.ts";

/** How a name lives on: `value` names are session variables, the others only types, or both. */
export interface Declared {
  readonly name: string;
  readonly kind: "let" | "var" | "function" | "class" | "enum" | "type";
}

/** What a cell declares at its top level; `var` also from inside blocks, as in JavaScript. */
export function declarationsOf(file: SourceFile): Declared[] {
  const found = new Map<string, Declared>();
  const add = (name: string | undefined, kind: Declared["kind"]) => {
    // A name may be a type and a value at once; the value decides how later cells see it.
    if (name && (kind !== "type" || !found.has(name))) found.set(name, { name, kind });
  };
  for (const statement of file.statements as unknown as readonly Syntax[]) {
    if (hasModifier(statement, SyntaxKind.DeclareKeyword)) continue;
    switch (statement.kind) {
      case SyntaxKind.VariableStatement: {
        const list = statement.declarationList;
        if (!list || keywordOf(list) === "var") break;
        for (const declaration of list.declarations ?? []) {
          if (declaration.name) for (const name of boundNames(declaration.name)) add(name, "let");
        }
        break;
      }
      case SyntaxKind.FunctionDeclaration:
        if (statement.body) add(statement.name?.text, "function");
        break;
      case SyntaxKind.ClassDeclaration:
        add(statement.name?.text, "class");
        break;
      case SyntaxKind.EnumDeclaration:
        add(statement.name?.text, "enum");
        break;
      case SyntaxKind.InterfaceDeclaration:
      case SyntaxKind.TypeAliasDeclaration:
        add(statement.name?.text, "type");
        break;
    }
    for (const list of varLists(statement)) {
      for (const declaration of list.declarations ?? []) {
        if (declaration.name) for (const name of boundNames(declaration.name)) add(name, "var");
      }
    }
  }
  return [...found.values()];
}

/** The `var` lists of a statement, also in its blocks and loops, but not in functions or classes. */
export function varLists(statement: Syntax): Syntax[] {
  const lists: Syntax[] = [];
  const visit = (node: Syntax): void => {
    if (isFunctionLike(node.kind) || node.kind === SyntaxKind.PropertyDeclaration) return;
    if (node.kind === SyntaxKind.VariableDeclarationList && keywordOf(node) === "var") lists.push(node);
    children(node, visit);
  };
  visit(statement);
  return lists;
}

export function keywordOf(list: Syntax): string {
  return /^(?:let|const|var|using|await)/.exec(list.getText())?.[0] ?? "";
}
