import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { instruction } from "../src/benchmark/ask.ts";
import { evaluate } from "../src/benchmark/evaluate.ts";
import { openBenchmark } from "../src/benchmark/open.ts";
import { verify } from "../src/benchmark/verify.ts";
import { Dataset } from "../src/data/dataset.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const ROWS = [
  {
    id: "a",
    type: "place",
    room: "kitchen",
    question: "Where is the cup?",
    options: ["left", "right"],
    answer: "B",
    images: ["1.png"],
  },
  {
    id: "b",
    type: "distance",
    room: "hall",
    question: "How wide is the door?",
    options: null,
    answer: 0.9,
    images: ["1.png", "2.png"],
  },
  {
    id: "c",
    type: "place",
    room: "kitchen",
    question: "Where is the pan?",
    options: ["left", "right"],
    answer: "A",
    images: ["2.png"],
  },
];

let root = "";
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-made-up-"));
  await mkdir(path.join(root, "images"));
  await writeFile(path.join(root, "images", "1.png"), "");
  await writeFile(path.join(root, "questions.jsonl"), ROWS.map((row) => JSON.stringify(row)).join("\n"));
});
afterAll(() => rm(root, { recursive: true }));

describe("a benchmark of one's own", () => {
  it("is one file of fewer than 80 lines and one JSON file, as documented", () => {
    const code = readFileSync(here("made-up/rooms.ts"), "utf8");
    expect(code.split("\n").length).toBeLessThan(80);
    const docs = readFileSync(here("../../../docs/benchmarks.md"), "utf8");
    // Users have the kit from the package.
    expect(docs).toContain(code.replace("@spatialclaw/bench/adapter", "spatialclaw/bench"));
    expect(docs).toContain(readFileSync(here("made-up/rooms.json"), "utf8"));
  });

  it("loads, asks, checks its files and scores", async () => {
    const benchmark = await openBenchmark(here("made-up/rooms.json"));
    const samples = await Array.fromAsync(benchmark.adapter.load(new Dataset(benchmark.card, root)));
    expect(samples.map((sample) => sample.id)).toEqual(["a", "b", "c"]);
    expect(instruction(samples[0]!, benchmark.card.prompt)).toBe(
      `Where is the cup?\n\n${benchmark.card.prompt}\nA. left\nB. right`,
    );
    expect(benchmark.card.frames).toEqual({ maxFps: null, keyFrames: 16 });

    const { missing } = await verify(benchmark, new Dataset(benchmark.card, root));
    expect([...missing]).toEqual([[path.join(root, "images", "2.png"), 2]]);

    const replies = new Map([
      ["a", "I think it is on the right."],
      ["b", "about 0.95 m"],
      ["d", "B"],
    ]);
    const { results, details } = await evaluate(benchmark, samples, replies);
    expect(details.map(({ id, extracted, score, missing }) => [id, extracted, score, missing])).toEqual([
      ["a", "B", 1, false],
      ["b", "0.95", 0.9, false],
      ["c", "", 0, true],
    ]);
    expect(results).toMatchObject({
      of: "groups by type",
      samples: 3,
      correct: 1,
      blank: 1,
      breakdowns: {
        type: [
          { key: "place", score: 0.5, correct: 1, count: 2 },
          { key: "distance", score: 0.9, correct: 0, count: 1 },
        ],
        room: [
          { key: "hall", count: 1 },
          { key: "kitchen", count: 2 },
        ],
      },
      problems: [
        "1 replies belong to no sample and count for nothing: d",
        "1 samples have no reply and count as answered with nothing: c",
      ],
    });
    expect(results.score).toBeCloseTo(0.7, 9);
    const strict = await evaluate(benchmark, samples, replies, "reference");
    expect(strict.details.map(({ score }) => score)).toEqual([0, 0, 0]);
  });
});
