import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { evaluate } from "../src/benchmark/evaluate.ts";
import { openBenchmark } from "../src/benchmark/open.ts";
import { settingOf } from "../src/benchmarks/mindcube.ts";
import { subsetOf } from "../src/benchmarks/mmsi.ts";
import { readTfRecord } from "../src/data/readers/tfrecord.ts";
import { parseFloatLike } from "../src/python/numbers.ts";
import { shuffled } from "../src/python/shuffle.ts";
import { boxedReply } from "../src/scoring/cot-box.ts";
import { genericLetter } from "../src/scoring/generic.ts";
import { meanRelativeAccuracy } from "../src/scoring/mra.ts";
import { differences, readShared } from "./vectors/read.ts";

const shared = readShared();
const number = (value: number | string): number =>
  typeof value === "number" ? value : (parseFloatLike(value) ?? Number.NaN);

describe("the shared pieces agree with the reference on", () => {
  it("mean relative accuracy", () => {
    for (const { pred, target, zero_policy, zero_threshold, result } of shared.mra) {
      const zero = zero_policy === "threshold" ? zero_threshold : "exact";
      expect(meanRelativeAccuracy(number(pred), number(target), { zero })).toBeCloseTo(result, 9);
    }
  });

  it("the order of published subsets", () => {
    for (const { n, first, sha1_of_comma_joined } of shared.shuffle42) {
      const order = shuffled(n);
      expect(order.slice(0, 40)).toEqual(first);
      expect(createHash("sha1").update(order.join(",")).digest("hex")).toBe(sha1_of_comma_joined);
    }
  });

  it("letters without choices", () => {
    for (const { prediction, extracted } of shared.base_extract) expect(genericLetter(prediction)).toBe(extracted);
  });

  it("the box of a reply that reasons first", () => {
    for (const { text, result } of shared.cot_boxed) expect(boxedReply(text)).toBe(result);
  });

  it("settings and subsets", () => {
    for (const { id, setting } of shared.mindcube_setting) expect(settingOf(id)).toBe(setting);
    for (const { question_type, subset } of shared.mmsi_subset) expect(subsetOf(question_type)).toBe(subset);
  });

  it("which reply belongs to a sample", async () => {
    const benchmark = await openBenchmark("mmsi");
    for (const { predictions, sample_id, result } of shared.get_prediction) {
      const sample = {
        id: String(sample_id),
        questionType: "MSR",
        answer: result,
        choices: [],
        choicesInQuestion: false,
        meta: { subset: "MSR" },
      };
      const { details } = await evaluate(benchmark, [sample], new Map(Object.entries(predictions)), "reference");
      expect(details[0]).toMatchObject({ missing: false, correct: true });
    }
  });

  it("records of TensorFlow, whose packed numbers the reference reads wrongly", async () => {
    for (const { base64, records, label } of shared.tfrecord) {
      const folder = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-tfrecord-"));
      const file = path.join(folder, "a.tfrecord");
      await writeFile(file, Buffer.from(base64, "base64"));
      const rows = await Array.fromAsync(readTfRecord(file));
      await rm(folder, { recursive: true });
      const whole = rows.filter((row) => "values" in row);
      // The reference drops a record that is cut off without a word.
      expect(rows.length - whole.length).toBe(label.endsWith("tail=0") ? 0 : 1);
      const junk = label.includes("standard") ? 2 : 0;
      const expected = records.map((record: Record<string, { kind: string; values: unknown[] }>) =>
        Object.fromEntries(
          Object.entries(record).map(([name, { kind, values }]) => [
            name,
            kind === "int64" ? values.slice(junk) : values,
          ]),
        ),
      );
      const actual = whole.map(({ values }) =>
        Object.fromEntries(
          Object.entries(values).map(([name, list]) => [
            name,
            (list as unknown[]).map((one) => (one instanceof Uint8Array ? Buffer.from(one).toString("base64") : one)),
          ]),
        ),
      );
      expect(differences(actual, expected)).toEqual([]);
    }
  });
});
