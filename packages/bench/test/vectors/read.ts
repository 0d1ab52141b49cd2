import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Choice, Facts } from "../../src/benchmark/types.ts";

export const FOLDER = fileURLToPath(new URL("../../../../test/fixtures/vectors/", import.meta.url));

export type Fields = Record<string, unknown>;

export interface Case {
  readonly sample: Fields;
  readonly prediction: string;
  readonly extracted?: string;
  readonly extracted_error?: string;
  readonly score?: number | null;
  readonly score_error?: string;
  readonly evaluate?: Fields | null;
  readonly evaluate_error?: string;
  readonly official_score?: number | string;
}

export interface AggregateCase {
  readonly label: string;
  readonly samples: readonly Fields[];
  readonly predictions: Readonly<Record<string, string>>;
  readonly results?: Fields;
  readonly details?: readonly Fields[];
  readonly error?: string;
}

export interface LoadCase {
  readonly files: Readonly<Record<string, unknown>>;
  readonly existing: readonly string[];
  readonly question_type: readonly string[] | null;
  readonly samples?: readonly LoadedSample[];
  readonly error?: string;
}

export interface LoadedSample {
  readonly sample: Fields;
  readonly instruction: string;
  readonly session_id: string;
  readonly video_source: string | null;
  readonly cot_question: string;
  readonly direct_question: string;
}

export interface Vectors {
  readonly benchmark: string;
  readonly cases: readonly Case[];
  readonly aggregates: readonly AggregateCase[];
  readonly loads: readonly LoadCase[];
}

export const readVectors = (key: string): Vectors => JSON.parse(readFileSync(`${FOLDER}${key}.json`, "utf8"));

// biome-ignore lint/suspicious/noExplicitAny: the vectors' own shapes, one for each kind.
export const readShared = (): any => JSON.parse(readFileSync(`${FOLDER}_shared.json`, "utf8"));

const CORE = new Set(["sample_id", "answer", "question_type", "choices", "letter_choices"]);

/** A vector's sample as scoring sees it: fields of the benchmark's own are its meta, in camel case. */
export function factsOf(sample: Fields): Facts {
  const own = Object.entries(sample).filter(([name]) => !CORE.has(name));
  return {
    id: String(sample.sample_id),
    questionType: String(sample.question_type),
    answer: String(sample.answer),
    choices: choicesOf(sample.letter_choices ?? sample.choices),
    choicesInQuestion: sample.letter_choices !== undefined,
    meta: Object.fromEntries(own.map(([name, value]) => [camel(name), value])) as Facts["meta"],
  };
}

export const choicesOf = (choices: unknown): Choice[] =>
  Array.isArray(choices)
    ? choices.map((text, i) => ({ letter: String.fromCharCode(65 + i), text }))
    : Object.entries(choices ?? {}).map(([letter, text]) => ({ letter, text: String(text) }));

export const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Paths at which two values differ; numbers may by 1e-9. */
export function differences(actual: unknown, expected: unknown, path = ""): string[] {
  if (typeof actual === "number" && typeof expected === "number")
    return Math.abs(actual - expected) <= 1e-9 ? [] : [`${path}: ${actual} instead of ${expected}`];
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return Object.is(actual, expected)
      ? []
      : [`${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`];
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...names].flatMap((name) =>
    differences((actual as Fields)[name], (expected as Fields)[name], path === "" ? name : `${path}.${name}`),
  );
}
