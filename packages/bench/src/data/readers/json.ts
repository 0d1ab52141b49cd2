import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { inMemory, type RawRow } from "./types.ts";

/** One row a line; blank lines are nothing. */
export async function* readJsonLines(file: string): AsyncGenerator<RawRow> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    const text = line.replace(/^\ufeff/, "");
    if (text.trim() !== "") yield rowOf(() => parseJson(text));
  }
}

/** A list of rows, or an object with one list in it. */
export async function* readJson(file: string): AsyncGenerator<RawRow> {
  const content = parseJson((await readFile(file, "utf8")).replace(/^\ufeff/, ""));
  const lists = Array.isArray(content) ? [content] : Object.values(content ?? {}).filter(Array.isArray);
  if (lists.length !== 1)
    throw new Error(`holds ${lists.length} lists; expected a list of rows, or an object with one`);
  for (const row of lists[0] as unknown[]) yield rowOf(() => row);
}

/** JSON as Python writes it: NaN and infinities, which JSON has no words for, are null. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Strings are matched first, so that what stands in them stays.
    const plain = text.replace(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (word) =>
      word[0] === '"' ? word : "null",
    );
    if (plain === text) throw error;
    return JSON.parse(plain);
  }
}

function rowOf(read: () => unknown): RawRow {
  try {
    const value = read();
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return inMemory(value as Record<string, unknown>);
    return { broken: `is ${Array.isArray(value) ? "a list" : JSON.stringify(value)}; expected an object with fields` };
  } catch (error) {
    return { broken: `is no JSON: ${(error as Error).message}` };
  }
}
