import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { directTail } from "../src/benchmark/ask.ts";
import { evaluate, judgeOf } from "../src/benchmark/evaluate.ts";
import { BENCHMARKS, openBenchmark } from "../src/benchmark/open.ts";
import type { Facts, ProtocolName } from "../src/benchmark/types.ts";
import type { Extractor } from "../src/scoring/extractor.ts";
import { type Fields, factsOf, readVectors } from "./vectors/read.ts";

/** Pieces of which replies are made that have broken scorers. */
const PIECES = [
  "\\boxed{",
  "}",
  "{",
  "<answer>",
  "</answer>",
  "<Answer>",
  "<think>",
  "</think>",
  "Answer:",
  "The answer is",
  "(A)",
  "A.",
  "b)",
  "C:",
  " D ",
  "**",
  "`",
  "``",
  "```",
  "\n",
  "\n\n",
  " ",
  "\t",
  "\u3000",
  "\ufeff",
  "1,234",
  "3.5",
  ".5",
  "1e400",
  "-",
  "^12",
  "inf",
  "nan",
  "yes",
  "no",
  "one",
  "move_right:1.0,",
  "turn_up:",
  "😀",
  "\ud800",
  "éA",
  "答案是B",
  "$",
  "\\frac{1}{0}",
  "/",
  "0",
];
const reply = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join("")),
);

/** Samples of the vectors, their answers spoiled now and then. */
const samplesOf = (key: string): fc.Arbitrary<Facts> => {
  const known = readVectors(key).cases.map(({ sample }) => factsOf(sample));
  return fc
    .tuple(fc.constantFrom(...known), fc.option(reply, { nil: undefined, freq: 4 }), fc.boolean())
    .map(([sample, answer, bare]) => ({
      ...sample,
      answer: answer ?? sample.answer,
      choices: bare ? [] : sample.choices,
    }));
};

describe.each(BENCHMARKS)("%s", async (key) => {
  const benchmark = await openBenchmark(key);
  const { adapter, card } = benchmark;
  const protocols: ProtocolName[] = ["robust", "reference", ...(adapter.official ? (["official"] as const) : [])];

  it.each(protocols)("gives every reply a score between 0 and 1 (%s)", async (protocol) => {
    const judge = judgeOf(benchmark, protocol);
    await fc.assert(
      fc.property(reply, samplesOf(key), (text, sample) => {
        const { score, extracted, failure } = judge(text, sample);
        expect(typeof extracted).toBe("string");
        expect(failure ?? "").not.toMatch(/^the scorer failed/);
        if (score === null) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });

  it("sums up whatever it is given", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(samplesOf(key), { maxLength: 9 }),
        fc.array(reply, { maxLength: 9 }),
        async (samples, texts) => {
          const numbered = samples.map((sample, i) => ({ ...sample, id: String(i) }));
          const replies = new Map(texts.map((text, i) => [String(i), text]));
          const { results } = await evaluate(benchmark, numbered, replies, "robust");
          expect(results.score).toBeGreaterThanOrEqual(0);
          expect(results.score).toBeLessThanOrEqual(1);
          expect(JSON.stringify(results)).not.toMatch(/:null/);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("writes down what a reply was read as, whatever it is", () => {
    fc.assert(
      fc.property(reply, samplesOf(key), (text, sample) => {
        expect(typeof adapter.reference.extract(text, sample)).toBe("string");
        const perSample = adapter.reference.perSample?.(text, sample) ?? 0;
        expect(perSample).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100 },
    );
  });

  it("can say what its extractor does", () => {
    const { steps = [] } = adapter.reference.extract as Partial<Extractor>;
    for (const step of steps) expect(step).not.toBe("");
  });

  it("has a prompt and a form of answer for every kind of sample", () => {
    expect(card.prompt.length).toBeGreaterThan(20);
    expect(card.benchmark).toBe(key);
    for (const { sample } of readVectors(key).cases) {
      const form = adapter.form(factsOf(sample as Fields));
      expect(["choice", "number", "text"]).toContain(form.kind);
      expect(directTail(form)).toMatch(/^Reply with/);
    }
  });
});

describe("a protocol that a benchmark lacks", () => {
  it("is refused in one line", async () => {
    const benchmark = await openBenchmark("blink");
    expect(() => judgeOf(benchmark, "official")).toThrow(
      "blink has no official protocol here; there are robust and reference",
    );
  });
});
