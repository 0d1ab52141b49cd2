import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  coinTosses,
  type Interval,
  intervalOf,
  mcnemar,
  meanInterval,
  pairedBootstrap,
  quantile,
  resamplesOf,
} from "../src/stats/index.ts";

interface Ends {
  readonly interval: readonly [number, number];
  /** Of repeated resampling, at each end. */
  readonly deviation: readonly [number, number];
}

interface Goldens {
  readonly tosses: readonly { readonly heads: number; readonly tosses: number; readonly p: number }[];
  readonly means: readonly (Ends & {
    readonly name: string;
    readonly values: readonly number[];
    readonly labels: readonly string[] | null;
  })[];
  readonly paired: Ends & { readonly a: readonly number[]; readonly b: readonly number[] };
  readonly quantiles: readonly { readonly values: readonly number[]; readonly q: number; readonly is: number }[];
}

const file = fileURLToPath(new URL("../../../test/fixtures/goldens/stats.json", import.meta.url));
const goldens = JSON.parse(readFileSync(file, "utf8")) as Goldens;

/** Within five deviations of the mean of SciPy's own runs, and a grain: means of few values are steps. */
function near(found: Interval | null, { interval, deviation }: Ends, grain: number): void {
  expect(Math.abs((found?.low ?? Number.NaN) - interval[0])).toBeLessThan(5 * deviation[0] + grain);
  expect(Math.abs((found?.high ?? Number.NaN) - interval[1])).toBeLessThan(5 * deviation[1] + grain);
}

describe("against SciPy", () => {
  it.each(goldens.tosses)("$heads heads of $tosses", ({ heads, tosses, p }) => {
    expect(coinTosses(heads, tosses)).toBeCloseTo(p, 10);
  });

  it.each(goldens.means)("the interval of a mean: $name", ({ values, labels, ...ends }) => {
    near(meanInterval(values, labels), ends, 0.1 / values.length);
  });

  it("the interval of a paired difference", () => {
    const { a, b, ...ends } = goldens.paired;
    near(pairedBootstrap(a, b).interval, ends, 0.1 / a.length);
  });

  it("quantiles", () => {
    for (const { values, q, is } of goldens.quantiles) expect(quantile(values, q)).toBeCloseTo(is, 12);
  });
});

describe("intervals", () => {
  it("are the same each time", () => {
    const values = [0, 1, 1, 0, 1, 0.5];
    expect(meanInterval(values)).toEqual(meanInterval(values));
    expect(meanInterval(values, null, { seed: 1 })).not.toEqual(meanInterval(values, null, { seed: 2 }));
  });

  it("are none where nothing can vary", () => {
    expect(meanInterval([])).toBeNull();
    expect(meanInterval([0.4])).toBeNull();
    expect(meanInterval([1, 1, 1])).toBeNull();
    expect(meanInterval([1, 0, 1], ["a", "a", "a"])).toBeNull();
  });

  it("are wider where values come in groups", () => {
    const values = Array.from({ length: 80 }, (_, i) => Number(i % 8 < 4));
    const labels = values.map((_, i) => `group ${i % 8}`);
    const width = (of: Interval | null): number => (of?.high ?? 0) - (of?.low ?? 0);
    expect(width(meanInterval(values, labels))).toBeGreaterThan(2 * width(meanInterval(values)));
  });

  it("of a statistic keep the strata", () => {
    const mean = (items: readonly number[]): number => items.reduce((a, b) => a + b, 0) / items.length;
    const interval = (strata: number[][][]): Interval | null =>
      intervalOf([...resamplesOf(strata, { resamples: 2000 })].map(mean));
    // Nothing varies inside a stratum.
    expect(
      interval([
        [[1], [1], [1]],
        [[0], [0]],
      ]),
    ).toBeNull();
    const mixed = interval([
      [[1], [0], [1]],
      [[0], [1]],
    ]);
    expect(mixed?.low).toBeLessThan(0.6);
    expect(mixed?.high).toBeGreaterThan(0.6);
  });
});

describe("two runs", () => {
  it("that agree everywhere are not told apart", () => {
    expect(mcnemar([true, false], [true, false])).toEqual({ onlyA: 0, onlyB: 0, p: 1 });
    expect(pairedBootstrap([0.5, 1], [0.5, 1])).toEqual({ difference: 0, interval: null, p: 1 });
  });

  it("are told apart by the samples that changed alone", () => {
    const a = Array.from({ length: 1000 }, (_, i) => i >= 12);
    const b = Array.from({ length: 1000 }, () => true);
    expect(mcnemar(a, b)).toMatchObject({ onlyA: 0, onlyB: 12 });
    expect(mcnemar(a, b).p).toBeCloseTo(2 / 4096, 12);
  });

  it("must be about the same samples", () => {
    expect(() => mcnemar([true], [])).toThrow(/1 and 0 verdicts/);
    expect(() => pairedBootstrap([1], [1, 0])).toThrow(/1 and 2 scores/);
  });
});
