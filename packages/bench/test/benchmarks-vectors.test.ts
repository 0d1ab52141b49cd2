import { describe, expect, it } from "vitest";
import { evaluate, judgeOf } from "../src/benchmark/evaluate.ts";
import { BENCHMARKS, openBenchmark } from "../src/benchmark/open.ts";
import { inFieldsOf, withTextIds } from "./vectors/details.ts";
import { type AggregateCase, type Case, differences, factsOf, readVectors } from "./vectors/read.ts";
import { SHAPES } from "./vectors/shapes.ts";

const only = process.env.ONLY_BENCHMARK;

describe.each(BENCHMARKS.filter((key) => !only || only === key))("%s agrees with the reference on", async (key) => {
  const benchmark = await openBenchmark(key);
  const { reference, official } = benchmark.adapter;
  const judge = judgeOf(benchmark, "reference");
  const { cases, aggregates } = readVectors(key);
  const about = ({ sample, prediction }: Case): string =>
    `${sample.question_type}, answer ${JSON.stringify(sample.answer)}, reply ${JSON.stringify(prediction)}: `;

  it("what is extracted from a reply", () => {
    const wrong = cases.flatMap((one) => {
      // Where the reference throws, ours finds nothing or the benchmark's sign for nothing.
      const expected = one.extracted_error ? "(Z)" : one.extracted;
      const actual = reference.extract(one.prediction, factsOf(one.sample));
      return differences(actual, expected).map((difference) => about(one) + difference);
    });
    expect(wrong).toEqual([]);
  });

  it("the score of a reply", () => {
    const wrong = cases.flatMap((one) => {
      const sample = factsOf(one.sample);
      const actual = reference.perSample?.(one.prediction, sample) ?? judge(one.prediction, sample).score;
      const expected = one.score_error ? 0 : one.score;
      return differences(actual, expected).map((difference) => about(one) + difference);
    });
    expect(wrong).toEqual([]);
  });

  it("a summary of one sample", async () => {
    const wrong: string[] = [];
    for (const one of cases) {
      const sample = factsOf(one.sample);
      const { details } = await evaluate(benchmark, [sample], new Map([[sample.id, one.prediction]]), "reference");
      const [detail] = details;
      if (one.evaluate_error) wrong.push(...differences(detail?.score, 0).map((difference) => about(one) + difference));
      else if (!one.evaluate || !detail) wrong.push(...differences(detail ?? null, one.evaluate));
      else wrong.push(...differences(inFieldsOf(detail, one.evaluate), one.evaluate).map((d) => about(one) + d));
    }
    expect(wrong).toEqual([]);
  });

  it.each(aggregates.map((one) => [one.label, one] as const))("the summary of %s", async (_, one: AggregateCase) => {
    const replies = new Map(Object.entries(one.predictions));
    const { results, details } = await evaluate(benchmark, one.samples.map(factsOf), replies, "reference");
    if (one.error) {
      expect(results.failures + results.problems.length).toBeGreaterThan(0);
      return;
    }
    expect(differences(SHAPES[key]?.(results), one.results)).toEqual([]);
    const expected = one.details ?? [];
    expect(details).toHaveLength(expected.length);
    const wrong = expected.flatMap((row, i) =>
      differences(inFieldsOf(details[i]!, row), withTextIds(row), `${details[i]?.id}`),
    );
    expect(wrong).toEqual([]);
  });

  it.runIf(official)("the benchmark's own score, where it is recorded", () => {
    const officially = judgeOf(benchmark, "official");
    const wrong = cases.flatMap((one) => {
      if (one.official_score === undefined) return [];
      const expected = typeof one.official_score === "string" ? 0 : one.official_score;
      const actual = officially(one.prediction, factsOf(one.sample)).score;
      return differences(actual, expected).map((difference) => about(one) + difference);
    });
    expect(wrong).toEqual([]);
  });
});
