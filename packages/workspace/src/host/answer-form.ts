import type { Json } from "@spatialclaw/kernel";
import { InputError } from "@spatialclaw/media";

/** What kind of answer a question wants. */
export type AnswerForm =
  | { readonly kind: "any" }
  | { readonly kind: "text" }
  /** unit: null for what the question's own words say. */
  | { readonly kind: "number"; readonly unit: string | null }
  | { readonly kind: "choice"; readonly letters: readonly string[] }
  /** [x, y, z] in metres, in the world of the reconstruction. */
  | { readonly kind: "point" };

/** An option at the start of a line or after a blank: `A. red`, `(B) blue`, `C) green`, `D: none`. */
const OPTION = /(?:^|\s)(?:\(([A-Z])\)|([A-Z])[.):])(?=\s*\S)/g;
/** Openings that ask for a number, also after a lead-in: "In metres, how far …". */
const NUMERIC =
  /^(?:.*?[,:]\s*)?(?:about |approximately )?(how (?:many|far|tall|high|wide|long|deep)\b|what (?:is|was) the (?:[\w-]+ ){0,3}(?:distance|height|width|length|depth|size|number|area|angle)\b)/i;

/** Multiple choice when options A, B, … follow each other; a number for how far, how many and their like. */
export function answerFormOf(question: string): AnswerForm {
  const letters = lettersIn(question);
  if (letters.length >= 2) return { kind: "choice", letters };
  return NUMERIC.test(question.trim()) ? { kind: "number", unit: null } : { kind: "any" };
}

/** The form that a caller asks for. Throws InputError for a choice without options, and for a unit without a number. */
export function answerForm(
  kind: AnswerForm["kind"],
  { question, unit }: { readonly question: string; readonly unit?: string | undefined },
): AnswerForm {
  if (unit !== undefined && kind !== "number")
    throw new InputError(
      `an answer of kind ${JSON.stringify(kind)} has no unit, got ${JSON.stringify(unit)}; leave one out`,
    );
  switch (kind) {
    case "any":
    case "text":
    case "point":
      return { kind };
    case "number":
      return { kind, unit: unit ?? null };
    case "choice": {
      const letters = lettersIn(question);
      if (letters.length >= 2) return { kind, letters };
      throw new InputError('a choice needs options in the question, as in "… A. left B. right"; it has none');
    }
    default:
      throw new InputError(
        `answer ${JSON.stringify(kind)} does not exist; there are number, choice, text, point and any`,
      );
  }
}

/** The form in one sentence for the model; empty when any answer will do. */
export function describeForm(form: AnswerForm): string {
  switch (form.kind) {
    case "any":
      return "";
    case "text":
      return "Wanted is a short text.";
    case "number":
      return form.unit === null
        ? "Wanted is a bare number, in the unit that the question names (else metres or degrees)."
        : `Wanted is a bare number in ${form.unit}.`;
    case "choice":
      return `Wanted is one of the letters ${form.letters.join(", ")}.`;
    case "point":
      return "Wanted is a point [x, y, z] in metres, in the world of the reconstruction.";
  }
}

/** null when the value has the form, else the sentence that says what is wrong and what to do. */
export function checkForm(form: AnswerForm, value: Json | undefined): string | null {
  if (isPoint(value) && (form.kind === "point" || form.kind === "any")) return null;
  if (form.kind === "point")
    return `the answer is ${JSON.stringify(value ?? null)}; answer with a point [x, y, z] of finite numbers`;
  if (typeof value !== "string" && typeof value !== "number")
    return `the answer is ${JSON.stringify(value ?? null)}; answer with a string or a number`;
  if (!Number.isFinite(value) && (typeof value === "number" || /^[+-]?(nan|infinity)$/i.test(value.trim())))
    return `the answer is ${value}, not a finite number; look where the value was lost (an empty cloud, a miss)`;
  if (typeof value === "string" && value.trim() === "") return "the answer is empty; answer with a text or a number";
  switch (form.kind) {
    case "any":
    case "text":
      return null;
    case "number":
      return typeof value === "number" || Number.isFinite(Number(value))
        ? null
        : `${JSON.stringify(value)} is not a number; answer with the bare number, without unit or words`;
    case "choice":
      return form.letters.includes(letterOf(value) ?? "")
        ? null
        : `${JSON.stringify(value)} is none of the options ${form.letters.join(", ")}; answer with one letter`;
  }
}

/** The letter that a choice means: `B`, `b`, `B.`, `(B)`, `B. 0.9 m`; null when it names none. */
export function letterOf(value: string | number): string | null {
  const match = /^\s*(?:\(([A-Za-z])\)|([A-Za-z]))(?![\p{L}\p{N}'])(?:[.):]|\s*$|(?<=\))\s)/u.exec(String(value));
  return (match?.[1] ?? match?.[2])?.toUpperCase() ?? null;
}

function lettersIn(question: string): string[] {
  const letters: string[] = [];
  for (const match of question.matchAll(OPTION)) {
    const letter = (match[1] ?? match[2]) as string;
    if (letter === String.fromCharCode(65 + letters.length)) letters.push(letter);
  }
  return letters;
}

function isPoint(value: Json | undefined): boolean {
  return Array.isArray(value) && value.length === 3 && value.every((x) => typeof x === "number" && Number.isFinite(x));
}
