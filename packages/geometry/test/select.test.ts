import fc from "fast-check";
import { expect, test } from "vitest";
import { select } from "../src/select.ts";

const keys = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true })), {
  minLength: 1,
  maxLength: 1500,
});

test("the k-th key stands in its place, smaller ones before, larger ones after, ids moved along", () => {
  fc.assert(
    fc.property(keys, fc.nat(), (list, seed) => {
      const k = seed % list.length;
      const work = Float64Array.from(list);
      const ids = Uint32Array.from(list, (_, i) => i);
      select(work, k, 0, list.length - 1, ids);
      const sorted = Float64Array.from(list).sort();
      expect(work[k] === sorted[k]).toBe(true);
      expect(work.subarray(0, k).every((key) => key <= work[k]!)).toBe(true);
      expect(work.subarray(k).every((key) => key >= work[k]!)).toBe(true);
      expect(ids.every((id, i) => list[id] === work[i])).toBe(true);
      expect(new Set(ids).size).toBe(list.length);
    }),
  );
});

test.each([
  ["ascending", (i: number) => i],
  ["descending", (i: number) => -i],
  ["all equal", () => 7],
  ["a mountain", (i: number) => Math.min(i, 200_000 - i)],
  ["a saw", (i: number) => i % 17],
])("200,000 keys in order: %s", (_, make) => {
  const work = Float64Array.from({ length: 200_000 }, (_, i) => make(i));
  const sorted = Float64Array.from(work).sort();
  select(work, 123_456);
  expect(work[123_456]).toBe(sorted[123_456]);
});

test("only the given range is touched", () => {
  const work = Float64Array.of(9, 5, 4, 3, 0);
  select(work, 2, 1, 3);
  expect([...work]).toEqual([9, 3, 4, 5, 0]);
});
