import { letterOf } from "@spatialclaw/workspace";
import { letterOfTruth } from "./options.ts";
import type { Question } from "./questions.ts";

/** Relative error up to which a number is right. */
const TOLERANCE = 0.05;
/** 2.1 is right for 2, although (2.1 - 2) / 2 comes out a trace above 0.05. */
const ROUNDING = 1e-9;

export type Outcome = "right" | "wrong" | "unanswered";

export interface Score {
  readonly outcome: Outcome;
  /** |reply - truth| / truth, for numbers answered with a number. */
  readonly relativeError: number | null;
}

/** Judges a reply; null means that none was given. */
export function score(question: Question, reply: string | number | null): Score {
  if (reply === null) return { outcome: "unanswered", relativeError: null };
  const { answer, unit, options } = question;
  if (options) return word(letterOf(reply) === letterOfTruth({ answer, unit, options }));
  if (typeof answer === "string") return word(plain(String(reply)) === plain(answer));
  const value = toNumber(reply);
  if (!Number.isFinite(value)) return word(false);
  const relativeError = Math.abs(value - answer) / Math.abs(answer);
  return { outcome: relativeError <= TOLERANCE + ROUNDING ? "right" : "wrong", relativeError };
}

const word = (right: boolean): Score => ({ outcome: right ? "right" : "wrong", relativeError: null });

const plain = (text: string): string => text.trim().toLowerCase();

/** Blank text is no number, although `Number` takes it for 0. */
const toNumber = (reply: string | number): number =>
  typeof reply === "string" && reply.trim() === "" ? Number.NaN : Number(reply);
