import type { Detail } from "../../src/benchmark/evaluate.ts";
import type { Fields } from "./read.ts";

/** Our detail in the fields of a vector's: each benchmark names them in its own way and leaves some out. */
export function inFieldsOf(detail: Detail, expected: Fields): Fields {
  const values: Fields = {
    id: detail.id,
    sample_id: detail.id,
    idx: detail.id,
    extracted: detail.extracted,
    correct: detail.correct,
    // Video-MME-v2 writes -1 for a reply without an answer; ours is empty and scores 0.
    score: expected.score === -1 && detail.extracted === "" && detail.score === 0 ? -1 : detail.score,
    // Some name the answer as the data set has it, some as it was compared.
    ground_truth: expected.ground_truth === detail.answer ? detail.answer : detail.gold,
    gt_letter: detail.gold,
  };
  return Object.fromEntries(Object.keys(expected).map((name) => [name, values[name]]));
}

export const withTextIds = (expected: Fields): Fields => ({
  ...expected,
  ...Object.fromEntries(
    ["id", "sample_id", "idx"].filter((name) => name in expected).map((name) => [name, String(expected[name])]),
  ),
});
