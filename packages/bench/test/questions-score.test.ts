import { describe, expect, it } from "vitest";
import { parseArguments } from "../src/synth/arguments.ts";
import type { Result } from "../src/synth/bench.ts";
import type { Question } from "../src/synth/questions.ts";
import { type Outcome, score } from "../src/synth/score.ts";
import { formatTable } from "../src/synth/table.ts";
import { formatMisses, verdict } from "../src/synth/verdict.ts";

const base = { id: "room-1/height/lamp", family: "height", params: { a: "lamp" } } as const;
const metres: Question = { ...base, answer: 2, unit: "m" };
const side: Question = { ...base, answer: "front-left", unit: null };
const choice: Question = { ...metres, options: ["1.43 m", "2 m", "2.8 m", "3.92 m"] };

describe("score", () => {
  it.each<[Question, string | number | null, Outcome]>([
    [metres, 2.1, "right"],
    [metres, 1.9, "right"],
    [metres, 2.101, "wrong"],
    [metres, "2.05", "right"],
    [metres, "", "wrong"],
    [metres, "two", "wrong"],
    [metres, null, "unanswered"],
    [{ ...metres, answer: 3, unit: null }, 3, "right"],
    [{ ...metres, answer: 3, unit: null }, 4, "wrong"],
    [side, " Front-Left ", "right"],
    [side, "front", "wrong"],
    [choice, "B", "right"],
    [choice, "(b)", "right"],
    [choice, "A", "wrong"],
    [choice, 2, "wrong"],
  ])("%j answered with %j is %s", (question, reply, outcome) => {
    expect(score(question, reply).outcome).toBe(outcome);
  });

  it("keeps the relative error of numbers only", () => {
    expect(score(metres, 2.2).relativeError).toBeCloseTo(0.1, 9);
    expect(score(choice, "B").relativeError).toBeNull();
    expect(score(side, "front").relativeError).toBeNull();
  });
});

describe("formatTable", () => {
  it("aligns families in their order, leaves out what was not asked, ends with the totals", () => {
    const scored = (family: string, outcome: Outcome, relativeError: number | null = null) => {
      return { family, score: { outcome, relativeError } };
    };
    const results = [
      scored("taller", "right"),
      scored("height", "right", 0.01),
      scored("height", "wrong", 0.2),
      scored("height", "right", 0.03),
      scored("height", "unanswered"),
      scored("distance-closest", "right", 0.002),
    ];
    expect(formatTable(results)).toBe(
      [
        "family            asked  right  wrong  unanswered  median error",
        "---------------------------------------------------------------",
        "distance-closest      1      1      0           0        0.20 %",
        "height                4      2      1           1        3.00 %",
        "taller                1      1      0           0             -",
        "---------------------------------------------------------------",
        "all                   6      4      1           1        2.00 %",
      ].join("\n"),
    );
  });
});

describe("verdict", () => {
  const result = (outcome: Outcome): Result => ({
    family: "height",
    question: { ...metres, text: "How high is the lamp?" },
    reply: { value: outcome === "unanswered" ? null : 2, message: outcome === "unanswered" ? "no rule for it" : null },
    score: { outcome, relativeError: null },
  });
  const results = (right: number, wrong: number, unanswered: number): Result[] => [
    ...Array.from({ length: right }, () => result("right")),
    ...Array.from({ length: wrong }, () => result("wrong")),
    ...Array.from({ length: unanswered }, () => result("unanswered")),
  ];

  it("passes exactly at both bars, and not beyond either", () => {
    expect(verdict(results(95, 2, 3)).passed).toBe(true);
    expect(verdict(results(94, 0, 6)).passed).toBe(false);
    expect(verdict(results(97, 3, 0)).passed).toBe(false);
    expect(verdict(results(97, 3, 0)).text).toContain("MISSED: answered but wrong 3.0 %, bar at most 2 %");
    expect(verdict([]).passed).toBe(false);
  });

  it("lists misses with truth, reply and message", () => {
    expect(formatMisses(verdict(results(1, 0, 1)).misses)).toBe(
      "unanswered: room-1/height/lamp\n  How high is the lamp?\n  truth 2, reply none: no rule for it",
    );
  });
});

describe("parseArguments", () => {
  it("has defaults and reads all options", () => {
    expect(parseArguments([])).toMatchObject({ rooms: 20, seed: 1000, phrasings: "heldout", jobs: 2 });
    const given = parseArguments("--rooms 3 --seed 5 --phrasings dev --size 200x150 --keep out".split(" "));
    expect(given).toMatchObject({
      rooms: 3,
      seed: 5,
      phrasings: "dev",
      size: { width: 200, height: 150 },
      keep: "out",
    });
  });

  it.each([
    [["--rooms", "0"], "--rooms 0 must be a whole number from 1 on"],
    [["--jobs", "two"], "--jobs two must be"],
    [["--size", "400"], "--size 400 must be width x height"],
    [["--phrasings", "mine"], "--phrasings mine is not known; use heldout or dev"],
    [["--json", ""], "--json is empty"],
    [["--room", "3"], "Unknown option '--room'"],
    [["--rooms"], "--rooms"],
  ])("refuses %j in one line", (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(message);
    expect(() => parseArguments(argv)).toThrow(/^[^\n]+$/);
  });
});
