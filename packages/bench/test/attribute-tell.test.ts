import type { TraceLine } from "@spatialclaw/agent";
import { describe, expect, it } from "vitest";
import { MOST_TOLD, tell } from "../src/attribute/tell.ts";

const USAGE = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };
const START: TraceLine = {
  type: "run.start",
  version: 1,
  question: "How far?",
  input: { name: "room", kind: "images", frames: 1, paths: [] },
  pictures: [],
  model: "m",
  perception: "none",
  interface: "code",
  limits: { steps: 30, failures: 8, toolCalls: null, timeoutMs: 1, tokens: null, costUsd: null },
  turn: 1,
  startedAt: "2026-11-24T00:00:00.000Z",
  t: 0,
};

function step(step: number, cell: string, feedback: string): TraceLine[] {
  const said = { thought: `Thought ${step}.`, cell, problem: null, reasoning: "secret thinking", server: null };
  const result = {
    cell: step,
    ok: true,
    stdout: "",
    value: null,
    error: null,
    ran: true,
    variables: { new: [], changed: [] },
    shown: [],
    answer: null,
    bypassed: [],
    restarted: null,
    hostCalls: [],
    cpuMs: 0,
    wallMs: 0,
  };
  return [
    { type: "step.start", step, t: step },
    { type: "step.reply", step, ...said, ms: 1, usage: USAGE, t: step },
    { type: "step.result", step, result, pictures: [], feedback, t: step },
  ];
}

const run = (...steps: TraceLine[][]): TraceLine[] => [
  START,
  { type: "plan", text: "1. Look.", ms: 1, usage: USAGE, t: 0 },
  ...steps.flat(),
];

describe("a trace as the judge reads it", () => {
  it("tells plan, words, cells and what came back, in order, and nothing that was only thought", () => {
    const { question, told, isCut } = tell(run(step(1, "print(1)", "printed 1"), step(2, "print(2)", "printed 2")));
    expect(question).toBe("How far?");
    const places = ["1. Look.", "Thought 1.", "print(1)", "printed 1", "## Step 2", "print(2)", "printed 2"];
    expect(places.map((part) => told.indexOf(part)).every((at, i, all) => at > (all[i - 1] ?? -1))).toBe(true);
    expect(told).not.toContain("secret thinking");
    expect(told).toContain("The record ends here.");
    expect(isCut).toBe(false);
  });

  it("tells a long run shorter, but each of its steps", () => {
    const steps = Array.from({ length: 12 }, (_, i) => step(i + 1, `cell${i} ${"x".repeat(5000)}`, "y".repeat(5000)));
    const { told, isCut } = tell(run(...steps));
    expect(told.length).toBeLessThanOrEqual(MOST_TOLD);
    expect(isCut).toBe(true);
    for (let i = 0; i < 12; i++) expect(told).toContain(`cell${i} `);
  });

  it("leaves out the middle of a run that is longer still, and no half of a sign", () => {
    const steps = Array.from({ length: 90 }, (_, i) => step(i + 1, `${"\u{1f600}".repeat(3000)}`, "z".repeat(9000)));
    const { told } = tell(run(...steps));
    expect(told.length).toBeLessThanOrEqual(MOST_TOLD);
    expect(told).toMatch(/characters left out/);
    expect(told).toContain("## Step 1\n");
    expect(told).toContain("## Step 90");
    expect(told.isWellFormed()).toBe(true);
  });
});
