import { describe, expect, it } from "vitest";
import { answerForm, answerFormOf, checkForm, describeForm, letterOf } from "../src/host/answer-form.ts";

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
    expect(answerFormOf(question)).toEqual({ kind: "number", unit: null });
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
  const number = { kind: "number", unit: null } as const;

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
    expect(checkForm(number, 0.91)).toBeNull();
    expect(checkForm(number, "0.91")).toBeNull();
    expect(checkForm(number, "0.91 m")).toContain("bare number");
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, "NaN", "-Infinity"])("refuses %s whatever the form", (value) => {
    for (const form of [choice, number, { kind: "any" }, { kind: "text" }] as const)
      expect(checkForm(form, value)).not.toBeNull();
  });

  it.each([null, true, ["A"], { letter: "A" }])("refuses %j: an answer is a string or a number", (value) => {
    expect(checkForm({ kind: "any" }, value)).toContain("string or a number");
  });
});

describe("a point", () => {
  it("is three finite numbers, for a point or for any answer", () => {
    expect(checkForm({ kind: "point" }, [1, 2, 3])).toBeNull();
    expect(checkForm({ kind: "any" }, [1, 2, 3])).toBeNull();
    expect(checkForm({ kind: "text" }, [1, 2, 3])).toContain("string or a number");
  });

  it.each([[1, 2], ["1", 2, 3], "1 2 3", 3, null])("is not %j", (value) => {
    expect(checkForm({ kind: "point" }, value as never)).toContain("answer with a point [x, y, z]");
  });
});

describe("answerForm", () => {
  const options = "Where is it? A. left B. right";

  it("is what the caller asks for", () => {
    expect(answerForm("number", { question: "How far?", unit: "cm" })).toEqual({ kind: "number", unit: "cm" });
    expect(answerForm("choice", { question: options })).toEqual({ kind: "choice", letters: ["A", "B"] });
    expect(answerForm("point", { question: "Where?" })).toEqual({ kind: "point" });
  });

  it("refuses what cannot be", () => {
    expect(() => answerForm("choice", { question: "Where is it?" })).toThrow("a choice needs options in the question");
    expect(() => answerForm("text", { question: "Where?", unit: "m" })).toThrow("has no unit");
    expect(() => answerForm("picture" as "any", { question: "Where?" })).toThrow('"picture" does not exist');
  });

  it("is told to the model in one sentence, or not at all", () => {
    expect(describeForm({ kind: "any" })).toBe("");
    expect(describeForm({ kind: "number", unit: "cm" })).toBe("Wanted is a bare number in cm.");
    expect(describeForm({ kind: "choice", letters: ["A", "B"] })).toBe("Wanted is one of the letters A, B.");
  });
});
