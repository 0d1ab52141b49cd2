import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arange, clip, degrees, linspace, mod, radians, round, stats } from "../src/index.ts";

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 60 });

describe("statistics", () => {
  test("values that NumPy gives", () => {
    const a = [3, 1, 2, 10];
    expect([stats.min(a), stats.max(a), stats.sum(a), stats.mean(a), stats.median(a)]).toEqual([1, 10, 16, 4, 2.5]);
    expect(stats.std(a)).toBeCloseTo(3.5355339059327378, 14);
    expect(stats.percentile([1, 2, 3, 4], 90)).toBeCloseTo(3.7, 12);
    expect(stats.percentile(a, 0)).toBe(1);
    expect(stats.percentile(a, 100)).toBe(10);
    expect([stats.argmin(a), stats.argmax(a)]).toEqual([1, 3]);
    expect(stats.sort(a)).toEqual([1, 2, 3, 10]);
    expect(stats.argsort(a)).toEqual([1, 2, 0, 3]);
    expect(stats.diff(a)).toEqual([-2, 1, 8]);
    expect(stats.cumsum(a)).toEqual([3, 4, 6, 16]);
  });

  test("the population's deviation, and a sample's", () => {
    const a = [3, 1, 2, 10];
    expect([stats.variance(a), stats.variance(a, 1)]).toEqual([12.5, 50 / 3]);
    expect(stats.std(a, 1)).toBeCloseTo(Math.sqrt(50 / 3), 14);
    expect(stats.variance([5])).toBe(0);
    expect(() => stats.std([5], 1)).toThrow("np.std: ddof 1 leaves nothing of 1 numbers");
    expect(() => stats.variance([])).toThrow("np.var: the list is empty");
  });

  test("percentile, argsort and median agree with sorting", () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 0, max: 100 }), (a, q) => {
        const sorted = a.toSorted((x, y) => x - y);
        const rank = (q / 100) * (a.length - 1);
        const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
        expect(stats.percentile(a, q)).toBeCloseTo(low + (high - low) * (rank - Math.floor(rank)), 9);
        expect(stats.median(a)).toBe(stats.percentile(a, 50));
        expect(stats.argsort(a).map((i) => a[i])).toEqual(sorted);
        expect(a[stats.argmin(a)]).toBe(sorted[0]);
        expect(stats.cumsum(stats.diff([0, ...a])).map((x) => Math.round(x))).toEqual(a);
      }),
    );
  });

  test("200,000 elements, in arrays and typed arrays", () => {
    const many = Float32Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 200_000);
    for (const a of [many, Array.from(many)]) {
      expect([stats.min(a), stats.max(a), stats.mean(a)]).toEqual([0, 199_999, 99_999.5]);
      expect([stats.median(a), stats.percentile(a, 25)]).toEqual([99_999.5, 49_999.75]);
      expect(stats.sort(a)[123]).toBe(123);
      expect(stats.argsort(a)[0]).toBe(0);
    }
  });

  test("the sum of a million tenths loses nothing", () => {
    expect(stats.sum(new Float64Array(1_000_000).fill(0.1))).toBe(100_000);
    expect(stats.sum([1e100, 1, -1e100])).toBe(1);
    expect(stats.sum([Infinity, 1])).toBe(Infinity);
    expect(stats.sum([])).toBe(0);
  });

  test("NaN in, NaN out", () => {
    const a = [1, Number.NaN, 3];
    for (const name of ["min", "max", "sum", "mean", "median", "std"] as const) expect(stats[name](a)).toBeNaN();
    expect(stats.percentile(a, 10)).toBeNaN();
    expect([stats.argmin(a), stats.argmax(a)]).toEqual([1, 1]);
    expect(stats.sort(a)).toEqual([1, 3, Number.NaN]);
    expect(stats.argsort([Number.NaN, 2, 1])).toEqual([2, 1, 0]);
    expect(stats.cumsum(a)).toEqual([1, Number.NaN, Number.NaN]);
    expect(stats.unwrap([0, Number.NaN, 1]).slice(1)).toEqual([Number.NaN, Number.NaN]);
    expect([mod(Number.NaN, 2), clip(Number.NaN, 0, 1), round(Number.NaN)]).toEqual(Array(3).fill(Number.NaN));
  });

  test("an empty list is refused where it has no value", () => {
    for (const name of ["min", "max", "mean", "median", "std", "argmin", "argmax"] as const)
      expect(() => stats[name]([])).toThrow(new RegExp(`^np\\.${name}: the list is empty.*test \\.length first$`));
    expect(() => stats.percentile([], 50)).toThrow(RangeError);
    expect([stats.median([Infinity, Infinity]), stats.median([1, Infinity])]).toEqual([Infinity, Infinity]);
    expect(() => stats.percentile([1], 101)).toThrow("q is 101, expected 0..100");
    expect([stats.sort([]), stats.diff([1]), stats.cumsum([]), stats.unwrap([])]).toEqual([[], [], [], []]);
  });

  test("unwrap removes whole turns and nothing else", () => {
    const steps = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(steps, (list) => {
        const smooth = stats.cumsum([0.5, ...list]);
        const wrapped = smooth.map((x) => mod(x + Math.PI, 2 * Math.PI) - Math.PI);
        stats.unwrap(wrapped).forEach((x, i) => {
          expect(x).toBeCloseTo(smooth[i]!, 9);
        });
      }),
    );
    expect(stats.unwrap([0, Math.PI, 0])).toEqual([0, Math.PI, 0]);
    expect(stats.unwrap([0, 3 * Math.PI])[1]).toBeCloseTo(Math.PI, 12);
  });
});

describe("numbers", () => {
  test("mod has the sign of the divisor, as in Python", () => {
    expect([mod(-73, 360), mod(73, -360), mod(-7, -3), mod(720, 360), mod(5, Infinity)]).toEqual([287, -287, -1, 0, 5]);
    expect(mod(1, 0)).toBeNaN();
  });

  test("round takes halves to the even neighbour", () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6].map((x) => round(x) + 0)).toEqual([0, 2, 2, 0, -2, 2, 3]);
    expect([round(1.005, 1), round(12.345, 2), round(1234, -2), round(1e300, 5)]).toEqual([1, 12.34, 1200, 1e300]);
    expect(round(-Infinity)).toBe(-Infinity);
  });

  test("linspace and arange", () => {
    expect(linspace(0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect([linspace(3, 9, 1), linspace(3, 9, 0)]).toEqual([[3], []]);
    expect(linspace(0, 0.7, 8).at(-1)).toBe(0.7);
    expect(arange(0, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(arange(5, 0, -2)).toEqual([5, 3, 1]);
    expect(arange(5, 0)).toEqual([]);
    expect(() => arange(0, 5, 0)).toThrow("in steps of 0");
    expect(() => arange(0, Infinity)).toThrow("from 0 to Infinity");
    expect(() => linspace(0, 1, 2.5)).toThrow("n is 2.5");
  });

  test("clip, degrees, radians", () => {
    expect([clip(5, 0, 3), clip(-1, 0, 3), clip(2, 0, 3)]).toEqual([3, 0, 2]);
    expect(degrees(Math.PI)).toBe(180);
    expect(radians(180)).toBe(Math.PI);
  });
});
