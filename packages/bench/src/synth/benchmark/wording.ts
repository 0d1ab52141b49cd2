import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Params } from "../families/index.ts";
import { plural } from "../phrasings.ts";

/** Templates by wording; placeholders in braces, objects without article. */
type Wordings = Readonly<Record<string, readonly string[]>>;

const FILE = fileURLToPath(new URL("./wordings.json", import.meta.url));
const PLACEHOLDER = /\{(\w+)\}/g;
let read: Wordings | null = null;

export function wordings(): Wordings {
  read ??= JSON.parse(readFileSync(FILE, "utf8")) as Wordings;
  return read;
}

/** The words for a side, before "you". */
export const SIDES: Readonly<Record<string, string>> = {
  left: "to the left of",
  right: "to the right of",
  behind: "behind",
};

/** Pictures are told apart by their order: their numbers could be meant from 0 or from 1. */
export const ORDINALS = ["first", "second", "third", "fourth"] as const;

/** The question in words; `number` chooses the template. */
export function worded(wording: string, params: Params, number: number): string {
  const templates = wordings()[wording] ?? [];
  const template = templates[number % templates.length];
  if (template === undefined) throw new Error(`there is no wording ${wording}`);
  return template.replace(PLACEHOLDER, (_, name: string) => fill(name, params));
}

function fill(name: string, params: Params): string {
  if (name === "as") return plural(String(params.a));
  const value = params[name];
  if (value === undefined) throw new Error(`a question has no value for {${name}}: ${JSON.stringify(params)}`);
  if (name === "i") return ORDINALS[Number(value) - 1] as string;
  if (name === "side") return SIDES[String(value)] as string;
  if (!Array.isArray(value)) return String(value);
  return `${value.slice(0, -1).join(", ")} ${name === "list" ? "and" : "or"} ${value.at(-1)}`;
}
