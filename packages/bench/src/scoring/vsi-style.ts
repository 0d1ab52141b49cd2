import { firstToken, strip, stripEnd } from "../python/text.ts";
import { asWritten, extractor } from "./extractor.ts";
import { boxed, choiceText, marked, type Step, step } from "./steps.ts";

/** The first word without the periods after it. */
export const token = (text: string): string => strip(stripEnd(firstToken(text), "."));

const FIRST_TOKEN: Step = step("first word in A-D", (text) => {
  const word = token(text);
  return /^[A-Da-d]$/.test(word) ? word.toUpperCase() : null;
});

/** How the VSI-Bench family reads a letter: box, marked letter, first word, the text of a choice. */
export const vsiLetter = (firstWord: Step = FIRST_TOKEN, otherwise: (text: string) => string = token) =>
  extractor({ steps: [boxed("A-D", { blanks: true }), marked("A-D"), firstWord, choiceText()], otherwise });

/** The first word of the reply as it is: a blank at its beginning leaves nothing. */
export const firstWord = extractor({ prepare: asWritten, steps: [], otherwise: token });

/** What the reference writes down for a reply; its summaries read it in another way. */
export const boxOrFirstWord = extractor({ steps: [boxed("A-D", { blanks: true })], otherwise: token });
