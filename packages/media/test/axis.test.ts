import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisOver } from "../src/draw/axis.ts";

const room = { ticks: 8, padding: 0, whole: false };
const texts = (values: number[], more: Partial<typeof room> = {}) =>
  axisOver(values, { ...room, ...more }).ticks.map(({ text }) => text);

describe("an axis", () => {
  it("marks round numbers with as many digits as they need", () => {
    expect(texts([0, 1])).toEqual(["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    expect(texts([-3, 11])).toEqual(["-2", "0", "2", "4", "6", "8", "10"]);
    expect(texts([0.02, 0.05])).toEqual(["0.020", "0.025", "0.030", "0.035", "0.040", "0.045", "0.050"]);
    expect(texts([0, 3e7], { ticks: 3 })).toEqual(["0", "1e7", "2e7", "3e7"]);
    expect(texts([1e-8, 2e-8], { ticks: 2 })).toEqual(["1e-8", "1.5e-8", "2e-8"]);
  });

  it("has no halves where only whole numbers are", () => {
    expect(texts([0, 2], { whole: true })).toEqual(["0", "1", "2"]);
    expect(texts([7, 7], { whole: true })).toEqual(["7"]);
  });

  it("has room around a level series and around nothing", () => {
    expect(axisOver([5, 5], room)).toMatchObject({ min: 4.5, max: 5.5 });
    expect(axisOver([0], room)).toMatchObject({ min: -1, max: 1 });
    expect(axisOver([], room)).toMatchObject({ min: 0, max: 1 });
    expect(axisOver([1e9, 1e9 + 1e-4], room).ticks.length).toBeGreaterThan(1);
  });

  it("is sane for any finite numbers", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const padding = fc.constantFrom(0, 0.05);
    fc.assert(
      fc.property(
        fc.array(finite, { maxLength: 6 }),
        fc.integer({ min: 1, max: 12 }),
        padding,
        (values, ticks, pad) => {
          const axis = axisOver(values, { ticks, padding: pad, whole: false });
          expect(axis.max).toBeGreaterThan(axis.min);
          expect(axis.ticks.length).toBeLessThanOrEqual(ticks + 2);
          const slack = 1e-6 * (axis.max - axis.min);
          for (const { value } of axis.ticks) {
            expect(value).toBeGreaterThanOrEqual(axis.min - slack);
            expect(value).toBeLessThanOrEqual(axis.max + slack);
          }
          expect(new Set(axis.ticks.map(({ text }) => text)).size).toBe(axis.ticks.length);
          for (const value of values) expect(Math.abs(axis.share(value) - 0.5)).toBeLessThanOrEqual(0.5);
        },
      ),
      { numRuns: 500 },
    );
  });
});
