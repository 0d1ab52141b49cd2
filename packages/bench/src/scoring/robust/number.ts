import { asciiDigits } from "../../python/numbers.ts";
import { plainText, statements, unlatex } from "./statements.ts";

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const WORD = new RegExp(
  `\\b(?:(${TENS.join("|")})(?:[- ](${SMALL.slice(1, 10).join("|")}))?|(${SMALL.join("|")}))(?:\\s+(hundred|thousand))?\\b(?![-'])`,
  "giu",
);

/** 1,234.5 · .5 · 1e3 · 2.5 × 10^3 · 3/4, with a sign that is no hyphen. */
const NUMBER = new RegExp(
  "(?<![\\p{L}\\p{N}_^.,])" +
    "([-+]?(?:\\d{1,3}(?:[,_ ]\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|\\.\\d+))(?!x[0-9a-f])" +
    "(?:e([-+]?\\d+)(?![\\p{L}\\p{N}])|\\s*[x×*]\\s*10\\s*\\^\\s*([-+]?\\d+)|\\s*\\^\\s*([-+]?\\d+)|\\s*\\/\\s*(\\d+(?:\\.\\d+)?))?",
  "giu",
);
const RANGE = /^\s*(?:-|to|and)\s*$/iu;
/** Before a number that is a result. */
const RESULT =
  /(?:[=≈~]|\b(?:is|are|was|be|about|approximately|roughly|around|equals|total(?:s|ing)?(?: of)?))\s*(?:about|approximately|roughly|around|≈|~)?\s*$/iu;

interface Found {
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/** The number that a reply states; its unit is not looked at. null when there is none. */
export function readNumber(reply: string): number | null {
  const text = asciiDigits(plainText(reply));
  for (const statement of statements(text)) {
    const [found] = numbersIn(statement);
    if (found) return found.value;
  }
  // What stands in brackets is an aside: "3.2 m (10.5 feet)".
  const lines = unlatex(text)
    .replace(/\([^()]*\)/gu, " ")
    .split("\n");
  const line = lines.findLast((one) => numbersIn(one).length > 0) ?? unlatex(text);
  const found = numbersIn(line);
  const results = found.filter(({ start }) => RESULT.test(line.slice(Math.max(start - 40, 0), start)));
  return (results.at(-1) ?? found.at(-1))?.value ?? null;
}

/** Numbers in order; a range ("2-3 m", "between 2 and 3") is its middle. */
function numbersIn(text: string): Found[] {
  const found = [...digits(text), ...wordsIn(text)].toSorted((a, b) => a.start - b.start);
  const merged: Found[] = [];
  for (const next of found) {
    const before = merged.at(-1);
    const between = before ? text.slice(before.end, next.start) : "";
    const isRange = before !== undefined && RANGE.test(between) && next.value > before.value;
    const wanted = /and/iu.test(between) ? /\bbetween\s*$/iu.test(text.slice(0, before?.start)) : true;
    if (isRange && wanted)
      merged[merged.length - 1] = { ...before, value: (before.value + next.value) / 2, end: next.end };
    else merged.push(next);
  }
  return merged;
}

function digits(text: string): Found[] {
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const [whole, written = "", exponent, tens, power, divisor] = match;
    const mantissa = Number(written.replace(/[,_ ]/gu, ""));
    const value = (mantissa ** Number(power ?? 1) * 10 ** Number(exponent ?? tens ?? 0)) / Number(divisor ?? 1);
    return Number.isFinite(value) ? [{ value, start: match.index, end: match.index + whole.length }] : [];
  });
}

function wordsIn(text: string): Found[] {
  return [...text.matchAll(WORD)].map((match) => {
    const [whole, tens, unit, small, scale] = match.map((part) => part?.toLowerCase());
    const base = small ? SMALL.indexOf(small) : 20 + 10 * TENS.indexOf(tens ?? "") + (unit ? SMALL.indexOf(unit) : 0);
    const value = base * (scale === "hundred" ? 100 : scale === "thousand" ? 1000 : 1);
    return { value, start: match.index, end: match.index + (whole as string).length };
  });
}
