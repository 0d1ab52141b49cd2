import { InputError } from "@spatialclaw/media";
import { fill, prompt } from "./prompt.ts";

/** Parts of the system prompt, in the order in which they may appear; one file each in prompts/system/. */
export const SECTIONS = [
  "role",
  "turn-code",
  "turn-single-pass",
  "turn-tool-call",
  "turn-none",
  "turn-direct",
  "method",
  "data",
  "api",
] as const;

export type SectionName = (typeof SECTIONS)[number];

/** What a user changes about the system prompt, for ablations and for other models. */
export interface PromptChoices {
  /** Sections left out. */
  readonly omit?: readonly string[];
  /** Sections with a text of one's own; it may use the placeholders of the section's file. */
  readonly replace?: Readonly<Record<string, string>>;
}

/** Values that each section has places for. */
const PLACES: Partial<Record<SectionName, readonly string[]>> = { "turn-code": ["steps"], api: ["api"] };

/** Throws InputError for a section that does not exist. */
export function checkPromptChoices({ omit = [], replace = {} }: PromptChoices): void {
  for (const name of [...omit, ...Object.keys(replace)])
    if (!isSection(name))
      throw new InputError(`prompt section ${JSON.stringify(name)} does not exist; there are ${SECTIONS.join(", ")}`);
}

/** Throws InputError when a replacement asks for a value that its section does not have. */
export function systemPrompt(
  sections: readonly SectionName[],
  values: Readonly<Record<string, string>>,
  choices: PromptChoices = {},
): string {
  checkPromptChoices(choices);
  return sections
    .filter((name) => !choices.omit?.includes(name))
    .map((name) => section(name, values, choices.replace?.[name]))
    .join("\n\n");
}

function section(name: SectionName, all: Readonly<Record<string, string>>, replacement: string | undefined): string {
  const places = PLACES[name] ?? [];
  const values = Object.fromEntries(Object.entries(all).filter(([key]) => places.includes(key)));
  if (replacement === undefined) return prompt(`system/${name}`, values);
  try {
    return fill(replacement.trimEnd(), values, `the text for prompt section ${name}`).text;
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : String(error));
  }
}

function isSection(name: string): name is SectionName {
  return (SECTIONS as readonly string[]).includes(name);
}
