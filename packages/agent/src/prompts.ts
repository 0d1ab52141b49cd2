import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../prompts/", import.meta.url);

export type PromptName =
  | "system"
  | "planner"
  | "question"
  | "task"
  | "no-cell"
  | "vlm-ask"
  | "vlm-locate"
  | "vlm-choose";

/**
 * Fills the placeholders of a prompt file. Throws when one has no value or a value has no placeholder:
 * a prompt that silently lost a part is worse than no prompt.
 */
export function prompt(name: PromptName, values: Readonly<Record<string, string>> = {}): string {
  const template = readFileSync(new URL(`${name}.md`, FOLDER), "utf8").trimEnd();
  const used = new Set<string>();
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`prompts/${name}.md wants {{${key}}}, which was not given`);
    used.add(key);
    return value;
  });
  const unused = Object.keys(values).filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`prompts/${name}.md has no place for ${unused.join(", ")}`);
  return text;
}
