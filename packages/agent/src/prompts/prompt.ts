import { readFileSync } from "node:fs";
import type { SectionName } from "./sections.ts";

const FOLDER = new URL("../../../../prompts/", import.meta.url);

export type PromptName =
  | "planner"
  | "planner-checklist"
  | "question"
  | "task"
  | "plan"
  | "next-question"
  | "unusable"
  | "reflect"
  | "turned-down"
  | "fallback"
  | "attribute"
  | "vlm-ask"
  | "vlm-locate"
  | "vlm-choose"
  | "vlm-which"
  | `system/${SectionName}`;

type Values = Readonly<Record<string, string>>;

/**
 * Fills the placeholders of a prompt file. Throws when one has no value or a value has no placeholder:
 * a prompt that silently lost a part is worse than no prompt.
 */
export function prompt(name: PromptName, values: Values = {}): string {
  const template = readFileSync(new URL(`${name}.md`, FOLDER), "utf8").trimEnd();
  const { text, used } = fill(template, values, `prompts/${name}.md`);
  const unused = Object.keys(values).filter((key) => !used.has(key));
  if (unused.length > 0) throw new Error(`prompts/${name}.md has no place for ${unused.join(", ")}`);
  return text;
}

/** As `prompt`, over a text of the user's; it may leave values out, but not ask for others. */
export function fill(template: string, values: Values, source: string): { text: string; used: ReadonlySet<string> } {
  const used = new Set<string>();
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) {
      const known = Object.keys(values).map((name) => `{{${name}}}`);
      throw new Error(`${source} wants {{${key}}}, which was not given (there is ${known.join(", ") || "none"})`);
    }
    used.add(key);
    return value;
  });
  return { text, used };
}
