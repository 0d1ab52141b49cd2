import { readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pairedBootstrap } from "../../../packages/bench/src/stats/index.ts";
import { type Finished, run } from "../command.ts";
import { rowsIn } from "./rooms.ts";

/** Families whose questions the rules read, whatever their wording here. */
const UNDERSTOOD = ["object_counting", "object_abs_distance", "object_size_estimation", "object_rel_direction_easy"];
/** They follow every error of depth. */
const LENGTHS = ["object_abs_distance", "object_size_estimation", "room_size_estimation"];
const LEVELS = ["none", "depth=0.1", "depth=0.4"];

let folder: string;
let first: Finished;
const at = (name: string): string => path.join(folder, name);

function synth(out: string, more: readonly string[]): Promise<Finished> {
  const flags = ["bench", "run", at("small.json"), "--traces", "none", "-o", at(out), ...more];
  return run(flags, { env: { XDG_CACHE_HOME: at("cache") } });
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-synth-test-"));
  const own = new URL("../../../packages/bench/src/synth/benchmark/synth.json", import.meta.url);
  const card = JSON.parse(readFileSync(own, "utf8"));
  const options = { seed: 5001, sets: 1, width: 160, height: 120 };
  writeFileSync(at("small.json"), JSON.stringify({ ...card, options }));
  first = await synth("programs", ["--model", "synth-programs"]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.concurrent("synth, on a machine that has nothing", () => {
  it("is rendered and asked; a cell for each family answers all of it", () => {
    expect(first.code).toBe(0);
    expect(first.stderr).toContain("rendering: 1 of 1");
    const rows = rowsIn(at("programs"));
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(new Set(rows.map(({ sample }) => sample.meta.part)).size).toBe(5);
    expect(rows.filter(({ score }) => score !== 1).map(({ sampleId }) => sampleId)).toEqual([]);
    expect(readFileSync(at("programs/report.md"), "utf8")).toContain("scripted cells, no model");
  });

  it("is answered by the rules where they understand, and right; what they decline counts as not answered", async () => {
    const { code, stdout, stderr } = await synth("offline", []);
    expect(code).toBe(0);
    // The pictures are there by now.
    expect(stderr).not.toContain("rendering");
    const rows = rowsIn(at("offline"));
    expect(rows).toHaveLength(rowsIn(at("programs")).length);
    for (const { status, score, sample, reason } of rows) {
      if (UNDERSTOOD.includes(sample.questionType)) expect(status).toBe("answered");
      expect(score).toBe(status === "answered" ? 1 : 0);
      expect(reason).toBe(status === "answered" ? "answered" : "not-understood");
    }
    const declined = rows.filter(({ status }) => status === "unanswered").length;
    expect(stdout).toContain(`${rows.length - declined} answered, ${declined} not answered, 0 failed`);
  });

  it("is answered the worse the larger the errors of perception are", async () => {
    const levels = LEVELS.flatMap((level) => ["--perturb", level]);
    const { code } = await synth("curve", ["--model", "synth-programs", "--question-type", ...LENGTHS, ...levels]);
    expect(code).toBe(0);
    const names = ["00-none", "01-depth_0.1", "02-depth_0.4"];
    const scores = names.map((name) => {
      const rows = rowsIn(path.join(at("curve"), name)).toSorted((a, b) => a.place - b.place);
      return rows.map(({ score }) => score ?? 0);
    });
    const [none, some, large] = scores as [number[], number[], number[]];
    expect(none.every((score) => score === 1)).toBe(true);
    for (const [a, b] of [
      [none, some],
      [some, large],
    ] as const)
      expect(pairedBootstrap(a, b).interval?.low ?? 0).toBeLessThanOrEqual(0);
    expect(pairedBootstrap(none, large).difference).toBeLessThan(-0.2);
    const report = readFileSync(at("curve/report.md"), "utf8");
    expect(report).toMatch(/\| depth=0\.4 \| [\d.]+ \| .* \| [█·]+ \|/);
  });
});
