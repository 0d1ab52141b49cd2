import { children, type Syntax } from "../compile/syntax.ts";
import {
  ObjectFlags,
  type Project,
  type SourceFile,
  SymbolFlags,
  SyntaxKind,
  type Type,
  TypeFlags,
} from "./typescript.ts";

/**
 * What the compiler accepts although it cannot be meant: where Python would have given a value or raised, JavaScript
 * goes on with undefined, NaN or a list in the wrong order. Each needs a type to be told from what is fine, so that
 * none is a false alarm: `counts[-1]` of a record is no mistake, `.sort()` of texts neither.
 */
export interface Habit {
  /** Offset in the checked file. */
  readonly at: number;
  readonly message: string;
  readonly hint: string;
}

type Checker = Project["checker"];

interface Suspect {
  readonly at: number;
  /** Whose type decides. */
  readonly of: Syntax;
  readonly isMistake: (type: Type, checker: Checker) => Promise<boolean>;
  readonly message: string;
  readonly hint: string;
}

/** In the cell that begins at `from`. Asks the compiler only where something looks wrong. */
export async function habitsIn({ checker }: Project, file: SourceFile, from: number): Promise<Habit[]> {
  const suspects: Suspect[] = [];
  const visit = (node: Syntax): void => {
    const suspect = node.end > from && suspects.length < MOST ? suspectAt(node) : null;
    if (suspect) suspects.push(suspect);
    children(node, visit);
  };
  for (const statement of file.statements as unknown as readonly Syntax[]) if (statement.end > from) visit(statement);
  if (suspects.length === 0) return [];
  const types = await checker.getTypeAtLocation(suspects.map(({ of }) => of));
  const found: Habit[] = [];
  for (const [i, { at, message, hint, isMistake }] of suspects.entries()) {
    const type = types[i];
    if (type && (type.flags & LOOSE) === 0 && (await isMistake(type, checker))) found.push({ at, message, hint });
  }
  return found;
}

/** Each may cost questions to the compiler, and a cell of 64 kB could hold thousands. */
const MOST = 300;

const LOOSE = TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never;

function suspectAt(node: Syntax): Suspect | null {
  switch (node.kind) {
    case SyntaxKind.ElementAccessExpression: {
      const index = node.argumentExpression?.getText() ?? "";
      return /^-\s*\d+$/.test(index) && node.expression
        ? {
            at: node.getStart(),
            of: node.expression,
            isMistake: isList,
            message: `an index of ${index} is undefined: JavaScript does not count from the end`,
            hint: `use .at(${index})`,
          }
        : null;
    }
    case SyntaxKind.CallExpression:
      return suspectCall(node);
    case SyntaxKind.PrefixUnaryExpression:
      return node.operator === SyntaxKind.MinusToken && node.operand && !/^[\d.]/.test(node.operand.getText())
        ? {
            at: node.getStart(),
            of: node.operand,
            isMistake: isNoNumber,
            message: "`-` of an array or object is NaN: JavaScript has no operators for them",
            hint: "negate its numbers one by one",
          }
        : null;
    case SyntaxKind.TemplateSpan:
      return node.expression
        ? {
            at: node.expression.getStart(),
            of: node.expression,
            isMistake: isPlainObject,
            message: "in a template this is the text [object Object]",
            hint: "print(…) takes it as a value of its own; or name the field",
          }
        : null;
    default:
      return null;
  }
}

function suspectCall(node: Syntax): Suspect | null {
  const callee = node.expression;
  const [first, second] = node.arguments ?? [];
  if (callee?.kind === SyntaxKind.Identifier && callee.text === "Number" && first && !second)
    return {
      at: node.getStart(),
      of: first,
      isMistake: isNoNumber,
      message: "Number(…) of an array or object is NaN",
      hint: "take the field that holds the number",
    };
  const sorts =
    callee?.kind === SyntaxKind.PropertyAccessExpression && /^(?:sort|toSorted)$/.test(callee.name?.text ?? "");
  if (!sorts || !callee.expression || first) return null;
  return {
    at: callee.name?.getStart() ?? node.getStart(),
    of: callee.expression,
    isMistake: holdsNumbers,
    message: "without a comparator numbers are sorted as texts: [10, 9, 1] becomes [1, 10, 9]",
    hint: `use .${callee.name?.text}((a, b) => a - b)`,
  };
}

/** Arrays, tuples, typed arrays and texts: what has a length and is read by number. */
async function isList(type: Type, checker: Checker): Promise<boolean> {
  const present = (await checker.getNonNullableType(type)) ?? type;
  const apparent = (await checker.getApparentType(present)) ?? present;
  if (!(await checker.getPropertyOfType(apparent, "length"))) return false;
  return (await checker.getIndexInfosOfType(apparent)).some(({ keyType }) => (keyType.flags & TypeFlags.Number) !== 0);
}

async function holdsNumbers(type: Type, checker: Checker): Promise<boolean> {
  const present = (await checker.getNonNullableType(type)) ?? type;
  if (!(await checker.isArrayType(present))) return false;
  const [element] = await checker.getTypeArguments(present as never);
  if (!element || (element.flags & LOOSE) !== 0) return false;
  return checker.isTypeAssignableTo(element, await checker.getNumberType());
}

async function isNoNumber(type: Type, checker: Checker): Promise<boolean> {
  // Most are plain numbers: no further question is needed.
  if ((type.flags & (TypeFlags.Object | TypeFlags.Union)) === 0) return false;
  const present = (await checker.getNonNullableType(type)) ?? type;
  // A date is a number of milliseconds.
  return (present.flags & TypeFlags.Object) !== 0 && (await present.getSymbol())?.name !== "Date";
}

/** An object literal or a record without a text of its own; classes and interfaces may have one. */
async function isPlainObject(type: Type, checker: Checker): Promise<boolean> {
  if (!type.isObjectType() || (type.objectFlags & (ObjectFlags.Anonymous | ObjectFlags.Mapped)) === 0) return false;
  const symbol = await type.getSymbol();
  if (!symbol || (symbol.flags & (SymbolFlags.ObjectLiteral | SymbolFlags.TypeLiteral)) === 0) return false;
  return (await checker.getPropertiesOfType(type)).every(({ name }) => name !== "toString");
}
