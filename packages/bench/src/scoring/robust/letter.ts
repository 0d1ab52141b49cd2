import type { Choice } from "../../benchmark/types.ts";
import { plainText, statements, unlatex } from "./statements.ts";

interface Options {
  readonly letters: readonly string[];
  readonly choices: readonly Choice[];
}

/** Words after which a sentence goes on about the letter before: "A because …" is no article. */
const GOES_ON = /^(?:because|since|as|and|but|which|with|due|given|for|is|are|was|would|based|from|in|on)\b/iu;

/** The letter that a reply chooses; null when it does not say, or names several. */
export function readLetter(reply: string, options: Options): string | null {
  const text = plainText(reply);
  const found =
    firstFound(statements(text), [sameText, several, opening, lone, mentioned], options) ??
    inText(unlatex(text).trim(), options);
  return found === SEVERAL ? null : found;
}

type Reader = (text: string, options: Options) => string | null;

/** Of a reply that states no answer in so many words: its last line first. */
function inText(whole: string, options: Options): string | null {
  const lines = whole.split("\n").map((line) => line.trim());
  const end = lines.findLast((line) => line !== "") ?? "";
  const start = listed(lines, options) ? [] : [lines[0] ?? "", end];
  return (
    firstFound([end], [alone, sameText, several], options) ??
    firstFound(start, [opening], options) ??
    firstFound([end], [lone, mentioned], options) ??
    firstFound([whole], [mentioned, lone], options)
  );
}

function firstFound(texts: readonly string[], readers: readonly Reader[], options: Options): string | null {
  for (const text of texts)
    for (const read of readers) {
      const found = read(text, options);
      if (found !== null) return found;
    }
  return null;
}

const SEVERAL = "several";

/** The text is a letter and marks: "(b)", "B.", "[B]", "option B". */
function alone(text: string, { letters }: Options): string | null {
  const match = /^(?:option|choice|letter)?[\s"'([{]*([A-Za-z])[\s"')\]}.:,;!]*$/iu.exec(text);
  return known(match?.[1], letters);
}

const PAIR = /^\W*([A-Z])\)?\s*,?\s*(?:and|or|&|\/)\s*\(?([A-Z])(?![\p{L}\p{N}'])/u;

/** Names two letters or more and says no more: "A, B", "(A) or (B)". */
function several(text: string, { letters }: Options): string | null {
  const parts = text
    .replace(/\b(?:and|or)\b|[\s,./&()[\]{}"':;!]+/gu, " ")
    .trim()
    .split(/\s+/u);
  const pair = PAIR.exec(text)?.slice(1) ?? [];
  const named = [parts, pair].some((list) => new Set(list).size > 1 && list.every((part) => letters.includes(part)));
  return named ? SEVERAL : null;
}

const OPENING =
  /^(?:the\s+)?(?:option|choice|letter)?[\s"'([{]*([A-Za-z])(?![\p{L}\p{N}'])(?:[\s"')\]}]*([.:,;!)\]}"']))?\s*(.*)$/isu;

/** The text begins with a letter that is no word: "B. left", "(B) left", "B, because …", "B left". */
function opening(text: string, { letters, choices }: Options): string | null {
  const [, written, mark, rest = ""] = OPENING.exec(text) ?? [];
  const letter = known(written, letters);
  if (letter === null || mark !== undefined || rest === "") return letter;
  // Before a plain word it must be a capital, and the article only where the sentence cannot mean it.
  if (written !== letter) return null;
  const own = folded(choices.find((choice) => choice.letter === letter)?.text ?? "");
  const namesChoice = own !== "" && folded(rest).startsWith(own);
  return letter !== "A" || namesChoice || GOES_ON.test(rest) ? letter : null;
}

/** The choice whose text it is. */
function sameText(text: string, { choices }: Options): string | null {
  const said = folded(text);
  return choices.find((choice) => folded(choice.text) === said && said !== "")?.letter ?? null;
}

/** The only choice whose text it mentions. */
function mentioned(text: string, { choices }: Options): string | null {
  const said = folded(text);
  const found = choices.filter((choice) => isMentioned(folded(choice.text), said));
  // "left" is mentioned wherever "front left" is: the longer one counts.
  const longest = found.filter(
    (choice) => !found.some((other) => other !== choice && folded(other.text).includes(folded(choice.text))),
  );
  return longest.length === 1 ? (longest[0] as Choice).letter : null;
}

/** The last letter that stands alone as a capital, or in brackets; no article, no "I". */
function lone(text: string, { letters }: Options): string | null {
  const shape = /\(([A-Za-z])\)|(?<![\p{L}\p{N}'’._/-])([A-Z])(?![\p{L}\p{N}'’_/-])(?!\s+\p{Ll})/gu;
  const found = [...text.matchAll(shape)].map((match) => known(match[1] ?? match[2], letters));
  return found.findLast((letter) => letter !== null) ?? null;
}

/** The reply lists the options before it chooses: its first line says nothing. */
function listed(lines: readonly string[], { letters }: Options): boolean {
  const marks = lines.map((line) => /^\(?([A-Z])[).:]\s/u.exec(line)?.[1]).filter((letter) => known(letter, letters));
  return new Set(marks).size > 1;
}

function known(letter: string | undefined, letters: readonly string[]): string | null {
  const capital = letter?.toUpperCase() ?? "";
  return letters.includes(capital) ? capital : null;
}

const isMentioned = (what: string, text: string): boolean => what !== "" && ` ${text} `.includes(` ${what} `);

/** Words only, in lower case, for comparison. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+|\.(?!\d)/gu, " ")
    .trim();
