import { describe, expect, it } from "vitest";
import { readStated } from "../src/stated.ts";

const choice = { kind: "choice", letters: ["A", "B", "C", "D"] } as const;
const metres = { kind: "number", unit: "m" } as const;
const centimetres = { kind: "number", unit: "cm" } as const;
const point = { kind: "point" } as const;
const any = { kind: "any" } as const;

describe("an answer is read from", () => {
  it.each([
    ["its own line", "The lamp is nearer.\nAnswer: B", choice, "B"],
    ["a bold line", "**Answer:** (C)", choice, "C"],
    ["a bold value", "Answer: **D**.", choice, "D"],
    ["a heading", "### Final answer: A. the lamp", choice, "A"],
    ["the word option", "Answer: option B", choice, "B"],
    ["a sentence", "So the answer is C.", choice, "C"],
    ["a sentence with an option", "The correct answer is option B, the lamp", choice, "B"],
    ["a box", "Thus $\\boxed{B}$", choice, "B"],
    ["a lone letter", "c", choice, "C"],
    ["the last of several statements", "Answer: A\nNo, wait.\nAnswer: B", choice, "B"],
    ["the last that is an option", "Answer: B\nAnswer: perhaps", choice, "B"],
    ["a number with its unit", "Answer: 1.25 m", metres, 1.25],
    ["a number in another unit", "Answer: about 125 cm", metres, 1.25],
    ["inches", "Answer: 10 inches", centimetres, 25.4],
    ["a number with thousands", "Answer: 1,250 mm", metres, 1.25],
    ["a typographic minus", "Answer: −3", metres, -3],
    ["a number word", "Answer: three", { kind: "number", unit: null } as const, 3],
    ["a bare number", "2.5", metres, 2.5],
    ["a point", "Answer: [0.5, -1.25, 3]", point, [0.5, -1.25, 3]],
    ["words", "Answer: behind the sofa.", any, "behind the sofa"],
  ])("%s", (_, text, form, value) => {
    expect(readStated(text, form)).toEqual(value);
  });
});

describe("none is read from", () => {
  it.each([
    ["prose with numbers", "There are 3 chairs and the table is 2 m wide, which I measured twice.", metres],
    ["an option that does not exist", "Answer: F", choice],
    ["words where a number is wanted", "Answer: quite far", metres],
    ["two coordinates", "Answer: [1, 2]", point],
    ["nothing", "", any],
    ["a question about the answer", "What would the answer be?\nI cannot tell from this at all, sorry.", any],
  ])("%s", (_, text, form) => {
    expect(readStated(text, form)).toBeNull();
  });
});
