import type { Choice } from "../benchmark/types.ts";
import { first, last, python } from "../python/pattern.ts";
import { PUNCTUATION, strip } from "../python/text.ts";

/**
 * One way to find an answer in a reply. Extractors are lists of steps, so that a test or a person can print what an
 * extractor does; the patterns are Python's (see python/pattern.ts) because the published scorers are.
 */
export interface Step {
  readonly says: string;
  /** null: this step does not apply. */
  find(text: string, choices: readonly Choice[]): string | null;
}

/** Letters are ranges as in a character class: "A-D". */
const anyCase = (letters: string): string => `${letters}${letters.toLowerCase()}`;
const upper = (found: string | null): string | null => found?.toUpperCase() ?? null;

interface PatternOptions {
  /** Of the pattern: i, s, m. */
  readonly flags?: string;
  /** The last occurrence instead of the first. */
  readonly last?: boolean;
}

/** Group 1 of a pattern, as a capital. */
export function pattern(source: string, { flags = "", last: fromEnd = false }: PatternOptions = {}): Step {
  const compiled = python(source, flags);
  const find = fromEnd ? last : first;
  const says = `${fromEnd ? "last " : ""}/${source}/${flags}`;
  return { says, find: (text) => upper(find(compiled, text)) };
}

interface BoxOptions {
  /** Blanks around the letter. */
  readonly blanks?: boolean;
  /** A bracket around the letter or a mark after it. */
  readonly marks?: boolean;
  readonly capital?: boolean;
  readonly last?: boolean;
}

/** A letter alone in \boxed{…}. */
export const boxed = (letters: string, options: BoxOptions = {}): Step =>
  pattern(`\\\\boxed\\{${enclosed(letters, options)}\\}`, { last: options.last ?? false });

/** A letter alone in <answer>…</answer>. */
export const answerTag = (letters: string, options: BoxOptions = {}): Step =>
  pattern(`<answer>${enclosed(letters, options)}<\\/answer>`, { flags: "i", last: options.last ?? false });

function enclosed(letters: string, { capital = false, blanks = false, marks = false }: BoxOptions): string {
  const letter = `([${capital ? letters : anyCase(letters)}])`;
  const gap = blanks ? "\\s*" : "";
  return marks ? `\\s*(?:\\(\\s*)?${letter}\\s*(?:[.)]\\s*)?` : `${gap}${letter}${gap}`;
}

type Mark = "." | "()" | ":";

const MARKED: Readonly<Record<Mark, (letters: string) => string>> = {
  ".": (letters) => `\\b([${letters}])\\.`,
  "()": (letters) => `\\(([${letters}])\\)`,
  ":": (letters) => `\\b([${letters}]):`,
};

/** A letter with a mark, in either case. The order of the marks goes before the order in the text. */
export function marked(
  letters: string,
  options: { readonly order?: readonly Mark[]; readonly last?: boolean } = {},
): Step {
  const { order = [".", "()", ":"] } = options;
  return firstOf(...order.map((mark) => pattern(MARKED[mark](letters), { flags: "i", ...options })));
}

/** A letter that stands alone. */
export const standalone = (letters: string, options: PatternOptions = {}): Step =>
  pattern(`\\b([${letters}])\\b`, options);

/** The one letter of the set that the text has, when it has just one. */
export function onlyLetter(letters: string): Step {
  const compiled = python(`[${anyCase(letters)}]`);
  return {
    says: `the only one of ${letters}`,
    find: (text) => {
      const found = [...text.matchAll(compiled)];
      return found.length === 1 ? (found[0]?.[0].toUpperCase() ?? null) : null;
    },
  };
}

/** The text without punctuation and blanks, when a letter is left. */
export const bareLetter = (letters: string): Step => {
  const noise = python(`[${PUNCTUATION} ]`);
  const alone = python(`^([${anyCase(letters)}])$`);
  return {
    says: `${letters} once punctuation is gone`,
    find: (text) => upper(first(alone, text.replace(noise, ""))),
  };
};

/** The text's first character, when it is one of the letters in either case. */
export const firstCharacter = (letters: string): Step => ({
  ...pattern(`^([${anyCase(letters)}])`),
  says: `first character in ${letters}`,
});

/** The letter of the choice whose text the reply is. */
export function choiceText(plain: (text: string) => string = (text) => strip(text).toLowerCase()): Step {
  return {
    says: "text of a choice",
    find: (text, choices) => choices.find((choice) => plain(choice.text) === plain(text))?.letter ?? null,
  };
}

/** The first step that applies. */
export function firstOf(...steps: readonly Step[]): Step {
  return {
    says: steps.map((step) => step.says).join(", else "),
    find: (text, choices) => {
      for (const step of steps) {
        const found = step.find(text, choices);
        if (found !== null) return found;
      }
      return null;
    },
  };
}

/** Steps on a part of the text; none of them where the part is missing. */
export function within(says: string, part: (text: string) => string | null, ...steps: readonly Step[]): Step {
  const inside = firstOf(...steps);
  return {
    says: `in ${says}: ${inside.says}`,
    find: (text, choices) => {
      const cut = part(text);
      return cut === null ? null : inside.find(cut, choices);
    },
  };
}

/** Answers when the text is blank. */
export const whenBlank = (answer: string): Step => ({
  says: `${JSON.stringify(answer)} for nothing`,
  find: (text) => (text === "" ? answer : null),
});

/** A step under a name of its own. */
export const step = (says: string, find: Step["find"]): Step => ({ says, find });

/** What stands in `<name>…</name>`, in the first such block or the last. */
export function tagged(name: string, options: PatternOptions = {}): (text: string) => string | null {
  const compiled = python(`<${name}>(.*?)</${name}>`.replace("/", "\\/"), `s${options.flags ?? ""}`);
  return (text) => (options.last ? last : first)(compiled, text);
}
