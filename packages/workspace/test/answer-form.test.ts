import { describe, expect, it } from "vitest";
import { answerFormOf, checkForm, letterOf } from "../src/host/answer-form.ts";

describe("answerFormOf", () => {
  it.each([
    ["How far is the heater from the door?\nA. 0.5 m\nB. 0.9 m\nC. 1.3 m", ["A", "B", "C"]],
    ["Where is the chair? (A) left (B) right (C) front (D) back", ["A", "B", "C", "D"]],
    ["Which is taller? A) the door B) the lamp", ["A", "B"]],
    ["Pick one: A: red B: blue", ["A", "B"]],
  ])("finds the options of %j", (question, letters) => {
    expect(answerFormOf(question)).toEqual({ kind: "choice", letters });
  });

  it.each([
    "What is the closest distance between the heater and the door?",
    "How many chairs are in the room?",
    "In metres, how far did the camera move?",
    "What is the height of the door in metres?",
  ])("expects a number for %j", (question) => {
    expect(answerFormOf(question)).toEqual({ kind: "number" });
  });

  it.each([
    "Which chair is nearest to the door?",
    "Is the lamp left of the sofa?",
    "We met at 10 A.M. in the hall. Where is the lamp?",
    "Camera A. sees the door. Where is it?",
  ])("leaves %j open", (question) => {
    expect(answerFormOf(question)).toEqual({ kind: "any" });
  });
});

describe("checkForm", () => {
  const choice = { kind: "choice", letters: ["A", "B", "C", "D"] } as const;

  it.each(["B", "b", "B.", "(B)", "B. 0.9 m", "B) left", "B: left", "(B) left", " B "])(
    "takes %j for option B",
    (value) => {
      expect(letterOf(value)).toBe("B");
      expect(checkForm(choice, value)).toBeNull();
    },
  );

  it.each(["F", "heater", "A heater", "B2", "", 0.9, "B'"])("refuses %j as an option", (value) => {
    expect(checkForm(choice, value)).toContain("answer with");
  });

  it("says what is wrong with an option in one sentence", () => {
    expect(checkForm(choice, "F")).toBe('"F" is none of the options A, B, C, D; answer with one letter');
  });

  it("takes numbers and numeric strings for a number", () => {
    expect(checkForm({ kind: "number" }, 0.91)).toBeNull();
    expect(checkForm({ kind: "number" }, "0.91")).toBeNull();
    expect(checkForm({ kind: "number" }, "0.91 m")).toContain("bare number");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, "NaN", "-Infinity"])("refuses %s whatever the form", (value) => {
    for (const form of [choice, { kind: "number" }, { kind: "any" }, { kind: "text" }] as const)
      expect(checkForm(form, value)).not.toBeNull();
  });

  it.each([null, true, ["A"], { letter: "A" }])("refuses %j: an answer is a string or a number", (value) => {
    expect(checkForm({ kind: "any" }, value)).toContain("string or a number");
  });
});
