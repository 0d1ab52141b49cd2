import { python } from "../python/pattern.ts";
import { strip } from "../python/text.ts";
import type { Choice } from "./types.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export const letterAt = (position: number): string => LETTERS[position] ?? String(position + 1);

/** Choices without letters of their own get A, B, C … */
export const inOrder = (texts: readonly string[]): Choice[] =>
  texts.map((text, position) => ({ letter: letterAt(position), text }));

const LETTERED = python("^([A-Da-d])[.)]\\s*(.*)");

interface OptionRules {
  /** How a letter of the option's own looks; group 1 is the letter, group 2 the text. */
  readonly own?: RegExp;
  /** Letters by the position in the list, missing entries counted; else by how many choices there are so far. */
  readonly byPosition?: boolean;
}

/**
 * Options that may carry letters ("A. red", "b) blue"); the others get one by their place. A letter that comes up
 * again replaces the choice that had it.
 */
export function lettered(
  options: readonly unknown[],
  { own = LETTERED, byPosition = false }: OptionRules = {},
): Choice[] {
  const choices = new Map<string, string>();
  for (const [position, option] of options.entries()) {
    if (option === null || option === undefined || Number.isNaN(option)) continue;
    const text = strip(String(option));
    own.lastIndex = 0;
    const match = own.exec(text);
    if (match) choices.set((match[1] as string).toUpperCase(), strip(match[2] as string));
    else choices.set(letterAt(byPosition ? position : choices.size), text);
  }
  return [...choices].map(([letter, text]) => ({ letter, text }));
}
