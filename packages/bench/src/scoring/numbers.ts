import { floatText, parseFloatLike } from "../python/numbers.ts";
import { first, python } from "../python/pattern.ts";
import { strip } from "../python/text.ts";
import type { Reading } from "./judges.ts";
import { token } from "./vsi-style.ts";

const WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero"].map(
  (word, i) => ({
    value: (i + 1) % 11,
    word: python(`\\b${word}\\b`),
  }),
);
const UNSIGNED = python("\\d+(?:\\.\\d+)?");
const SIGNED = python("[-+]?\\d+(?:\\.\\d+)?");
const BOXED = python("\\\\boxed\\{\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*\\}");
const NOT_A_POWER = python("(?<!\\^)\\d+(?:\\.\\d+)?");

const asNumber = (found: string | null): number | null => (found === null ? null : parseFloatLike(found));

export const shownAsFloat = (value: number | null): Reading => ({
  value,
  shown: value === null ? "" : floatText(value),
});

/** A number word up to ten, in the order of the list and not of the text, else the first digits; no signs. */
export function wordOrDigits(reply: string): number | null {
  const text = strip(reply).toLowerCase();
  const spelled = WORDS.find(({ word }) => first(word, text) !== null);
  return spelled?.value ?? asNumber(first(UNSIGNED, text));
}

/** The number alone in a box, else the first one, else what the first word says. */
export const boxedOrFirst = (reply: string): number | null =>
  asNumber(first(BOXED, reply) ?? first(SIGNED, reply) ?? token(strip(reply)));

/** All numbers without sign that follow no `^`. */
export const unsignedNumbers = (reply: string): readonly number[] =>
  [...reply.matchAll(NOT_A_POWER)].flatMap((match) => asNumber(match[0]) ?? []);
