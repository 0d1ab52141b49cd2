import { rm } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { BENCHMARKS, openBenchmark } from "../src/benchmark/open.ts";
import { select } from "../src/benchmark/select.ts";
import { loadedDifferences } from "./vectors/loaded.ts";
import { materialise } from "./vectors/materialise.ts";
import { readVectors } from "./vectors/read.ts";

const only = process.env.ONLY_BENCHMARK;

describe.each(BENCHMARKS.filter((key) => !only || only === key))("%s loads", async (key) => {
  const benchmark = await openBenchmark(key);
  const { loads } = readVectors(key);

  it.each(loads.map((load, i) => [i, load] as const))("data set %i as the reference does", async (_, load) => {
    const dataset = await materialise(benchmark.card, load);
    try {
      const all = await Array.fromAsync(benchmark.adapter.load(dataset));
      const { samples } = select(benchmark, all, { questionTypes: load.question_type ?? [] });
      const expected = load.samples ?? [];
      expect(samples.map((sample) => sample.id)).toEqual(expected.map((one) => one.session_id));
      const wrong = expected.flatMap((one, i) => loadedDifferences(samples[i]!, one, dataset.root));
      expect(wrong).toEqual([]);
      // Where nothing is found, a line says so, whether the reference raised an error or only warned.
      if (expected.length === 0) expect(dataset.problems.lines.join("\n")).toMatch(/is missing/);
    } finally {
      await rm(dataset.root, { recursive: true });
    }
  });
});
