import type { AnswerForm } from "@spatialclaw/workspace";
import type { Choice } from "./types.ts";

export const letters = (of: string): AnswerForm => ({ kind: "choice", letters: [...of] });

/** The letters of the choices where they are known, else those given. */
export const lettersOf = (choices: readonly Choice[], otherwise: string): AnswerForm =>
  choices.length > 0 ? { kind: "choice", letters: choices.map(({ letter }) => letter) } : letters(otherwise);

/** In the unit that the question names. */
export const NUMBER: AnswerForm = { kind: "number", unit: null };

export const TEXT: AnswerForm = { kind: "text" };
