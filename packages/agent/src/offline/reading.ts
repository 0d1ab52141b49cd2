import { type Choices, readChoices, splitOptions } from "./choices.ts";
import { type FrameName, readFrames } from "./frames.ts";
import { DETERMINERS } from "./lexicon.ts";
import { findNouns } from "./nouns.ts";
import { withoutScene } from "./scene.ts";
import { withoutContext } from "./context.ts";
import { joinSentences, normalise, sentencesOf } from "./text.ts";
import { readUnit, type Unit } from "./units.ts";

/** A question as the families see it. */
export interface Reading {
  /** Normalised, with `<0>` for the first object's name and `@frame` for a frame. */
  readonly text: string;
  readonly nouns: readonly string[];
  readonly frames: readonly FrameName[];
  readonly unit: Unit;
  readonly choices: Choices;
}

/** Explanations that benchmarks add; they agree with how the families read directions anyway. */
const EXPLANATIONS = [
  /[^;?]*\b135 degrees\b[^;]*/g,
  /(?:the )?directions? (?:here )?(?:refers?|relates?|corresponds?)(?: here)? to (?:the )?quadrants?[^;]*/g,
  /, (?:if|assuming|where) i (?:am|was) (?:standing )?at the origin[^,;]*/g,
];
const DIMENSION_LIST = /, (?:(?:the|length|width|height|depth|i ; e ;|or|and|either|e ; g ;) ?)+(?:, (?:or |and )?(?:width|height|depth|length))+ ,/g;

/**
 * The ways to read a question, the most literal first: with all its sentences, then without those that only set the
 * scene ("I am scanning my flat."). Empty when no reading is possible.
 */
export function readingsOf(question: string, isKnown: (word: string) => boolean): Reading[] {
  const { stem, options } = splitOptions(question);
  let plain = normalise(stem);
  for (const explanation of EXPLANATIONS) plain = plain.replace(explanation, " ");
  plain = plain.replace(DIMENSION_LIST, " ").replace(/\beach other\b|\bone another\b/g, "eachother");
  plain = plain.replace(/\b(?:the )?(?:two|2|three|3|four|4|five|5) (?:of )?(?=(?:the )?(?:following|objects?|items|things|pieces)\b)/g, "the ");
  const { text: framed, frames } = readFrames(plain);
  const { text, unit } = readUnit(withoutScene(framed));
  if (unit === null) return [];
  const choices = readChoices(options, unit, (option) => onlyNoun(option, isKnown));
  const sentences = sentencesOf(text);
  const variants = new Set([joinSentences(sentences), joinSentences(withoutContext(sentences, isKnown))]);
  return [...variants].flatMap((variant) => {
    const phrased = findNouns(variant, isKnown);
    return phrased ? [{ ...phrased, frames, unit, choices }] : [];
  });
}

function onlyNoun(text: string, isKnown: (word: string) => boolean): string | null {
  const bare = text.split(" ").filter((word) => !DETERMINERS.has(word));
  const phrased = findNouns(`the ${bare.join(" ")}`, isKnown);
  return phrased?.text === "the <0>" ? (phrased.nouns[0] ?? null) : null;
}
