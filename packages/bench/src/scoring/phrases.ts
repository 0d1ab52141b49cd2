import { strip } from "../python/text.ts";

/** What evaluators of the Video-MME family take out of a reply before they look for a letter, in this order. */
const PHRASES = [
  "Final Answer:",
  "The best answer is",
  "The correct answer is",
  "The answer is",
  "The answer",
  "The best option is",
  "The correct option is",
  "Best answer:",
  "Best option:",
  "Answer:",
  "Option:",
];

export const withoutPhrases = (reply: string): string =>
  PHRASES.reduce((text, phrase) => text.replaceAll(phrase, ""), strip(reply));
