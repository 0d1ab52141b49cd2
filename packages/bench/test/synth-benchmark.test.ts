import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openInput } from "@spatialclaw/media";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { judgeOf } from "../src/benchmark/evaluate.ts";
import { openBenchmark } from "../src/benchmark/open.ts";
import { synthOptions } from "../src/synth/benchmark/options.ts";
import { sets } from "../src/synth/benchmark/store.ts";
import type { SynthSet } from "../src/synth/benchmark/types.ts";
import { worded, wordings } from "../src/synth/benchmark/wording.ts";
import { createSynthPrograms } from "../src/synth/programs/model.ts";
import { readQuestion } from "../src/synth/programs/read-question.ts";

/** Fewer pixels than a question needs: only those remain that are about cameras and whole rooms. */
const SMALL = { seed: 5000, sets: 1, size: { width: 100, height: 76 } };

let home: string;
type Made = readonly { readonly set: SynthSet; readonly folder: string }[];
let made: Made;
let again: Made;

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), "spatialclaw-synth-"));
  // Two that want the same at once.
  const both = () => Array.fromAsync(sets(home, SMALL));
  [made, again] = await Promise.all([both(), both()]);
});
afterAll(() => rm(home, { recursive: true }));

describe("what a seed gives", () => {
  it("is questions with exactly one right answer, about captures that open", async () => {
    const all = made.flatMap(({ set, folder }) => set.questions.map((question) => ({ ...question, folder })));
    expect(all.length).toBeGreaterThan(5);
    for (const { answer, options, capture, folder } of all) {
      if (options) expect(options.filter((option) => option === answer)).toHaveLength(1);
      else expect(answer).toBeGreaterThan(0);
      const input = await openInput([path.join(folder, capture)]);
      expect(input.warnings ?? []).toEqual([]);
      expect(input.capture?.hasDepth).toBe(true);
    }
  });

  it("is the same for two that make it at once, and nothing half-made is left", () => {
    expect(again).toEqual(made);
    expect(readdirSync(home)).toEqual(["set-5000"]);
  });

  it("has its truth outside of what a run can open", () => {
    for (const { folder } of made)
      for (const name of readdirSync(folder))
        if (name !== "questions.json") expect(existsSync(path.join(folder, name, "questions.json"))).toBe(false);
  });
});

describe("wordings", () => {
  const PLACES = {
    a: "trash can",
    b: "door",
    x: "bed",
    at: "sofa",
    facing: "lamp",
    target: "plant",
    via: "desk",
    i: 3,
    side: "behind",
    mover: "cart",
    landmark: "fridge",
    options: ["bed", "box", "door"],
    list: ["bed", "box", "door"],
  };

  it("are read back by the scripted cells, each as what it is", async () => {
    const model = createSynthPrograms();
    for (const [wording, templates] of Object.entries(wordings()))
      for (const number of templates.keys()) {
        const text = `${worded(wording, PLACES, number)}\n\nAnswer.\nA. bed\nB. box`;
        const read = readQuestion(text);
        expect(read).toMatchObject({
          wording,
          options: [
            { letter: "A", text: "bed" },
            { letter: "B", text: "box" },
          ],
        });
        const parts = [{ type: "text" as const, text: `# Question\n${text}\n\n# Input\nnone` }];
        const reply = await model.complete({ role: "main", messages: [{ role: "user", parts }] });
        expect(reply.text).toMatch(/```ts\n[\s\S]+ReturnAnswer/);
        for (const value of Object.values(read?.places ?? {})) expect(value).not.toContain("{");
      }
  });

  it("of others are declined", async () => {
    const model = createSynthPrograms();
    const parts = [{ type: "text" as const, text: "# Question\nHow tall is the door?\n\n# Input\nnone" }];
    const reply = await model.complete({ role: "main", messages: [{ role: "user", parts }] });
    expect(reply).toMatchObject({ finish: "declined", text: expect.stringContaining("none of synth's") });
    expect(model.name).toBe("synth-programs (scripted cells, no model)");
  });
});

describe("the benchmark", () => {
  it("judges letters and numbers, and refuses options that are none", async () => {
    const benchmark = await openBenchmark("synth");
    const choices = [
      { letter: "A", text: "left" },
      { letter: "B", text: "right" },
    ];
    const facts = { id: "1", questionType: "around", choicesInQuestion: false, meta: { part: "MindCube", scene: "s" } };
    for (const protocol of ["robust", "reference"] as const) {
      const judge = judgeOf(benchmark, protocol);
      expect(judge("B", { ...facts, choices, answer: "B" }).score).toBe(1);
      expect(judge("A", { ...facts, choices, answer: "B" }).score).toBe(0);
      expect(judge("1.04", { ...facts, choices: [], answer: "1" }).score).toBe(1);
      expect(judge("1.4", { ...facts, choices: [], answer: "1" }).score).toBeCloseTo(0.3);
    }
    const odd = (options: object) => synthOptions({ ...benchmark.card, options: { ...options } });
    expect(() => odd({ sets: 0 })).toThrow(/"options.sets" is 0, expected a whole number from 1 to 10000/);
    expect(() => odd({ rooms: 3 })).toThrow(/"options.rooms" does not exist; there are seed, sets, width, height/);
  });

  it("is kept in the user's cache, by version and size", async () => {
    const { adapter, card } = await openBenchmark("synth");
    vi.stubEnv("XDG_CACHE_HOME", home);
    expect(adapter.home?.(card)).toBe(path.join(home, "spatialclaw", "synth", "v1-320x240"));
    vi.unstubAllEnvs();
  });
});
