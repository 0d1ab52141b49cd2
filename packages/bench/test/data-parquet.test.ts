import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBenchmark } from "../src/benchmark/open.ts";
import { Dataset } from "../src/data/dataset.ts";
import { readParquet } from "../src/data/readers/parquet.ts";
import { writeParquet } from "./parquet-file.ts";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-parquet-"));
});
afterAll(() => rm(root, { recursive: true }));

const bytesOf = (label: string): Uint8Array => new TextEncoder().encode(`picture ${label}`);
const ROWS = 25;
const rows = Array.from({ length: ROWS }, (_, i) => i);

async function load(key: string, folder: string) {
  const { card, adapter } = await openBenchmark(key);
  const dataset = new Dataset(card, path.join(root, folder));
  return { dataset, samples: await Array.fromAsync(adapter.load(dataset)) };
}

describe("pictures inside tables", () => {
  it("are read when asked for, in any order, from the right row (a list of pictures)", async () => {
    await mkdir(path.join(root, "erqa", "data"), { recursive: true });
    await writeParquet(
      path.join(root, "erqa", "data", "test-00000-of-00001.parquet"),
      [
        { name: "question_id", kind: "text", data: rows.map((i) => `q${i}`) },
        { name: "question", kind: "text", data: rows.map(() => "Which? A. x B. y") },
        { name: "question_type", kind: "text", data: rows.map(() => "Other") },
        { name: "answer", kind: "text", data: rows.map(() => "A") },
        { name: "visual_indices", kind: "ints", data: rows.map((i) => [BigInt(i % 3), 0n].slice(0, (i % 2) + 1)) },
        {
          name: "images",
          kind: "pictures",
          data: rows.map((i) =>
            Array.from({ length: (i % 2) + 1 }, (_, j) => ({ bytes: bytesOf(`${i}/${j}`), path: null })),
          ),
        },
      ],
      10,
    );
    const { samples, dataset } = await load("erqa", "erqa");
    expect(dataset.problems.lines).toEqual([]);
    expect(samples.map((sample) => sample.media.images.length)).toEqual(rows.map((i) => (i % 2) + 1));
    expect(samples[3]?.meta).toEqual({ visualIndices: [0, 0], numImages: 2 });
    for (const [i, j] of [
      [24, 0],
      [3, 1],
      [0, 0],
      [11, 0],
      [9, 1],
      [10, 0],
    ] as const) {
      const image = samples[i]?.media.images[j];
      expect(image?.kind === "embedded" && Buffer.from(await image.bytes()).toString()).toBe(`picture ${i}/${j}`);
    }
    const all = await Promise.all(
      samples.flatMap(({ media }) => media.images.map((image) => image.kind === "embedded" && image.bytes())),
    );
    expect(all).toHaveLength(37);
  });

  it("are left out where a column has none (a column for each picture)", async () => {
    await mkdir(path.join(root, "blink", "Counting"), { recursive: true });
    await writeParquet(path.join(root, "blink", "Counting", "val-00000-of-00001.parquet"), [
      { name: "idx", kind: "text", data: ["a", "b"] },
      { name: "question", kind: "text", data: ["How many?", "How many?"] },
      {
        name: "choices",
        kind: "texts",
        data: [
          ["1", "2"],
          ["3", "4"],
        ],
      },
      { name: "answer", kind: "text", data: ["(A)", "(B)"] },
      {
        name: "image_1",
        kind: "picture",
        data: [
          { bytes: bytesOf("a1"), path: "x.jpg" },
          { bytes: bytesOf("b1"), path: "x.jpg" },
        ],
      },
      { name: "image_2", kind: "picture", data: [null, { bytes: bytesOf("b2"), path: null }] },
    ]);
    const { samples, dataset } = await load("blink", "blink");
    expect(samples.map(({ media }) => media.images.map((image) => image.kind === "embedded" && image.name))).toEqual([
      [".image_cache/a_image_1.jpg"],
      [".image_cache/b_image_1.jpg", ".image_cache/b_image_2.jpg"],
    ]);
    const image = samples[1]?.media.images[1];
    expect(image?.kind === "embedded" && Buffer.from(await image.bytes()).toString()).toBe("picture b2");
    // The thirteen other subtasks.
    expect(dataset.problems.lines).toHaveLength(13);
    expect(dataset.problems.lines[0]).toBe(
      `Art_Style/val*.parquet: it is missing in ${path.join(root, "blink")}; download BLINK-Benchmark/BLINK into that folder (spatialclaw bench fetch does)`,
    );
  });

  it("may be bytes alone", async () => {
    await mkdir(path.join(root, "mmsi"));
    await writeParquet(path.join(root, "mmsi", "MMSI_Bench.parquet"), [
      { name: "id", kind: "int", data: [0n, 1n] },
      { name: "question", kind: "text", data: ["Q0", "Q1"] },
      { name: "question_type", kind: "text", data: ["MSR", "Motion (Cam.)"] },
      { name: "answer", kind: "text", data: ["A", "b"] },
      { name: "images", kind: "bytesList", data: [[bytesOf("0")], [bytesOf("1"), bytesOf("2")]] },
    ]);
    const { samples, dataset } = await load("mmsi", "mmsi");
    expect(dataset.problems.lines).toEqual([]);
    expect(samples.map(({ id, answer, media }) => [id, answer, media.images.length])).toEqual([
      ["0", "A", 1],
      ["1", "B", 2],
    ]);
    const image = samples[1]?.media.images[1];
    expect(image?.kind === "embedded" && Buffer.from(await image.bytes()).toString()).toBe("picture 2");
  });
});

describe("a large column of nothing but bytes", () => {
  it("is counted without being held, and read from where it was unpacked", async () => {
    await mkdir(path.join(root, "large"));
    const megabyte = (i: number): Uint8Array => new Uint8Array(1 << 20).fill(i);
    await writeParquet(
      path.join(root, "large", "MMSI_Bench.parquet"),
      [
        { name: "id", kind: "int", data: rows.map(BigInt) },
        { name: "question", kind: "text", data: rows.map(() => "Q") },
        { name: "question_type", kind: "text", data: rows.map(() => "MSR") },
        { name: "answer", kind: "text", data: rows.map(() => "A") },
        { name: "images", kind: "bytesList", data: rows.map((i) => (i === 7 ? null : [megabyte(i), bytesOf(`${i}`)])) },
      ],
      10,
    );
    const { samples, dataset } = await load("mmsi", "large");
    expect(dataset.problems.lines).toEqual([]);
    expect(samples.map(({ media }) => media.images.length)).toEqual(rows.map((i) => (i === 7 ? 0 : 2)));
    for (const i of [24, 0, 12]) {
      const [first, second] = samples[i]?.media.images ?? [];
      const bytes = first?.kind === "embedded" ? await first.bytes() : new Uint8Array();
      expect([bytes.length, bytes[0], bytes.at(-1)]).toEqual([1 << 20, i, i]);
      expect(second?.kind === "embedded" && Buffer.from(await second.bytes()).toString()).toBe(`picture ${i}`);
    }
  });
});

describe("a table", () => {
  it("is read a row group at a time, and only as far as it is wanted", async () => {
    const file = path.join(root, "long.parquet");
    await writeParquet(
      file,
      [{ name: "id", kind: "int", data: Array.from({ length: 5000 }, (_, i) => BigInt(i)) }],
      500,
    );
    let seen = 0;
    for await (const row of readParquet(file)) {
      expect("values" in row && row.values.id).toBe(BigInt(seen));
      if (++seen === 1200) break;
    }
    expect(seen).toBe(1200);
    expect(await Array.fromAsync(readParquet(file))).toHaveLength(5000);
  });

  it("with other columns is one clear line, and costs no other file", async () => {
    await mkdir(path.join(root, "spb"));
    await writeParquet(path.join(root, "spb", "SPBench-SI.parquet"), [
      { name: "id", kind: "int", data: [0n, 1n, 2n] },
      { name: "prompt", kind: "text", data: ["a", "b", "c"] },
    ]);
    await writeParquet(path.join(root, "spb", "SPBench-MV.parquet"), [
      { name: "id", kind: "int", data: [0n] },
      { name: "question", kind: "text", data: ["How far?"] },
      { name: "question_type", kind: "text", data: ["object_abs_distance"] },
      { name: "scene_name", kind: "text", data: ["s"] },
      { name: "images", kind: "texts", data: [["a.jpg"]] },
      { name: "options", kind: "texts", data: [null] },
      { name: "ground_truth", kind: "double", data: [1.5] },
    ]);
    const { samples, dataset } = await load("spbench", "spb");
    expect(samples.map(({ id, answer }) => [id, answer])).toEqual([["MV_0", "1.5"]]);
    expect(dataset.problems.lines).toEqual([
      'SPBench-SI.parquet, row 0 (and 2 more): there is no field "scene_name", only id, prompt',
    ]);
  });

  it("that is no parquet file is one clear line", async () => {
    await mkdir(path.join(root, "pai", "data"), { recursive: true });
    await writeFile(path.join(root, "pai", "data", "test-00000-of-00001.parquet"), "<html>not found</html>");
    const { samples, dataset } = await load("paibench", "pai");
    expect(samples).toEqual([]);
    expect(dataset.problems.lines).toHaveLength(1);
    expect(dataset.problems.lines[0]).toMatch(/^data\/test-00000-of-00001\.parquet: it cannot be read: parquet/);
  });
});
