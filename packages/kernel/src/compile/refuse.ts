import { type SourceFile, SyntaxKind } from "../checker/typescript.ts";
import { declarationsOf } from "./declarations.ts";
import { children, type Syntax } from "./syntax.ts";

export interface Refusal {
  /** Offset in the parsed file. */
  readonly at: number;
  readonly message: string;
  readonly hint: string | null;
}

const BUILT_INS: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(globalThis).filter((n) => /^[A-Z]/.test(n)));
const ECMASCRIPT_LOWER = [
  "globalThis",
  "undefined",
  "eval",
  "parseInt",
  "parseFloat",
  "isNaN",
  "isFinite",
  "arguments",
];

/**
 * What no cell may hold, whatever its types say. The first offence, or null. `checked`: no code may hide from the check
 * in a text either.
 */
export function refuse(
  file: SourceFile,
  reserved: ReadonlySet<string>,
  from: number,
  checked: boolean,
): Refusal | null {
  const declared = declarationsOf(file).find((d) => d.kind !== "type" && isTaken(d.name, reserved));
  if (declared) return takenName(file, declared.name, reserved, from);
  let refusal: Refusal | null = null;
  const visit = (node: Syntax): void => {
    if (refusal) return;
    const found =
      node.getStart() >= from ? (refuseNode(node, reserved) ?? (checked ? refuseCodeInText(node) : null)) : null;
    if (found) refusal = { at: node.getStart(), ...found };
    else children(node, visit);
  };
  for (const statement of file.statements as unknown as readonly Syntax[]) visit(statement);
  return refusal;
}

function isTaken(name: string, reserved: ReadonlySet<string>): boolean {
  return reserved.has(name) || ECMASCRIPT_LOWER.includes(name) || (BUILT_INS.has(name) && isEcmaScript(name));
}

/** Node's own globals (URL, Buffer, …) do not exist in the isolate: their names are free. */
function isEcmaScript(name: string): boolean {
  return /^(?:Object|Function|Array|Number|Boolean|String|Symbol|Date|Promise|RegExp|Error|\w+Error|JSON|Math|Intl|\w*ArrayBuffer|Atomics|\w+Array|DataView|Map|BigInt|Set|Weak\w+|Proxy|Reflect|Iterator|Infinity|NaN)$/.test(
    name,
  );
}

function takenName(file: SourceFile, name: string, reserved: ReadonlySet<string>, from: number): Refusal {
  const what = reserved.has(name) ? "is a name of the session" : "is a JavaScript built-in";
  const match = new RegExp(`\\b${name.replace(/\$/g, "\\$&")}\\b`).exec(file.text.slice(from));
  return {
    at: from + (match?.index ?? 0),
    message: `\`${name}\` ${what} and cannot be declared again`,
    hint: `choose another name, for example \`my${name[0]?.toUpperCase()}${name.slice(1)}\``,
  };
}

type Words = { readonly message: string; readonly hint: string | null };

function refuseNode(node: Syntax, reserved: ReadonlySet<string>): Words | null {
  const preloaded = `everything a cell may use is already there: ${[...reserved].join(", ")}`;
  switch (node.kind) {
    case SyntaxKind.ImportDeclaration:
    case SyntaxKind.ImportEqualsDeclaration:
      return { message: "`import` is not available in a cell", hint: `drop the line; ${preloaded}` };
    case SyntaxKind.ImportType:
      return { message: "type imports are not available in a cell", hint: "use the type's name alone" };
    case SyntaxKind.ExportDeclaration:
    case SyntaxKind.ExportAssignment:
    case SyntaxKind.ExportKeyword:
      return {
        message: "`export` is not available in a cell",
        hint: "drop the word: what a cell declares lives on by itself",
      };
    case SyntaxKind.ModuleDeclaration:
      return { message: "`namespace` is not available in a cell", hint: "write an object: `const name = { … }`" };
    case SyntaxKind.Decorator:
      return { message: "decorators are not available in a cell", hint: "call the function yourself" };
    case SyntaxKind.DebuggerStatement:
      return { message: "`debugger` is not available in a cell", hint: "use print(…)" };
    case SyntaxKind.WithStatement:
      return { message: "`with` is not available in a cell", hint: "name the object each time" };
    case SyntaxKind.Parameter:
      return node.parent.kind === SyntaxKind.Constructor && node.modifiers?.length
        ? {
            message: "parameter properties are not available in a cell",
            hint: "declare the field and assign it in the constructor",
          }
        : null;
    case SyntaxKind.VariableDeclarationList:
      return /^(?:await\s+)?using\b/.test(node.getText())
        ? { message: "`using` is not available in a cell", hint: "use const" }
        : null;
    case SyntaxKind.CallExpression: {
      const callee = node.expression;
      if (callee?.kind === SyntaxKind.ImportKeyword) {
        return { message: "`import()` is not available in a cell", hint: `drop it; ${preloaded}` };
      }
      return callee?.kind === SyntaxKind.Identifier && callee.text === "require"
        ? { message: "`require` is not available in a cell", hint: `drop the line; ${preloaded}` }
        : null;
    }
    case SyntaxKind.BinaryExpression: {
      const name = node.left?.kind === SyntaxKind.Identifier ? node.left.text : undefined;
      const operator = node.operatorToken?.getText() ?? "";
      return name && reserved.has(name) && operator.endsWith("=") && !/^(?:[=!]==?|[<>]=)$/.test(operator)
        ? { message: `\`${name}\` is a name of the session and cannot be assigned`, hint: "choose another name" }
        : null;
    }
    default:
      return null;
  }
}

/** Only where it is written plainly: the seal does not depend on it. */
function refuseCodeInText({ kind, expression }: Syntax): Words | null {
  if (kind !== SyntaxKind.CallExpression && kind !== SyntaxKind.NewExpression) return null;
  const name = expression?.kind === SyntaxKind.Identifier ? expression.text : undefined;
  return name === "eval" || name === "Function"
    ? { message: `\`${name}\` is not available in a cell`, hint: "JSON.parse reads data; write code as code" }
    : null;
}

const REFERENCE = /^[^\S\n]*\/\/\/\s*<\s*(?:reference|amd)/m;

/** Triple-slash references would make the checker read files. */
export function refuseReferences(text: string): Refusal | null {
  const match = REFERENCE.exec(text);
  return match
    ? { at: match.index, message: "`/// <reference>` is not available in a cell", hint: "drop the line" }
    : null;
}
