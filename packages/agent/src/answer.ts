import type { Json } from "@spatialclaw/kernel";
import type { Scale } from "@spatialclaw/perception";
import { type AnswerForm, letterOf, readAnswer } from "@spatialclaw/workspace";
import type { Answer, AnswerEvidence, AnswerOrigin, AnswerValue } from "./events.ts";
import { isLength, unitOf } from "./units.ts";

/** A value that was handed in, and what it rests on. */
export interface Submitted {
  readonly value: AnswerValue;
  readonly evidence: AnswerEvidence;
}

export const NO_EVIDENCE: AnswerEvidence = { frames: [], objects: [], segment: null };

/** What `ReturnAnswer` sent. */
export function submittedIn(message: Json): Submitted {
  return readAnswer(message);
}

export interface AnswerContext {
  readonly question: string;
  readonly form: AnswerForm;
  /** Of the reconstruction that was measured in; null when there was none. */
  readonly scale: Scale | null;
  readonly origin: AnswerOrigin;
}

/** In the form that the question wants: a choice is its letter, a number no text. Forms were checked before. */
function normal(value: AnswerValue, form: AnswerForm): AnswerValue {
  if (typeof value === "object") return value;
  if (form.kind === "choice") return letterOf(value) ?? value;
  if (form.kind === "number") return Number(value);
  return form.kind === "text" ? String(value) : value;
}

/** The value with its unit, its evidence and how it came about. */
export function makeAnswer(submitted: Submitted, { question, form, scale, origin }: AnswerContext): Answer {
  const { evidence } = submitted;
  const value = normal(submitted.value, form);
  const unit = typeof value === "string" ? null : unitIn(form, question);
  const words = typeof value === "object" ? `[${value.map(short).join(", ")}]` : short(value);
  const measured = unit === null ? words : `${words} ${unit}`;
  const relative = isLength(unit) && scale !== null && !scale.metric;
  const text = relative ? `${measured} (relative: the scale of this reconstruction is not metric)` : measured;
  return { value, unit, text, evidence, scale, origin };
}

/** Four significant digits; whole numbers as they are. */
function short(value: string | number): string {
  return typeof value === "string" || Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

function unitIn(form: AnswerForm, question: string): string | null {
  if (form.kind === "point") return "m";
  return (form.kind === "number" ? form.unit : null) ?? unitOf(question);
}
