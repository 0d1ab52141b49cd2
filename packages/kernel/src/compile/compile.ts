import { type SourceFile, SyntaxKind } from "../checker/typescript.ts";
import { keywordOf, varLists } from "./declarations.ts";
import { Edits } from "./edits.ts";
import { writeEnum } from "./enums.ts";
import { eraseTypes } from "./erase-types.ts";
import { hasModifier, type Syntax } from "./syntax.ts";

export interface CompiledCell {
  /** Script that evaluates to a function which assigns the cell's functions: they exist before its first line runs. */
  readonly hoist: string;
  /** Script that evaluates to an async function: the rest of the cell. */
  readonly body: string;
  /** Column in the model's own text; both scripts keep its lines. */
  originalColumn(line: number, column: number): number;
}

/**
 * Turns a parsed cell into scripts for the isolate. Types are blanked in place; what the cell declares at its top
 * level becomes an assignment to a variable of the session, so that it lives on and may be declared again.
 * `offset`: where the cell's own text begins in the file that the checker parsed.
 */
export function compileCell(file: SourceFile, text: string, offset: number): CompiledCell {
  const hoist = new Edits(text);
  const body = new Edits(text);
  hoist.replace(0, offset, "");
  body.replace(0, offset, "");
  const statements = (file.statements as unknown as readonly Syntax[]).filter((s) => s.getStart() >= offset);
  let gap = offset;
  const last = statements.at(-1);
  for (const statement of statements) {
    if (statement.kind === SyntaxKind.FunctionDeclaration && statement.body && statement.name?.text) {
      const start = statement.getStart();
      hoist.blank(gap, start);
      bindFunction(statement, statement.name.text, hoist);
      eraseTypes(statement, text, hoist);
      gap = statement.end;
      body.blankAs(";", start, statement.end);
    } else {
      compileStatement(statement, text, body);
      if (statement === last && statement.kind === SyntaxKind.ExpressionStatement) {
        body.insert(statement.getStart(), "return ");
      }
      eraseTypes(statement, text, body);
    }
  }
  hoist.blank(gap, text.length);
  const bodyCode = wrap(body, offset, text, "async()=>");
  return {
    hoist: wrap(hoist, offset, text, "()=>").code,
    body: bodyCode.code,
    originalColumn: bodyCode.originalColumn,
  };
}

/** The prefix stands on the cell's first line, so lines stay true and only its columns move. */
function wrap(edits: Edits, offset: number, text: string, arrow: string) {
  const prefix = `"use strict";(${arrow}{`;
  const rendered = edits.render();
  const skippedLines = text.slice(0, offset).split("\n").length - 1;
  const code = rendered.code.slice(offset);
  return {
    code: `${prefix}${code}\n})`,
    originalColumn(line: number, column: number): number {
      return rendered.originalColumn(line + skippedLines, line === 1 ? Math.max(1, column - prefix.length) : column);
    },
  };
}

function compileStatement(statement: Syntax, text: string, edits: Edits): void {
  if (statement.kind === SyntaxKind.ClassDeclaration && statement.name?.text) {
    edits.insert(statement.getStart(), `;${statement.name.text}=`);
    edits.insert(statement.end, ";");
    return;
  }
  if (statement.kind === SyntaxKind.EnumDeclaration && !hasModifier(statement, SyntaxKind.DeclareKeyword)) {
    writeEnum(statement, text, edits, `${statement.name?.text}=`);
    return;
  }
  const list = statement.kind === SyntaxKind.VariableStatement ? statement.declarationList : undefined;
  if (hasModifier(statement, SyntaxKind.DeclareKeyword)) return;
  if (list) bindVariables(list, edits, true);
  for (const nested of varLists(statement)) if (nested !== list) bindVariables(nested, edits, false);
}

/** `const {a, b = 2} = f()` becomes `; ({a, b = 2} = f())`: the same pattern, assigned. */
function bindVariables(list: Syntax, edits: Edits, isStatement: boolean): void {
  const keyword = keywordOf(list);
  const start = list.getStart();
  // In a loop's head there is no statement to end before it.
  const inHead = /^(?:For|ForIn|ForOf)/.test(SyntaxKind[list.parent.kind] ?? "");
  edits.replace(start, start + keyword.length, inHead ? "" : ";");
  for (const declaration of list.declarations ?? []) {
    const name = declaration.name;
    if (!name) continue;
    const isPattern = name.kind !== SyntaxKind.Identifier;
    if (isPattern && !inHead) edits.insert(name.getStart(), "(");
    if (declaration.initializer) {
      if (isPattern && !inHead) edits.insert(declaration.end, ")");
    } else if (isStatement && keyword !== "var") edits.insert(declaration.end, "=void 0");
  }
}

/** `function f() {}` becomes `;f=function () {};`: unnamed, so that a later `f` is seen by its own recursion too. */
function bindFunction(statement: Syntax, name: string, edits: Edits): void {
  edits.insert(statement.getStart(), `;${name}=`);
  const identifier = statement.name;
  if (identifier) edits.blank(identifier.getStart(), identifier.end);
  edits.insert(statement.end, ";");
}
