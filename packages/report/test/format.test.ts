import { NO_USAGE } from "@spatialclaw/agent";
import { describe, expect, test } from "vitest";
import { formatAnswer, formatCount, formatDuration, formatNumber, formatUsage } from "../src/format.ts";

describe("format", () => {
  test.each([
    [0.91324, "0.913"],
    [12.3456, "12.3"],
    [1234.56, "1235"],
    [-0.06781, "-0.0678"],
    [123456, "123456"],
    [0, "0"],
    [2.5, "2.5"],
    [0.1 + 0.2, "0.3"],
    [1.5e-7, "1.5e-7"],
    [Number.NaN, "NaN"],
  ])("number %d is %s", (value, text) => expect(formatNumber(value)).toBe(text));

  test.each([
    [0.91324, "m", "0.913 m"],
    [3, null, "3"],
    ["B", null, "B"],
    ["behind the door", null, "behind the door"],
  ])("answer %s %s is %s", (value, unit, text) => expect(formatAnswer({ value, unit })).toBe(text));

  test.each([
    [0.4, "0 ms"],
    [41.4, "41 ms"],
    [999.6, "1.0 s"],
    [4230, "4.2 s"],
    [59_960, "1 min 00 s"],
    [125_000, "2 min 05 s"],
  ])("%d ms is %s", (ms, text) => expect(formatDuration(ms)).toBe(text));

  test("counts agree with their noun", () => {
    expect([0, 1, 1200].map((n) => formatCount(n, "step"))).toEqual(["0 steps", "1 step", "1,200 steps"]);
  });

  test("a model that counts no tokens has no usage", () => {
    expect(formatUsage(NO_USAGE)).toBeNull();
    expect(formatUsage({ ...NO_USAGE, inputTokens: 17650, outputTokens: 485 })).toBe("17,650 tokens in, 485 out");
  });
});
