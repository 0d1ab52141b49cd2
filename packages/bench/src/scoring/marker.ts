import { pattern, type Step } from "./steps.ts";

/** Phrases after which an answer stands, longest first where one begins another. */
export const PHRASES: readonly string[] = [
  "final answer",
  "correct answer",
  "answer is",
  "the answer",
  "best answer",
  "best option",
  "correct option",
  "correct choice",
  "answer",
];

/** The letter after the last such phrase, whatever punctuation is between. */
export const afterPhrase = (letters: string, phrases: readonly string[]): Step =>
  pattern(`(?:${phrases.join("|")})\\s*(?:[:\\-=]\\s*)?(?:\\*{1,2}\\s*)?(?:\\(\\s*)?([${letters}])\\b`, {
    flags: "i",
    last: true,
  });
