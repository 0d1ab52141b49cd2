import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBenchmark } from "../src/benchmark/open.ts";
import { verify } from "../src/benchmark/verify.ts";
import { Dataset } from "../src/data/dataset.ts";
import { parseJson, readJson, readJsonLines } from "../src/data/readers/json.ts";
import { example, records } from "./tfrecord-file.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-data-"));
});
afterEach(() => rm(root, { recursive: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, content);
  return file;
}

async function load(key: string) {
  const benchmark = await openBenchmark(key);
  const dataset = new Dataset(benchmark.card, root);
  const samples = await Array.fromAsync(benchmark.adapter.load(dataset));
  return { samples, problems: dataset.problems.lines };
}

const vsiLine = (id: number, more: object = {}): string =>
  JSON.stringify({
    id,
    dataset: "scannet",
    scene_name: "s",
    question_type: "object_counting",
    question: "How many?",
    ground_truth: "4",
    options: null,
    ...more,
  });

describe("lines of JSON", () => {
  it("are read only as far as they are wanted: 20,000 rows do not sit in memory", async () => {
    const file = await put("test.jsonl", Array.from({ length: 20_000 }, (_, i) => vsiLine(i)).join("\n"));
    const { card } = await openBenchmark("vsibench");
    const dataset = new Dataset(card, root);
    let mapped = 0;
    let taken = 0;
    const samples = dataset.each((row) => {
      mapped++;
      return {
        id: row.text("id"),
        question: "",
        questionType: "",
        answer: "",
        media: {
          show: "images",
          images: [],
          video: null,
          groups: [],
          references: [],
          fps: null,
          durationSec: null,
          totalFrames: null,
        },
        meta: {},
      };
    });
    for await (const _ of samples) {
      // No sample is made before the one ahead of it is taken.
      expect(mapped).toBe(++taken);
      if (taken === 1000) break;
    }
    expect(mapped).toBe(1000);
    let count = 0;
    for await (const _ of readJsonLines(file)) count++;
    expect(count).toBe(20_000);
  });

  it("cost nothing but themselves when they are bad", async () => {
    await put(
      "test.jsonl",
      [vsiLine(0), "{oops", "", "[1]", '{"id": 3}', vsiLine(4, { ground_truth: null }), vsiLine(5)].join("\r\n"),
    );
    const { samples, problems } = await load("vsibench");
    expect(samples.map((sample) => sample.id)).toEqual(["0", "5"]);
    expect(problems).toEqual([
      expect.stringMatching(/^test\.jsonl, row 1: it is no JSON: /),
      "test.jsonl, row 2: it is a list; expected an object with fields",
      'test.jsonl, row 3: there is no field "dataset", only id',
      'test.jsonl, row 4: the field "ground_truth" is empty',
    ]);
  });

  it("may have what Python writes for numbers that JSON lacks", () => {
    expect(parseJson('{"a": NaN, "b": [-Infinity, 1], "c": "NaN, \\"Infinity\\""}')).toEqual({
      a: null,
      b: [null, 1],
      c: 'NaN, "Infinity"',
    });
    expect(() => parseJson("{NaN")).toThrow();
  });
});

describe("a JSON file", () => {
  it("is a list of rows or an object with one list", async () => {
    expect(await Array.fromAsync(readJson(await put("a.json", '\ufeff[{"x": 1}, 2]')))).toMatchObject([
      { values: { x: 1 } },
      { broken: "is 2; expected an object with fields" },
    ]);
    expect(await Array.fromAsync(readJson(await put("b.json", '{"v": 1, "questions": [{"x": 1}]}')))).toHaveLength(1);
    await expect(Array.fromAsync(readJson(await put("c.json", '{"a": [], "b": []}')))).rejects.toThrow("holds 2 lists");
  });

  it("that is cut off is one clear line", async () => {
    await put("test.json", '[{"id": 1, ');
    const { samples, problems } = await load("vstibench");
    expect(samples).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^test\.json: it cannot be read: /)]);
  });
});

describe("a CSV file", () => {
  it("may have quotes, line feeds and commas in its cells, and lacks what it lacks", async () => {
    const csv =
      '\ufeffcate,relative_path,question,options,GT\n0,a.mp4,"Does it ""move"",\nor not?",A: Left; B: Right,a\n1,b.mp4,Q\n';
    for (const aug of ["std", "reverse", "hflip"]) await put(`metadatas/${aug}.csv`, csv);
    await put("videos/std/a.mp4", "");
    const { samples, problems } = await load("dsibench");
    expect(samples.map((sample) => sample.id)).toEqual(["std__row_000000", "reverse__row_000000", "hflip__row_000000"]);
    expect(samples[0]).toMatchObject({
      question: 'Does it "move",\nor not?',
      answer: "A",
      choices: [
        { letter: "A", text: "Left" },
        { letter: "B", text: "Right" },
      ],
      media: { show: "video", video: path.join(root, "videos", "std", "a.mp4") },
    });
    expect(samples[1]?.media.video).toBeNull();
    expect(problems[0]).toMatch(/^metadatas\/reverse_hflip\.csv: it is missing in /);
    expect(problems).toContain('metadatas/std.csv, row 1: there is no field "GT", only cate, relative_path, question');
  });
});

describe("records of TensorFlow", () => {
  it("are read where there is no table, pictures when asked for, and a last one that is cut off is told", async () => {
    const one = example({
      question: ["Which? é"],
      answer: ["B"],
      question_type: ["Other"],
      "image/encoded": [Uint8Array.of(1, 2), "png"],
      visual_indices: [0, 300],
    });
    const two = example({ question: ["Q2"], answer: [], visual_indices: [-1] });
    await put("data/erqa.tfrecord", records([one, two, one]).subarray(0, -20));
    const { samples, problems } = await load("erqa");
    expect(samples).toMatchObject([
      {
        id: "erqa_0000",
        question: "<image>Which? é<image>",
        answer: "B",
        questionType: "Other",
        meta: { visualIndices: [0, 300] },
      },
      { id: "erqa_0001", question: "Q2", answer: "", questionType: "Unknown" },
    ]);
    const image = samples[0]?.media.images[0];
    expect(image?.kind === "embedded" && (await image.bytes())).toEqual(Buffer.from([1, 2]));
    expect(problems).toEqual([
      "data/erqa.tfrecord, row 2: it is cut off: the file ends 16 bytes before the record does",
    ]);
  });
});

describe("verify", () => {
  it("names every file that samples need and that is missing, and how many need it", async () => {
    await put(
      "test.jsonl",
      [vsiLine(0), vsiLine(1), vsiLine(2, { scene_name: "t" }), vsiLine(3, { scene_name: "u" })].join("\n"),
    );
    await put("scannet/t.mp4", "");
    const benchmark = await openBenchmark("vsibench");
    const found = await verify(benchmark, new Dataset(benchmark.card, root));
    expect(found).toEqual({
      samples: 4,
      expected: 5130,
      missing: new Map([
        [path.join(root, "scannet", "s.mp4"), 2],
        [path.join(root, "scannet", "u.mp4"), 1],
      ]),
      problems: [],
    });
  });

  it("says what is missing where nothing is there", async () => {
    const benchmark = await openBenchmark("mindcube");
    const { problems, samples } = await verify(benchmark, new Dataset(benchmark.card, path.join(root, "nowhere")));
    expect(samples).toBe(0);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^MindCube\.jsonl or .*: it is missing in .*nowhere; download MLL-Lab\/MindCube into that folder \(spatialclaw bench fetch does\)$/,
    );
  });
});
