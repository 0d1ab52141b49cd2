import { ORDINALS, SIDES, wordings } from "../benchmark/wording.ts";

/** A question of `synth`, read back by the templates that worded it. */
export interface ReadQuestion {
  readonly wording: string;
  /** What stood in the template's places. */
  readonly places: Readonly<Record<string, string>>;
  /** In the order of their letters. */
  readonly options: readonly { readonly letter: string; readonly text: string }[];
}

interface Pattern {
  readonly wording: string;
  readonly pattern: RegExp;
}

let patterns: readonly Pattern[] | null = null;

/** null for a text that none of the templates has worded. */
export function readQuestion(text: string): ReadQuestion | null {
  const [question = ""] = text.trim().split("\n");
  const options = [...text.matchAll(/^([A-Z])\. (.+)$/gm)].map(([, letter, option]) => ({
    letter: letter as string,
    text: (option as string).trim(),
  }));
  patterns ??= Object.entries(wordings()).flatMap(([wording, templates]) =>
    templates.map((template) => ({ wording, pattern: patternOf(template) })),
  );
  for (const { wording, pattern } of patterns) {
    const match = pattern.exec(question.trim());
    if (match) return { wording, places: { ...match.groups }, options };
  }
  return null;
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{(\w+)\}/);
  const source = parts.map((part, i) => {
    if (i % 2 === 0) return escaped(part);
    // A name that comes again stands for the same.
    return parts.indexOf(part) < i ? `\\k<${part}>` : `(?<${part}>${placeOf(part)})`;
  });
  return new RegExp(`^${source.join("")}$`);
}

function placeOf(name: string): string {
  if (name === "i") return ORDINALS.join("|");
  return name === "side" ? Object.values(SIDES).map(escaped).join("|") : ".+?";
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
