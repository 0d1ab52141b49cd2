import path from "node:path";
import { type Answer, type RunEnd, TRACE_FILE } from "@spatialclaw/agent";

export type AnswerKind = "any" | "number" | "choice" | "text" | "point";

type ValueOf<K extends AnswerKind> = K extends "number"
  ? number
  : K extends "choice" | "text"
    ? string
    : K extends "point"
      ? readonly [x: number, y: number, z: number]
      : Answer["value"];

/** How a run ended: the value with its evidence, or why there is none. */
export interface Result<K extends AnswerKind = "any"> extends Omit<RunEnd, "type" | "answer"> {
  readonly answer: (Omit<Answer, "value"> & { readonly value: ValueOf<K> }) | null;
  /** The file that tells how it came about. */
  readonly trace: string;
}

/** The form was checked when the answer was handed in. */
export function resultOf<K extends AnswerKind>(end: RunEnd, folder: string): Result<K> {
  const { type: _, answer, ...rest } = end;
  return { ...rest, answer: answer as Result<K>["answer"], trace: path.join(folder, TRACE_FILE) };
}
