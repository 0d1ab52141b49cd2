import { type Choices, type Option, readChoices, splitOptions } from "./choices.ts";
import { withoutContext } from "./context.ts";
import { type FrameName, readFrames } from "./frames.ts";
import { DETERMINERS } from "./lexicon.ts";
import { findNouns, type Phrased } from "./nouns.ts";
import { plainly } from "./phrases.ts";
import { withoutScene } from "./scene.ts";
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

type IsKnown = (word: string) => boolean;
type FindObjects = (text: string, isKnown: IsKnown) => Phrased | null;

/**
 * The ways to read a question, the most literal first: with all its sentences, then without those that only set the
 * scene ("I am scanning my flat."). Empty when no reading is possible.
 */
export function readingsOf(question: string, isKnown: IsKnown, find: FindObjects = findNouns): Reading[] {
  const { stem, options } = splitOptions(question);
  const plain = plainly(normalise(stem));
  const readings = (text: string) => literalFirst(text, options, isKnown, find);
  return [
    ...readings(plain),
    ...(plain.search(HUNG) >= 0 ? readings(plain.replaceAll(HUNG, HUNG_NAME)).map(nameBack) : []),
  ];
}

function literalFirst(
  plain: string,
  options: readonly Option<string>[],
  isKnown: IsKnown,
  find: FindObjects,
): Reading[] {
  const { text: framed, frames } = readFrames(plain);
  const { text, unit } = readUnit(withoutScene(framed));
  if (unit === null) return [];
  const choices = readChoices(options, unit, (option) => onlyNoun(option, isKnown));
  const sentences = sentencesOf(text);
  const variants = new Set([joinSentences(sentences), joinSentences(withoutContext(sentences, isKnown))]);
  return [...variants].flatMap((variant) => {
    const phrased = find(variant, isKnown);
    return phrased ? [{ ...phrased, frames, unit, choices }] : [];
  });
}

/** "The picture" is the photo that shows the scene, and only then an object on the wall. */
const HUNG = /\b(?<=(?<!(?:in|on|inside|within) )(?:the|a) )picture(?! frame| \d)\b/g;
const HUNG_NAME = "wallpicture";

function nameBack(reading: Reading): Reading {
  return { ...reading, nouns: reading.nouns.map((noun) => noun.replace(HUNG_NAME, "picture")) };
}

function onlyNoun(text: string, isKnown: IsKnown): string | null {
  const bare = text.split(" ").filter((word) => !DETERMINERS.has(word));
  const phrased = findNouns(`the ${bare.join(" ")}`, isKnown);
  return phrased?.text === "the <0>" ? (phrased.nouns[0] ?? null) : null;
}
