import { first, python } from "../python/pattern.ts";
import { extractor } from "./extractor.ts";
import { bareLetter, boxed, marked, pattern, standalone, within } from "./steps.ts";

const span = (ticks: string) => {
  const compiled = python(`${ticks}([^\`]*)${ticks}`);
  return within(`${ticks}…${ticks}`, (text) => first(compiled, text), standalone("A-D"));
};

/** How MMSI-Bench reads a letter: code spans first, then box, marked letter, a letter that begins no sentence. */
export const mmsiLetter = extractor({
  steps: [
    span("``"),
    span("`"),
    boxed("A-D", { blanks: true }),
    marked("A-D"),
    pattern("\\b([A-D])\\b(?!\\s[a-zA-Z])"),
    bareLetter("A-D"),
  ],
});
