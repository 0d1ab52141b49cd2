import { readFileSync } from "node:fs";
import { FAMILIES, type Params } from "./families/index.ts";
import { optionsLine } from "./options.ts";
import type { Question } from "./questions.ts";

/** Templates by family; placeholders in braces, objects without article. */
export type Phrasings = Readonly<Record<string, readonly string[]>>;

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Throws one line that names family, template and placeholder when the file does not fit the families exactly. */
export function loadPhrasings(file: string): Phrasings {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot read phrasings ${file}: ${why}; expected a JSON object of templates by family`);
  }
  return checkPhrasings(parsed);
}

export function checkPhrasings(parsed: unknown): Phrasings {
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw new Error("phrasings must be an object that holds a list of templates for each family");
  for (const id of Object.keys(parsed)) {
    if (!FAMILIES.some((family) => family.id === id))
      throw new Error(`phrasings: family ${id} is not known; known: ${FAMILIES.map((f) => f.id).join(", ")}`);
  }
  const lists = parsed as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    FAMILIES.map(({ id, placeholders }) => [id, checkTemplates(id, placeholders, lists[id])] as const),
  );
}

function checkTemplates(id: string, placeholders: readonly string[], list: unknown): readonly string[] {
  if (list === undefined) throw new Error(`phrasings: family ${id} is missing; add a list of templates`);
  if (!Array.isArray(list) || list.length === 0)
    throw new Error(`phrasings: family ${id} must be a list of at least one template`);
  return list.map((template: unknown) => {
    if (typeof template !== "string" || template.trim() === "")
      throw new Error(`phrasings: family ${id} holds ${JSON.stringify(template)}; expected a template as text`);
    const found = [...template.matchAll(PLACEHOLDER)].map((match) => match[1] as string);
    const fail = (what: string): never => {
      throw new Error(`phrasings: family ${id}, template "${template}": ${what}`);
    };
    for (const name of found) {
      const allowed = placeholders.map((p) => `{${p}}`).join(" ") || "none";
      if (!placeholders.includes(name)) fail(`placeholder {${name}} is not known; allowed: ${allowed}`);
    }
    for (const name of placeholders) {
      const times = found.filter((other) => other === name).length;
      if (times !== 1) fail(`placeholder {${name}} must stand there once, found ${times} times`);
    }
    return template;
  });
}

/** The question with its text, by the phrasing of this number (counted round). */
export function phrase(question: Question, phrasings: Phrasings, number: number): Question & { readonly text: string } {
  const templates = phrasings[question.family];
  const template = templates?.[number % templates.length];
  if (template === undefined)
    throw new Error(`phrasings: family ${question.family} is missing; add a list of templates`);
  const body = template.replaceAll(PLACEHOLDER, (_, name: string) => fill(name, question.params));
  return { ...question, text: question.options ? `${body}\n${optionsLine(question.options)}` : body };
}

function fill(name: string, params: Params): string {
  if (name === "as") return plural(String(params.a));
  const value = params[name];
  if (value === undefined) throw new Error(`a question has no value for {${name}}: ${JSON.stringify(params)}`);
  return Array.isArray(value) ? either(value) : String(value);
}

/** "chair, table or lamp". */
function either(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The plural of a label's last word: chairs, boxes, bookshelves, trash cans. */
export function plural(label: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(label)) return `${label}es`;
  if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`;
  if (/(?:shelf|knife|leaf)$/.test(label)) return `${label.replace(/fe?$/, "")}ves`;
  return `${label}s`;
}
