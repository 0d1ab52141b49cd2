import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BenchRow } from "@spatialclaw/report";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin } from "../src/run/begin.ts";
import { createRun, readRun } from "../src/run/folder.ts";
import { mergeRuns } from "../src/run/merge.ts";
import { reportOn } from "../src/run/report.ts";
import { readRows } from "../src/run/rows.ts";
import { differencesOf } from "../src/run/same-run.ts";
import { shardIn } from "../src/run/shard.ts";
import { CANARY, RUN, rowOf } from "./run-row.ts";

let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-run-"));
});
afterAll(() => rm(folder, { recursive: true }));

function write(name: string, run: unknown, rows: readonly BenchRow[] = []): string {
  mkdirSync(at(name), { recursive: true });
  writeFileSync(path.join(at(name), "run.json"), typeof run === "string" ? run : JSON.stringify(run));
  writeFileSync(path.join(at(name), "rows.jsonl"), rows.map((row) => `\n${JSON.stringify(row)}`).join(""));
  return at(name);
}

describe("a run's folder", () => {
  it.each([
    ["without a run", null, /holds no run: there is no run\.json; check the path/],
    [
      "of another version",
      { ...RUN, version: 9, spatialclaw: "7.0.0" },
      /has version 9, this release reads 1; .*spatialclaw 7\.0\.0/,
    ],
    ["that is damaged", "{", /is damaged: it is no JSON object/],
    ["that lacks parts", { ...RUN, setup: {} }, /is damaged: benchmarks, selection, setup or canary is missing/],
    ["of something else", { hello: 1 }, /describes no run of spatialclaw bench/],
  ])("%s is refused in one line", (name, content, message) => {
    const where = content === null ? at(name) : write(name, content);
    expect(() => readRun(where)).toThrow(message);
  });

  it("belongs to whoever was first", () => {
    createRun(at("first"), RUN);
    expect(createRun(at("first"), { ...RUN, createdAt: "later" })).toEqual(RUN);
  });

  it("goes on with the same run only", async () => {
    const where = write("taken", RUN);
    const planned = [{ described: RUN.benchmarks[0] }] as never;
    const { selection, setup } = RUN;
    const canary = async () => CANARY;
    const start = (more: object) =>
      begin({ folder: where, planned, selection, setup, version: "0", resume: true, canary, ...more });
    await expect(start({ resume: false })).rejects.toThrow(/holds a run already; go on with it by --resume/);
    await expect(start({ selection: { ...selection, limit: 7 } })).rejects.toThrow(
      /holds another run: limit was none, now it is 7; use the options that it was begun with/,
    );
    const server = { url: "http://x/v1", model: "other" };
    const begun = await start({ canary: async () => ({ ...CANARY, server, seesPictures: false }) });
    expect(begun.notes).toEqual([
      "the endpoint calls its model other now; the run was begun with none",
      "the model did not name the colours of the test picture: does it see pictures?",
    ]);
  });

  it("tells by names how two runs differ", () => {
    const limits = { ...RUN.setup.limits, steps: 3 };
    const model = { ...RUN.setup.model, parameters: { temperature: 1 } };
    const benchmarks = RUN.benchmarks.map((one) => ({ ...one, digest: "def" }));
    expect(differencesOf(RUN, { ...RUN, setup: { ...RUN.setup, limits, model }, benchmarks })).toEqual([
      "parameters.temperature was 0, now it is 1",
      "limits.steps was 30, now it is 3",
      "samples of erqa was 3 (digest abc), now it is 3 (digest def)",
    ]);
    expect(differencesOf(RUN, structuredClone(RUN))).toEqual([]);
  });
});

describe("rows", () => {
  it("count once a sample, the last one, in the run's order; what is no row is told", () => {
    const where = write("rows", RUN, [rowOf(1), rowOf(0, { status: "failed", score: 0 }), rowOf(0)]);
    writeFileSync(path.join(where, "rows.jsonl"), '\n{"benchmark":"erqa"}\n{"torn', { flag: "a" });
    writeFileSync(path.join(where, "rows.jsonl"), `\n${JSON.stringify(rowOf(2, { score: 7 }))}`, { flag: "a" });
    const { rows, problems } = readRows(path.join(where, "rows.jsonl"));
    expect(rows.map(({ sampleId, status }) => [sampleId, status])).toEqual([
      ["q0", "answered"],
      ["q1", "answered"],
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/: 1 interrupted lines count for nothing/),
      expect.stringMatching(/: 2 lines are no rows of a run/),
    ]);
    expect(readRows(path.join(where, "rows.jsonl"), 2).problems).toEqual([
      expect.stringMatching(/: 2 lines are no rows/),
    ]);
  });

  it("of parts are put together: an answer beats a failure, the later answer the earlier one", () => {
    const late = { startedAt: "2026-11-25T00:00:00.000Z" };
    const failed = { status: "failed", ...late } as const;
    const parts = [
      write("part-1", RUN, [rowOf(0), rowOf(1, failed), rowOf(2, { answer: "B", ...late })]),
      write("part-2", RUN, [rowOf(0, failed), rowOf(1), rowOf(2)]),
    ];
    expect(mergeRuns(at("all"), parts)).toMatchObject({ rows: 3, duplicates: 3, problems: [] });
    const { rows } = readRows(path.join(at("all"), "rows.jsonl"));
    expect(rows.map(({ status, answer }) => `${status} ${answer}`)).toEqual(["answered A", "answered A", "answered B"]);
    expect(() => mergeRuns(at("all"), parts)).toThrow(/holds a run already; name a new folder/);
    const strange = write("strange", { ...RUN, selection: { ...RUN.selection, limit: 3 } });
    expect(() => mergeRuns(at("more"), [...parts, strange])).toThrow(
      /strange is no part of the run in .*limit was none/,
    );
  });

  it("become a table beside published numbers", async () => {
    const where = write("report", RUN, [
      rowOf(0),
      rowOf(1, { reply: "", answer: null, status: "unanswered", reason: "steps" }),
    ]);
    const { runs, source } = await reportOn([where]);
    const [table] = runs[0]?.tables ?? [];
    expect(table).toMatchObject({ score: 0.5, done: 2, selected: 3, answered: 1, unanswered: 1, of: "samples" });
    expect(table?.interval).toEqual({ low: 0, high: 1 });
    expect(table?.reasons).toEqual([{ reason: "steps", count: 1 }]);
    expect(table?.published).toContainEqual({ system: "SpatialClaw (code)", model: "Gemma4-31B", score: 0.613 });
    expect(source).toContain("2606.13673");
  });
});

describe("--shard", () => {
  it("is a part of a whole", () => {
    expect(shardIn("2/5")).toEqual({ part: 2, of: 5 });
    for (const text of ["3/2", "0/2", "1", "1/0", "a/b", "-1/2"])
      expect(() => shardIn(text)).toThrow(/expected a part of a whole such as 1\/4/);
  });
});
