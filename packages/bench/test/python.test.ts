import { describe, expect, it } from "vitest";
import { floatText, parseFloatLike, parseIntLike, roundHalfEven } from "../src/python/numbers.ts";
import { first, last, python } from "../src/python/pattern.ts";
import { shuffled } from "../src/python/shuffle.ts";
import { byCodePoint, firstToken, strip, stripEnd, tail, words } from "../src/python/text.ts";

describe("text as Python has it", () => {
  it("strips other blanks than JavaScript", () => {
    expect(strip("\x1c\x85 a\u3000\x1f")).toBe("a");
    expect(strip("\ufeffa\u200b")).toBe("\ufeffa\u200b");
    expect(strip("")).toBe("");
  });

  it("splits at blanks, or at single spaces", () => {
    expect(words(" a\x1db \u2028c ")).toEqual(["a", "b", "c"]);
    expect(words("")).toEqual([]);
    expect(firstToken(" a b")).toBe("");
    expect(firstToken("a\tb c")).toBe("a\tb");
  });

  it("strips one mark at the end", () => {
    expect(stripEnd("A...", ".")).toBe("A");
    expect(stripEnd("...", ".")).toBe("");
  });

  it("counts code points", () => {
    expect(tail("a😀b", 2)).toBe("😀b");
    expect(["\uff21", "😀", "a"].sort(byCodePoint)).toEqual(["a", "\uff21", "😀"]);
    expect(["ab", "a"].sort(byCodePoint)).toEqual(["a", "ab"]);
  });
});

describe("patterns as Python has them", () => {
  it("knows words of all scripts", () => {
    expect(first(python("\\b([A-D])\\b"), "答案是A")).toBeNull();
    expect(first(python("\\b([A-D])\\b"), "éA B")).toBe("B");
    expect(first(python("\\d+"), "５.２")).toBe("５");
    expect(first(python("[\\s]x"), "\x1cx")).toBe("\x1cx");
    expect(first(python("a\\sb"), "a\ufeffb")).toBeNull();
  });

  it("stops a dot at line feeds only, and matches the end before a final one", () => {
    expect(first(python("a(.)b"), "a\rb")).toBe("\r");
    expect(first(python("a(.)b"), "a\nb")).toBeNull();
    expect(first(python("a(.)b", "s"), "a\nb")).toBe("\n");
    expect(first(python("b$"), "ab\n")).toBe("b");
    expect(first(python("a$"), "a\nb")).toBeNull();
    expect(first(python("a$", "m"), "a\nb")).toBe("a");
    expect(first(python("^b", "m"), "a\nb")).toBe("b");
    expect(first(python("[.$^]"), "a.b")).toBe(".");
  });

  it("finds last matches from the left, without overlaps", () => {
    expect(last(python("aa"), "aaa")).toBe("aa");
    expect(last(python("([A-C])"), "A B C D")).toBe("C");
    expect(last(python("x"), "y")).toBeNull();
  });
});

describe("numbers as Python has them", () => {
  it.each([
    ["1", 1],
    [" 1.5\n", 1.5],
    ["1.", 1],
    [".5", 0.5],
    ["-1e3", -1000],
    ["1_000", 1000],
    ["1_0.0_1", 10.01],
    ["５.２", 5.2],
    ["٣", 3],
    ["𝟟", 7],
    ["inf", Number.POSITIVE_INFINITY],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["NaN", Number.NaN],
    ["1e400", Number.POSITIVE_INFINITY],
    ["", null],
    ["  ", null],
    ["0x10", null],
    ["1,234", null],
    ["5m", null],
    ["1__0", null],
    ["_1", null],
    ["1_", null],
    ["1._0", null],
    ["--1", null],
    [".", null],
    ["e5", null],
  ])("float(%j) is %j", (text, expected) => {
    expect(parseFloatLike(text)).toBe(expected);
  });

  it.each([
    ["12", 12],
    ["-1_000", -1000],
    ["1.0", null],
    ["", null],
  ])("int(%j) is %j", (text, expected) => {
    expect(parseIntLike(text)).toBe(expected);
  });

  it("rounds halves to even", () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, -2.6].map(roundHalfEven)).toEqual([0, 2, 2, 0, -2, 2, 3, -3]);
  });

  it.each([
    [3, "3.0"],
    [2.5, "2.5"],
    [-0, "-0.0"],
    [1e16, "1e+16"],
    [123456789012345680, "1.2345678901234568e+17"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("writes the float %d as %s", (value, expected) => {
    expect(floatText(value)).toBe(expected);
  });
});

describe("shuffled", () => {
  it("is a permutation, the same for the same seed", () => {
    expect(shuffled(100).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(shuffled(5, 7)).not.toEqual(shuffled(5, 8));
  });
});
