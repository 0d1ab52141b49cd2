import type { Random } from "./random.ts";

const LETTERS = ["A", "B", "C", "D"] as const;
/** Ratio between neighbouring options: a step down is 29 %, a step up 40 %. */
const STEP = 1.4;

type Truth = { readonly answer: number | string; readonly unit: "m" | null };

/** How an answer reads as an option: "0.91 m", "3", "left". */
export function optionText(answer: number | string, unit: "m" | null): string {
  if (typeof answer === "string") return answer;
  return unit === null ? String(answer) : `${Math.round(answer * 100) / 100} ${unit}`;
}

/** Up to four options, the truth among them: numbers in rising order, words shuffled. */
export function optionsFor(truth: Truth, words: readonly string[] | undefined, rng: Random): string[] {
  const { answer, unit } = truth;
  if (typeof answer === "string") {
    if (!words?.includes(answer)) throw new Error(`"${answer}" is none of ${words?.join(", ") ?? "no words"}`);
    const others = rng.shuffled(words.filter((word) => word !== answer)).slice(0, LETTERS.length - 1);
    return rng.shuffled([answer, ...others]);
  }
  const place = rng.integer(0, LETTERS.length - 1);
  if (unit === null) {
    const step = Math.max(1, Math.ceil(answer / 4));
    const below = Math.min(place, Math.floor(answer / step));
    return LETTERS.map((_, i) => optionText(answer + (i - below) * step, unit));
  }
  return LETTERS.map((_, i) => optionText(answer * STEP ** (i - place), unit));
}

/** The letter of the option that is true. */
export function letterOfTruth(truth: Truth & { readonly options: readonly string[] }): string {
  const i = truth.options.indexOf(optionText(truth.answer, truth.unit));
  const letter = LETTERS[i];
  if (!letter) throw new Error(`no option is ${optionText(truth.answer, truth.unit)}: ${truth.options.join(", ")}`);
  return letter;
}

/** "Options: A. 0.91 m B. 1.4 m", the last line of a multiple-choice question. */
export function optionsLine(options: readonly string[]): string {
  return `Options: ${options.map((option, i) => `${LETTERS[i]}. ${option}`).join(" ")}`;
}
