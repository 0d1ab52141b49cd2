import { ATTRIBUTES, COMPOUNDS, DETERMINERS, PRENOMINAL } from "./lexicon.ts";

/** Longer runs of unknown words are no name of an object. */
export const LONGEST_NAME = 4;

export interface Phrased {
  /** The text with `<0>`, `<1>`, … in place of the names of objects; the same name gives the same number. */
  readonly text: string;
  readonly nouns: readonly string[];
}

/**
 * Finds the names of objects: runs of words that the grammar does not know, with an adjective after an article and
 * compounds such as "side table". null when a run cannot be a name.
 */
export function findNouns(text: string, isKnown: (word: string) => boolean): Phrased | null {
  const tokens = text.split(" ").filter((token) => token !== "");
  const nouns: string[] = [];
  const out: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    const end = endOfName(tokens, i, isKnown);
    if (end === i) {
      out.push(tokens[i++] ?? "");
      continue;
    }
    const name = tokens.slice(i, end);
    if (
      name.every((word) => ATTRIBUTES.has(word)) ||
      name.length > LONGEST_NAME ||
      !name.every((word) => /^\p{L}[\p{L}&]*$/u.test(word))
    )
      return null;
    out.push(`<${indexOfNoun(nouns, name.join(" "))}>`);
    i = end;
  }
  return { text: out.join(" "), nouns };
}

export function endOfName(tokens: readonly string[], start: number, isKnown: (word: string) => boolean): number {
  let end = start;
  if (DETERMINERS.has(tokens[start - 1] ?? "")) {
    while (PRENOMINAL.has(tokens[end] ?? "")) end++;
    if (end > start && !beginsName(tokens, end, isKnown)) end = start;
  }
  for (;;) {
    const length = compoundAt(tokens, end);
    if (length > 0) end += length;
    else if (isUnknown(tokens[end], isKnown)) end++;
    else return end;
  }
}

function beginsName(tokens: readonly string[], at: number, isKnown: (word: string) => boolean): boolean {
  return compoundAt(tokens, at) > 0 || isUnknown(tokens[at], isKnown);
}

function isUnknown(token: string | undefined, isKnown: (word: string) => boolean): boolean {
  return token !== undefined && /^\p{L}/u.test(token) && !isKnown(token);
}

function compoundAt(tokens: readonly string[], at: number): number {
  for (const compound of COMPOUNDS) {
    const length = compound.split(" ").length;
    const phrase = tokens.slice(at, at + length).join(" ");
    if (phrase === compound || phrase === `${compound}s`) return length;
  }
  return 0;
}

export function indexOfNoun(nouns: string[], name: string): number {
  const known = nouns.findIndex((noun) => singular(noun) === singular(name));
  return known >= 0 ? known : nouns.push(name) - 1;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  people: "person",
  persons: "person",
  men: "man",
  women: "woman",
  children: "child",
  mice: "mouse",
  knives: "knife",
  leaves: "leaf",
  loaves: "loaf",
};

/** "office chairs" -> "office chair". */
export function singular(noun: string): string {
  const words = noun.split(" ");
  const last = words.pop() ?? "";
  return [...words, singularWord(last)].join(" ");
}

function singularWord(word: string): string {
  const irregular = IRREGULAR[word];
  if (irregular) return irregular;
  if (/shelves$/.test(word)) return word.replace(/ves$/, "f");
  if (/[^aeiou]ies$/.test(word)) return word.replace(/ies$/, "y");
  if (/(?:ss|sh|ch|x|zz)es$/.test(word)) return word.slice(0, -2);
  if (/(?:ss|us|is|series)$/.test(word)) return word;
  return /\w{2}s$/.test(word) ? word.slice(0, -1) : word;
}
