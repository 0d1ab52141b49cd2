import { type Sector, sectorOf } from "./directions.ts";
import { normalise } from "./text.ts";
import { PER_METRE, type Unit, unitNamed } from "./units.ts";

export interface Option<T> {
  readonly letter: string;
  readonly value: T;
}

export type Choices =
  | { readonly kind: "none" }
  /** Values in metres where the option or the question has a unit of length, else plain. */
  | { readonly kind: "numbers"; readonly options: readonly Option<number>[] }
  | { readonly kind: "directions"; readonly options: readonly Option<Sector>[] }
  | { readonly kind: "yes-no"; readonly options: readonly Option<"yes" | "no">[] }
  | { readonly kind: "nouns"; readonly options: readonly Option<string>[] }
  | { readonly kind: "unreadable" };

const OPTION = /(?:^|\s)(?:\(([A-Z])\)|([A-Z])[.):])(?=\s*\S)/g;
const HEADER = /[\s,(]*\b(?:answer )?(?:options|choices)\s*:?\s*$/i;
const NUMBER = /^(?:about |approximately |around |roughly |~ ?|≈ ?)?(\d+(?:\.\d+)?) ?([a-z]+(?: [a-z]+)?)?$/;

/** Cuts the options off a question; what follows the last of them (an instruction) stays with the stem. */
export function splitOptions(question: string): { readonly stem: string; readonly options: readonly Option<string>[] } {
  const marks = sequence([...question.matchAll(OPTION)]);
  const first = marks[0];
  if (!first || marks.length < 2) return { stem: question, options: [] };
  let tail = "";
  const options = marks.map((mark, i) => {
    const body = question.slice(mark.end, marks[i + 1]?.start ?? question.length);
    const [value, rest] = i < marks.length - 1 ? [body, ""] : splitAtEnd(body);
    tail = rest;
    return { letter: mark.letter, value: value.trim() };
  });
  return { stem: `${question.slice(0, first.start).replace(HEADER, "")} ; ${tail}`, options };
}

interface Mark {
  readonly letter: string;
  readonly start: number;
  readonly end: number;
}

/** The marks that count up from A. */
function sequence(matches: readonly RegExpMatchArray[]): Mark[] {
  const marks: Mark[] = [];
  for (const match of matches) {
    const letter = match[1] ?? match[2] ?? "";
    if (letter !== String.fromCharCode(65 + marks.length)) continue;
    const start = match.index ?? 0;
    marks.push({ letter, start, end: start + match[0].length });
  }
  return marks;
}

/** The last option ends with its line, or with its sentence. */
function splitAtEnd(body: string): [option: string, rest: string] {
  const end = /\n|(?<=\S)[.;]\s+(?=[A-Z])/.exec(body.trimStart());
  const text = body.trimStart();
  return end ? [text.slice(0, end.index), text.slice(end.index + end[0].length)] : [text, ""];
}

/** Gives all options one meaning; `unit` is the question's own, for numbers that name none. */
export function readChoices(
  options: readonly Option<string>[],
  unit: Unit,
  nounOf: (text: string) => string | null,
): Choices {
  if (options.length === 0) return { kind: "none" };
  const plain = options.map(({ letter, value }) => ({
    letter,
    value: normalise(value).replace(/^[;, ]+|[;, ]+$/g, ""),
  }));
  const numbers = readAll(plain, (text) => numberOf(text, unit));
  if (numbers) return { kind: "numbers", options: numbers };
  const yesNo = readAll(plain, (text) => (text === "yes" || text === "no" ? text : null));
  if (yesNo) return { kind: "yes-no", options: yesNo };
  const sectors = readAll(plain, directionOf);
  if (sectors) return { kind: "directions", options: sectors };
  const nouns = readAll(plain, nounOf);
  return nouns ? { kind: "nouns", options: nouns } : { kind: "unreadable" };
}

function readAll<T>(options: readonly Option<string>[], read: (text: string) => T | null): readonly Option<T>[] | null {
  const values: Option<T>[] = [];
  for (const { letter, value } of options) {
    const meaning = read(value);
    if (meaning === null) return null;
    values.push({ letter, value: meaning });
  }
  return new Set(values.map((option) => option.value)).size === values.length ? values : null;
}

function numberOf(text: string, unit: Unit): number | null {
  const match = NUMBER.exec(text.replace(/ ,$/, ""));
  if (!match) return null;
  const own = match[2] === undefined ? unit : unitNamed(match[2]);
  return own === null ? null : Number(match[1]) / PER_METRE[own];
}

const AROUND_SECTOR =
  /\b(?:to|on|in|at|of|the|my|your|its|it|is|side|direction|left hand|right hand|camera|me|you|hand|toward|towards|slightly)\b/g;

function directionOf(text: string): Sector | null {
  const sector = sectorOf(text);
  const rest = text
    .replace(/\bin front\b/g, " front ")
    .replace(/\b(?:front|ahead|forwards?|behind|back|rear|backwards?|left|right|and)\b/g, " ")
    .replace(AROUND_SECTOR, " ")
    .trim();
  return rest === "" ? sector : null;
}
