import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evaluate } from "../src/benchmark/evaluate.ts";
import { BENCHMARKS, openBenchmark } from "../src/benchmark/open.ts";
import { readReplies } from "../src/benchmark/replies.ts";
import { select } from "../src/benchmark/select.ts";
import type { Facts } from "../src/benchmark/types.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-input-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(name: string, content: string): Promise<string> {
  await writeFile(path.join(root, name), content);
  return path.join(root, name);
}

const CARD = {
  benchmark: "x",
  adapter: "erqa",
  title: "X",
  category: "single-image",
  dataset: { id: "a/b", folder: "x", licence: "none" },
  annotations: ["a.jsonl"],
  media: "none",
  prompt: ["One.", "Two."],
};

describe("a file of predictions", () => {
  it("loses nothing to duplicates, broken lines, NaN and lines without an id", async () => {
    const lines = [
      '{"sample_id": "a", "content": "A"}',
      '{"sample_id": 7, "content": 3.5, "result": NaN}',
      "",
      '{"sample_id": "a", "content": "B"}',
      '{"content": "C"}',
      '{"sample_id": "b", "cont',
      '{"sample_id": "c", "content": null}',
      '{"sample_id": "d", "content": NaN}',
      '{"sample_id": "7", "content": "4"}',
    ];
    const { byId, problems } = await readReplies(await put("predictions.jsonl", lines.join("\n")));
    expect(Object.fromEntries(byId)).toEqual({ a: "B", 7: "4", c: "", d: "" });
    expect(problems.map((line) => line.replace(root, ""))).toEqual([
      "/predictions.jsonl, sample a (and 1 more): there are several replies to it; the last one counts",
      '/predictions.jsonl, entry 4: "sample_id" is no text; it belongs to no sample and is left out',
      expect.stringMatching(/^\/predictions\.jsonl, entry 5: it is no JSON: /),
      '/predictions.jsonl, sample c (and 1 more): "content" is no text; it counts as answered with nothing',
    ]);
  });

  it("that is missing is one clear line", async () => {
    const { byId, problems } = await readReplies(path.join(root, "nowhere.jsonl"));
    expect(byId.size).toBe(0);
    expect(problems).toEqual([
      expect.stringMatching(/nowhere\.jsonl: there is no such file of predictions; check the path$/),
    ]);
  });
});

describe("a benchmark's file", () => {
  it.each([
    ["no JSON", "{", /^card\.json is no benchmark file: /],
    ["no object", "[]", /the file is \[\]; expected an object/],
    [
      "an unknown category",
      JSON.stringify({ ...CARD, category: "3d" }),
      /"category" is "3d"; there are single-image, multi-view/,
    ],
    [
      "no annotations",
      JSON.stringify({ ...CARD, annotations: [] }),
      /"annotations" is \[\]; expected a list of file names/,
    ],
    [
      "a bad number",
      JSON.stringify({ ...CARD, frames: { keyFrames: "8" } }),
      /"keyFrames" is "8"; expected a number or null/,
    ],
    ["no title", JSON.stringify({ ...CARD, title: undefined }), /"title" is missing; expected a text/],
    [
      "an unknown adapter",
      JSON.stringify({ ...CARD, adapter: "erqo" }),
      /names the adapter "erqo", which does not exist; there are blink, .*as "\.\/my-adapter\.ts"$/,
    ],
    [
      "a missing module",
      JSON.stringify({ ...CARD, adapter: "./gone.ts" }),
      /^the adapter .*gone\.ts cannot be loaded: /,
    ],
  ])("with %s is refused in one line", async (_, content, message) => {
    const file = await put("card.json", content);
    await expect(openBenchmark(file)).rejects.toThrow(message);
  });

  it("without a benchmark in its module is refused", async () => {
    await put("empty.mjs", "export const x = 1;");
    await expect(
      openBenchmark(await put("card.json", JSON.stringify({ ...CARD, adapter: "./empty.mjs" }))),
    ).rejects.toThrow(/exports no benchmark as its default; see defineBenchmark$/);
  });

  it("may use a built-in adapter, has defaults for frames, and takes a prompt in lines", async () => {
    const { card, adapter } = await openBenchmark(await put("card.json", JSON.stringify(CARD)));
    expect(card.frames).toEqual({ maxFps: null, keyFrames: 32 });
    expect(card.prompt).toBe("One.\nTwo.");
    expect(card.dataset.samples).toBeNull();
    expect(adapter).toBe((await openBenchmark("erqa")).adapter);
  });

  it("is there for each of the 21 built-in benchmarks; other names are refused", async () => {
    expect(BENCHMARKS).toHaveLength(21);
    for (const key of BENCHMARKS) expect((await openBenchmark(key)).card.benchmark).toBe(key);
    await expect(openBenchmark("vsi")).rejects.toThrow(
      /^there is no benchmark "vsi"; there are blink, .*, or name a JSON file$/,
    );
    await expect(openBenchmark(path.join(root, "gone.json"))).rejects.toThrow(
      /there is no benchmark file .*gone\.json; check the path/,
    );
  });
});

const facts = (id: string, questionType: string): Facts => ({
  id,
  questionType,
  answer: "A",
  choices: [],
  choicesInQuestion: false,
  meta: { subset: "MSR" },
});

describe("a selection", () => {
  const all = ["0", "1", "2", "3", "4"].map((id) => facts(id, Number(id) % 2 ? "odd" : "even"));

  it("goes by type, then by id or by the order of published subsets", async () => {
    const benchmark = await openBenchmark("mmsi");
    const ids = (wish: Parameters<typeof select>[2]): string[] =>
      select(benchmark, all, wish).samples.map(({ id }) => id);
    expect(ids({})).toEqual(["0", "1", "2", "3", "4"]);
    expect(ids({ questionTypes: ["odd"] })).toEqual(["1", "3"]);
    expect(ids({ shuffle: true })).toEqual(["3", "1", "2", "4", "0"]);
    expect(ids({ shuffle: true, limit: 2 })).toEqual(["3", "1"]);
    expect(ids({ ids: ["4", "0"], shuffle: true, limit: 1 })).toEqual(["0", "4"]);
    expect(ids({ limit: 0 })).toEqual([]);
  });

  it("says what it did not find", async () => {
    const benchmark = await openBenchmark("mmsi");
    expect(select(benchmark, all, { questionTypes: ["odd", "prime"], ids: ["1", "9"] }).problems).toEqual([
      'no sample is of type "prime"; there are even, odd',
      'there is no sample "9"',
    ]);
  });
});

describe("a summary", () => {
  it("says when ids repeat, replies belong to nobody and replies are missing", async () => {
    const benchmark = await openBenchmark("mmsi");
    const replies = new Map([["0", "A"], ...["w", "x", "y", "z"].map((id) => [id, "A"] as const)]);
    const { results } = await evaluate(benchmark, [facts("0", "MSR"), facts("0", "MSR"), facts("1", "MSR")], replies);
    expect(results).toMatchObject({ samples: 3, correct: 2, blank: 1 });
    expect(results.problems).toEqual([
      "4 replies belong to no sample and count for nothing: w, x, y, …",
      "1 sample ids occur more than once: their samples share a reply: 0",
      "1 samples have no reply and count as answered with nothing: 1",
    ]);
  });

  it("of groups of four says which are short or follow no rule, and goes on", async () => {
    const benchmark = await openBenchmark("videommev2");
    const sample = (id: string, videoId: string, groupType: string, groupStructure: string, level: string): Facts => ({
      ...facts(id, groupType),
      meta: { videoId, groupType, groupStructure, level, secondHead: null, thirdHead: null },
    });
    const samples = [
      ...["0", "1", "2", "3"].map((id) => sample(id, "v", "relevance", "None", "1")),
      sample("4", "w", "logic", "[1,2,3,4]", "2"),
      ...["5", "6", "7", "8"].map((id) => sample(id, "x", "logic", "[4,3,2,1]", "9")),
    ];
    const { results } = await evaluate(benchmark, samples, new Map(samples.map(({ id }) => [id, "A"])));
    expect(results.problems).toEqual([
      "group 2: it has 1 questions instead of 4",
      'group 3: there is no level "9"',
      "group 3: no rule for logic groups with structure [4,3,2,1]; it scores 0",
    ]);
    expect(results.measures.groups).toBe(3);
    expect(results.breakdowns.level?.[0]).toEqual({ key: "1", score: 1, correct: 4, count: 4 });
  });

  it("of DSI-Bench counts rows of which three versions are right", async () => {
    const benchmark = await openBenchmark("dsibench");
    const samples = ["std", "reverse", "hflip", "reverse_hflip"].flatMap((aug) =>
      ["row_0", "row_1"].map(
        (baseId): Facts => ({
          ...facts(`${aug}__${baseId}`, "Obj:static cam"),
          meta: { cate: 0, aug, relativePath: "", baseId },
        }),
      ),
    );
    const replies = new Map(
      samples.map(({ id }) => [
        id,
        id === "std__row_0" || id.startsWith("hflip__row_1") || id === "std__row_1" ? "B" : "A",
      ]),
    );
    const { results } = await evaluate(benchmark, samples, replies);
    expect(results.measures.groupwise).toBe(0.5);
    expect(results.score).toBe(5 / 8);
  });
});
