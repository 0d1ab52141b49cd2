import { describe, expect, it } from "vitest";
import { robustJudge } from "../src/scoring/robust/judge.ts";
import { readNumber } from "../src/scoring/robust/number.ts";
import { readText, readYesNo } from "../src/scoring/robust/text.ts";

/** Replies as models write them, and the number that a person reads; null: none. */
const NUMBERS: readonly (readonly [string, number | null])[] = [
  ["3", 3],
  ["3.5", 3.5],
  [".5", 0.5],
  ["-2", -2],
  ["−2.5", -2.5],
  ["+4", 4],
  ["1e3", 1000],
  ["2.5 × 10^3", 2500],
  ["2.5 \\times 10^{3}", 2500],
  ["1,234", 1234],
  ["1,234.5 m", 1234.5],
  ["5m", 5],
  ["5 m²", 5],
  ["3.2 meters", 3.2],
  ["~3.2 m", 3.2],
  ["≈ 3.2", 3.2],
  ["about 5", 5],
  ["**4**", 4],
  ["\\boxed{4}", 4],
  ["\\boxed{3.5\\,\\text{m}}", 3.5],
  ["$\\boxed{\\frac{3}{4}}$", 0.75],
  ["3/4", 0.75],
  ["three", 3],
  ["Twenty-five", 25],
  ["two hundred", 200],
  ["There are four chairs.", 4],
  ["There are 4 chairs and 2 tables, so the total is 6.", 6],
  ["4 + 2 = 6 chairs", 6],
  ["The distance is 3.2 m (10.5 feet).", 3.2],
  ["Answer: 2.5 m (8.2 ft)", 2.5],
  ["The answer is 12.", 12],
  ["In frame 3 the door is at x = 1.2 m. The answer is 2.4 m.", 2.4],
  ["The distance between them is approximately 1.8 meters, measured in frame 12.", 1.8],
  ["2-3 m", 2.5],
  ["between 2 and 3 meters", 2.5],
  ["from 2 to 4", 3],
  ["<answer>7</answer>", 7],
  ["<think>maybe 3</think>7", 7],
  ["Step 1: 3 m.\nStep 2: 4 m.\n\n5", 5],
  ["45°", 45],
  ["30%", 30],
  ["５", 5],
  ["٣", 3],
  ["5½", 5.5],
  ["12 m²", 12],
  ["10^3", 1000],
  ["1 000 m", 1000],
  ["1_000", 1000],
  ["frame 3 of 32: 4.5", 4.5],
  ["12 is the answer", 12],
  ["0x10", null],
  ["I do not know", null],
  ["", null],
  ["NaN", null],
  ["inf", null],
  ["someone sits on the stone", null],
];

describe("a number in a reply", () => {
  it.each(NUMBERS)("%j is %j", (reply, expected) => {
    const found = readNumber(reply);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 9);
  });
});

describe("yes or no in a reply", () => {
  it.each([
    ["Yes", "yes"],
    ["no.", "no"],
    ["**No**", "no"],
    ["Yes, there is no doubt.", "yes"],
    ["\\boxed{yes}", "yes"],
    ["I looked at both videos. The answer is no.", "no"],
    ["They differ in colour, so no", "no"],
    ["I do not know", null],
    ["nothing yesterday", null],
  ])("%j is %j", (reply, expected) => {
    expect(readYesNo(reply)).toBe(expected);
  });
});

describe("words in a reply", () => {
  it.each([
    ["The chair.", "chair"],
    ["Answer: the red chair", "red chair"],
    ['"Chair"', "chair"],
    ["\\boxed{\\text{left}}", "left"],
  ])("%j is %j", (reply, expected) => {
    expect(readText(reply)).toBe(expected);
  });
});

describe("the robust judge", () => {
  const sample = { id: "1", questionType: "t", choices: [], choicesInQuestion: false, meta: {} };

  it("says when the data set's own answer cannot be used", () => {
    const letter = robustJudge({ form: () => ({ kind: "choice", letters: ["A", "B"] }) });
    expect(letter("A", { ...sample, answer: "hidden" })).toMatchObject({
      score: 0,
      failure: expect.stringMatching(/no option/),
    });
    const number = robustJudge({ form: () => ({ kind: "number", unit: null }) });
    expect(number("1", { ...sample, answer: "[1, 2, 3]" })).toMatchObject({
      score: 0,
      failure: expect.stringMatching(/no number/),
    });
  });

  it("takes answers with their unit, and letters with their text", () => {
    const number = robustJudge({ form: () => ({ kind: "number", unit: null }) });
    expect(number("about 2 m", { ...sample, answer: "2 m" })).toMatchObject({ score: 1, extracted: "2" });
    const letter = robustJudge({ form: () => ({ kind: "choice", letters: ["A", "B"] }) });
    expect(letter("(b)", { ...sample, answer: "B. left" })).toMatchObject({ correct: true, extracted: "B", gold: "B" });
  });
});
