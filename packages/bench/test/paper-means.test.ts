import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { average, difference, MEAN_RESAMPLES, meanFrom, sampled } from "../src/paper/means.ts";
import { resamplesOf } from "../src/stats/index.ts";
import { wilson } from "../src/stats/wilson.ts";

interface Goldens {
  readonly macro: {
    readonly benchmarks: readonly (readonly number[])[];
    readonly interval: readonly [number, number];
    readonly deviation: readonly [number, number];
  };
  readonly shares: readonly { hits: number; cases: number; low: number; high: number }[];
}

const file = fileURLToPath(new URL("../../../test/fixtures/goldens/stats.json", import.meta.url));
const { macro, shares } = JSON.parse(readFileSync(file, "utf8")) as Goldens;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** As a benchmark's table draws them: all with the same seed. */
const headlines = (values: readonly number[], resamples = MEAN_RESAMPLES): number[] =>
  [...resamplesOf([values.map((value) => [value])], { resamples })].map(mean);

const benchmarkOf = (name: string, values: readonly number[]) => sampled(name, mean(values), headlines(values));

describe("a mean over benchmarks", () => {
  it("has the interval that NumPy finds by drawing within each benchmark", () => {
    const found = average(macro.benchmarks.map((values, i) => benchmarkOf(`benchmark ${i}`, values)));
    if (!found) throw new Error("no mean");
    const { score, interval } = meanFrom(found, 3, 3);
    expect(score).toBeCloseTo(mean(macro.benchmarks.map(mean)), 12);
    // 1,000 resamples against NumPy's 10,000: their own error is some three times as large.
    const slack = (end: 0 | 1): number => 5 * Math.sqrt(10) * macro.deviation[end];
    expect(Math.abs((interval?.low ?? 0) - macro.interval[0])).toBeLessThan(slack(0));
    expect(Math.abs((interval?.high ?? 0) - macro.interval[1])).toBeLessThan(slack(1));
  });

  it("takes benchmarks as independent though all are drawn with one seed", () => {
    const [values = []] = macro.benchmarks;
    const width = (names: readonly string[]): number => {
      const found = average(names.map((name) => benchmarkOf(name, values)));
      const { interval } = found ? meanFrom(found, 4, 4) : { interval: null };
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    // Of four alike the mean varies half as much; drawn together they would vary as one.
    expect(width(["a", "b", "c", "d"]) / width(["a"])).toBeCloseTo(0.5, 1);
    expect(width(["a", "a", "a", "a"]) / width(["a"])).toBeCloseTo(1, 6);
  });

  it("pairs what two runs drew of the same samples", () => {
    const [values = []] = macro.benchmarks;
    const better = values.map((value) => 0.9 * value + 0.1);
    const { score, interval } = difference(benchmarkOf("a", values), benchmarkOf("a", better));
    expect(score).toBeCloseTo(mean(better) - mean(values), 12);
    // The better run gains 0.1 on each sample that the other has wrong: the difference varies a tenth as much.
    const alone = meanFrom(benchmarkOf("a", values), 1, 1).interval;
    const width = (of: typeof interval): number => (of?.high ?? 0) - (of?.low ?? 0);
    expect(width(interval) / width(alone)).toBeCloseTo(0.1, 6);
  });

  it("has no interval where nothing varies", () => {
    const fixed = average([sampled("a", 0.5, []), sampled("b", 1, [])]);
    expect(fixed && meanFrom(fixed, 2, 3)).toEqual({ score: 0.75, interval: null, over: 2, of: 3 });
    expect(average([])).toBeNull();
  });
});

describe("the interval of a share, against SciPy", () => {
  it.each(shares)("$hits of $cases", ({ hits, cases, low, high }) => {
    expect(wilson(hits, cases)?.low).toBeCloseTo(low, 12);
    expect(wilson(hits, cases)?.high).toBeCloseTo(high, 12);
  });

  it("is none of nothing", () => {
    expect(wilson(0, 0)).toBeNull();
  });
});
