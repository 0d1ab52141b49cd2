import type { Json } from "@spatialclaw/kernel";
import { InputError } from "@spatialclaw/media";
import { type Declaration, declarationsOf } from "./declarations.ts";

/**
 * A group of functions beside those of the cell API: cells call them as `tools.<name>.<function>(…)`, the host runs
 * them. Whatever they can do, a cell can make them do: see SECURITY.md.
 */
export interface CustomTool {
  /** Of the group, as in `tools.Gripper`. */
  readonly name: string;
  /**
   * The functions in TypeScript, as they would stand in a namespace, with doc comments of one line; they may use the
   * types of the cell API. Checker and prompt read it: `/** Whether the arm gets there. *\/ function canReach(p: Vec3): boolean;`
   */
  readonly declaration: string;
  /**
   * One for each declared function. Arguments and results are plain data; a frame arrives as `{ frameIndex }`, points
   * and arrays as lists of numbers. A rejection becomes an error of kind `tool` in the cell.
   */
  readonly functions: Readonly<Record<string, (args: readonly Json[], signal: AbortSignal) => Promise<Json> | Json>>;
}

const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Its declaration file. Throws InputError when declaration and functions do not fit each other. */
export function declarationFile(tool: CustomTool): string {
  const { name, declaration, functions } = tool;
  if (!IDENTIFIER.test(name))
    throw new InputError(`a custom tool is called ${JSON.stringify(name)}; expected an identifier such as "Gripper"`);
  const file = wrapped(name, declaration);
  const declared = functionsOf(name, file);
  for (const wanted of declared)
    if (!Object.hasOwn(functions, wanted))
      throw new InputError(`custom tool ${name} declares ${wanted}, but has no function of that name`);
  for (const given of Object.keys(functions))
    if (!declared.includes(given))
      throw new InputError(
        `custom tool ${name} has a function ${given} that its declaration lacks; declare it: function ${given}(…): …;`,
      );
  return file;
}

function wrapped(name: string, declaration: string): string {
  const lines = declaration.trim().split("\n");
  const body = lines.map((line) => `    ${line.trimEnd()}`).join("\n");
  return `declare namespace tools {\n  namespace ${name} {\n${body}\n  }\n}\n`;
}

function functionsOf(name: string, file: string): string[] {
  const [group] = readDeclarations(name, file);
  const code = (group?.text ?? "").replace(/\/\*[\s\S]*?\*\//g, "");
  const names = [...code.matchAll(/\bfunction (\w+)/g)].map((match) => match[1] as string);
  if (names.length === 0)
    throw new InputError(`custom tool ${name} declares no function; expected "function canReach(p: Vec3): boolean;"`);
  return [...new Set(names)];
}

function readDeclarations(name: string, file: string): readonly Declaration[] {
  try {
    return declarationsOf(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`the declaration of custom tool ${name} cannot be read: ${reason}`);
  }
}
