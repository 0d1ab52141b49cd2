import { describe, expect, it } from "vitest";
import { FAMILIES } from "../src/synth/families/index.ts";
import { letterOfTruth, optionsFor } from "../src/synth/options.ts";
import { generateQuestions, type Question } from "../src/synth/questions.ts";
import { Random } from "../src/synth/random.ts";
import { selectQuestions } from "../src/synth/select.ts";
import { handMade } from "./questions-room.ts";

const made = (seed: number) => {
  const { scene, truth, sightings } = handMade();
  return generateQuestions(scene, truth, sightings, new Random(seed));
};

describe("generateQuestions", () => {
  it("asks every family about a room that shows everything", () => {
    const families = new Set(made(1).questions.map((question) => question.family));
    expect([...families].sort()).toEqual(FAMILIES.map(({ id }) => id).sort());
  });

  it("is decided by the seed alone, with ids of their own", () => {
    expect(made(3)).toEqual(made(3));
    expect(made(3)).not.toEqual(made(4));
    const ids = made(3).questions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain("room-7/camera-moved");
  });

  it("counts what it dropped by family and reason", () => {
    const { dropped } = made(1);
    expect(dropped["height: several objects of one name"]).toBe(1);
    expect(dropped["taller: heights almost equal"]).toBeGreaterThan(0);
  });

  it("offers letters for some, the truth always among the options", () => {
    const questions = [1, 2, 3].flatMap((seed) => made(seed).questions);
    const choices = questions.filter((question) => question.options);
    expect(choices.length / questions.length).toBeGreaterThan(0.2);
    expect(choices.length / questions.length).toBeLessThan(0.4);
    for (const { answer, unit, options } of choices) {
      expect(new Set(options).size).toBe(options!.length);
      expect("ABCD").toContain(letterOfTruth({ answer, unit, options: options! }));
    }
  });
});

describe("optionsFor", () => {
  it("keeps numbers 25 % and more from the truth", () => {
    for (let seed = 0; seed < 20; seed++) {
      const values = optionsFor({ answer: 0.91, unit: "m" }, undefined, new Random(seed)).map(Number.parseFloat);
      expect(values).toContain(0.91);
      for (const value of values.filter((v) => v !== 0.91)) expect(Math.abs(value / 0.91 - 1)).toBeGreaterThan(0.25);
      const counts = optionsFor({ answer: 5, unit: null }, undefined, new Random(seed)).map(Number);
      for (const n of counts.filter((v) => v !== 5)) expect(Math.abs(n / 5 - 1)).toBeGreaterThanOrEqual(0.25);
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("selectQuestions", () => {
  const question = (family: string, i: number): Question => {
    return { id: `${family}/${i}`, family, params: {}, answer: 1, unit: "m" };
  };

  it("asks all families equally often, also those that few rooms offer", () => {
    const common = FAMILIES.map(({ id }) => id).filter((id) => id !== "camera-moved");
    const rooms = Array.from({ length: 20 }, (_, room) =>
      [...common, ...common, ...(room >= 8 ? ["camera-moved"] : [])].map(question),
    );
    const chosen = selectQuestions(rooms, 9);
    expect(chosen.every((room) => room.length === 9)).toBe(true);
    const counts = Map.groupBy(chosen.flat(), (q) => q.family);
    expect(Math.min(...[...counts.values()].map((all) => all.length))).toBeGreaterThanOrEqual(10);
    expect(Math.max(...[...counts.values()].map((all) => all.length))).toBeLessThanOrEqual(14);
    expect(counts.size).toBe(FAMILIES.length);
  });

  it("takes all that a poor room offers", () => {
    expect(selectQuestions([[question("height", 1)]], 9)).toEqual([[question("height", 1)]]);
  });
});
