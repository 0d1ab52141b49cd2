import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { InputError } from "../types.ts";

/** One line of a text file that holds a list. */
export interface Line {
  /** File and number of the line, for errors. */
  readonly where: string;
  readonly words: readonly string[];
}

export async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}

export async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() ?? false;
}

export async function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot read ${file} (${error.code ?? error.message}); check that it is there`);
  });
}

/** Lines that say something: not empty, no comment. */
export async function readLines(file: string): Promise<Line[]> {
  const text = await readText(file);
  return text.split("\n").flatMap((line, i) => {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) return [];
    return [{ where: `${path.basename(file)}, line ${i + 1}`, words: trimmed.split(/[\s,]+/) }];
  });
}

/** Finite numbers; anything else is named. */
export function numbersIn(words: readonly string[], where: string, count: number, what: string): number[] {
  if (words.length < count) throw new InputError(`${where} has ${words.length} values, expected ${what}`);
  return words.slice(0, count).map((word) => {
    const value = Number(word);
    if (word === "" || !Number.isFinite(value))
      throw new InputError(`${where} holds ${JSON.stringify(word.slice(0, 40))}, expected ${what}`);
    return value;
  });
}
