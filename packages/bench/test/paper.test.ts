import type { PaperTables, Row } from "@spatialclaw/report";
import { describe, expect, it } from "vitest";
import { type Measured, paperCategories, paperTables } from "../src/paper/index.ts";
import { publishedBackbone } from "../src/paper/measured.ts";
import { published } from "../src/run/published.ts";
import { measured } from "./paper-runs.ts";

async function tablesOf(...runs: Measured[]): Promise<PaperTables> {
  const tables = await paperTables(runs);
  if (!tables) throw new Error("no tables");
  return tables;
}

const rowsOf = ({ rows }: Pick<PaperTables, "rows">): Row[] => rows.filter(({ origin }) => origin === "measured");

/** All of the paper's benchmarks with its scores. */
const asPublished = (own: "none" | "code"): Measured[] =>
  Object.entries(published().benchmarks).map(([key, scores]) => measured(key, scores[own] ?? 0, { interface: own }));

describe("Table 1", () => {
  it("averages the paper's own scores to the paper's own means", async () => {
    const tables = await tablesOf(...asPublished("none"), ...asPublished("code"));
    expect(rowsOf(tables).map((row) => row.interface)).toEqual(["none", "code"]);
    for (const row of rowsOf(tables)) {
      const theirs = published().categories["Gemma4-31B"]?.[row.interface] ?? {};
      const { average = 0, ...categories } = theirs;
      expect(Object.keys(row.categories).sort()).toEqual(Object.keys(categories).sort());
      // Theirs are rounded to a tenth of a per cent, and so were the scores that ours average.
      for (const [key, score] of Object.entries(categories))
        expect(Math.abs((row.categories[key]?.score ?? 0) - score)).toBeLessThan(0.0011);
      expect(Math.abs((row.overBenchmarks?.score ?? 0) - average)).toBeLessThan(0.0011);
      expect(row.overBenchmarks).toMatchObject({ over: 20, of: 20 });
      expect(row.overCategories).toMatchObject({ over: 5, of: 5 });
    }
    // The mean over categories is another number: the paper's is over benchmarks.
    expect(rowsOf(tables)[1]?.overCategories?.score).toBeCloseTo(0.6073, 3);
    expect(tables.gaps.map(({ system }) => system.interface)).toEqual(["single-pass", "tool-call"]);
  });

  it("has the published row below that of the same backbone, and all six backbones", async () => {
    const { rows } = await tablesOf(measured("erqa", 0.6), measured("erqa", 0.5, { interface: "none" }));
    expect(rows.slice(0, 4).map(({ origin, interface: own }) => `${origin} ${own}`)).toEqual([
      "measured none",
      "published none",
      "measured code",
      "published code",
    ]);
    expect(rows[3]?.scores.erqa).toMatchObject({ score: 0.613, run: null, interval: null });
    expect(rows).toHaveLength(2 + 12);
  });

  it("says over how many benchmarks a mean is, which runs are missing, and how to run them", async () => {
    const part = { done: 60, failed: 3 };
    const { rows, gaps } = await tablesOf(measured("erqa", 0.6), measured("blink", 0.7, { ...part, run: "half" }));
    const [row] = rowsOf({ rows });
    expect(row?.categories["single-image"]).toMatchObject({ score: 0.6, over: 1, of: 4 });
    expect(row?.overBenchmarks).toMatchObject({ score: expect.closeTo(0.65, 12), over: 2, of: 20 });
    expect(row?.categories["multi-view"]).toBeUndefined();
    const gap = gaps.find(({ system }) => system.interface === "code");
    expect(gap?.missing).toHaveLength(18);
    expect(gap?.missing).not.toContain("erqa");
    expect(gap?.unfinished).toEqual([{ benchmark: "blink", run: "half", left: 43 }]);
    expect(gap?.command).toMatch(/^spatialclaw bench run omni3d .* --model google\/gemma-4-31B-it --interface code$/);
  });

  it("counts one run a cell: most results, then fewest choices, then the last begun", async () => {
    const choices = { checklist: true };
    const { rows, notes } = await tablesOf(
      measured("erqa", 0.1, { run: "failing", failed: 60, createdAt: "2026-11-27T00:00:00.000Z" }),
      measured("erqa", 0.2, { run: "old" }),
      measured("erqa", 0.3, { run: "new", createdAt: "2026-11-25T00:00:00.000Z" }),
      measured("erqa", 0.4, { run: "special", choices, createdAt: "2026-11-26T00:00:00.000Z" }),
    );
    expect(rowsOf({ rows })[0]?.scores.erqa).toMatchObject({ run: "new", score: 0.3 });
    expect(notes).toContain("failing does not count for erqa (40 samples): new does (100)");
  });

  it("leaves out what is none of its systems, and tells", async () => {
    const { rows, notes } = await tablesOf(
      measured("erqa", 0.5),
      measured("mmsi", 0.9, { run: "bent", perturb: "depth=0.1" }),
      measured("mmsi", 0.9, { run: "mute", interface: "direct" }),
      measured("mmsi", 0.9, { run: "odd", choices: { omit: ["np"] } }),
      measured("synth", 0.9, { run: "other" }),
    );
    expect(Object.keys(rowsOf({ rows })[0]?.scores ?? {})).toEqual(["erqa"]);
    expect(notes).toEqual([
      "bent is in none of these tables: errors were added to perception (depth=0.1)",
      "mute is in none of these tables: the paper has no table with the interface direct",
      'odd is in none of these tables: its cell API lacks ["np"], which is no ablation of the paper',
    ]);
    expect(await paperTables([measured("synth", 0.9)])).toBeNull();
  });

  it("tells when the runs of a row are not alike, or saw a part of the data", async () => {
    const { notes } = await tablesOf(measured("erqa", 0.5, { whole: 400 }), measured("mmsi", 0.5, { steps: 10 }));
    expect(notes).toEqual([
      "google/gemma-4-31B-it, code: its runs were not asked alike; they differ in limits.steps",
      "google/gemma-4-31B-it, code: not all samples were selected: erqa 100 of 400",
    ]);
  });
});

describe("the other tables", () => {
  it("compare interfaces over the benchmarks that all of them have", async () => {
    const { interfaces } = await tablesOf(
      measured("erqa", 0.4, { interface: "none" }),
      measured("mmsi", 0.9, { interface: "none" }),
      measured("erqa", 0.5, { interface: "tool-call" }),
      measured("erqa", 0.7),
      measured("mmsi", 0.1),
    );
    const [own, theirs] = interfaces;
    expect(own).toMatchObject({ backbone: "google/gemma-4-31B-it", benchmarks: ["erqa"] });
    expect(own?.lines.map(({ system, mean }) => [system.interface, mean.score])).toEqual([
      ["none", 0.4],
      ["tool-call", 0.5],
      ["code", 0.7],
    ]);
    expect(own?.lines[0]?.gain).toBeNull();
    expect(own?.lines[2]?.gain?.score).toBeCloseTo(0.3, 12);
    expect(theirs?.lines.map(({ mean }) => mean.score)).toEqual([0.534, 0.552, 0.567, 0.599]);
  });

  it("compare ablations, without general videos", async () => {
    const of = (score: number, omit?: string) => [
      measured("erqa", score, omit ? { choices: { omit: [omit] } } : {}),
      measured("videomme", 0.9, omit ? { choices: { omit: [omit] } } : {}),
    ];
    const { ablations, rows } = await tablesOf(...of(0.6), ...of(0.55, "utility"), ...of(0.5, "perception"));
    const [own, theirs] = ablations;
    expect(own?.benchmarks).toEqual(["erqa"]);
    expect(own?.lines.map(({ system, mean }) => [system.variant, mean.score])).toEqual([
      ["no-perception", 0.5],
      ["no-utility", 0.55],
      ["full", 0.6],
    ]);
    expect(theirs?.lines.map(({ mean }) => mean.score)).toEqual([0.487, 0.514, 0.564, 0.569]);
    expect(rowsOf({ rows })).toHaveLength(1);
  });

  it("put other agents beside code", async () => {
    const { agents } = await tablesOf(measured("erqa", 0.6));
    expect(agents.map(({ system, mean }) => [system.name, mean.score])).toEqual([
      ["VADAR", 0.405],
      ["pySpatial", 0.478],
      ["SpaceTools-Toolshed", 0.487],
      ["SpatialClaw (code)", 0.599],
      ["google/gemma-4-31B-it, code", 0.6],
    ]);
    expect(agents[0]?.note).toMatch(/neither video nor several images/);
  });
});

describe("a backbone's name", () => {
  const known = Object.keys(published().categories);
  it.each([
    ["google/gemma-4-31B-it", "Gemma4-31B"],
    ["google/gemma-4-26B-A4B-it", "Gemma4-26B-A4B"],
    ["Qwen/Qwen3.5-397B-A17B-FP8", "Qwen3.5-397B-A17B"],
    ["Qwen3.6-27B", "Qwen3.6-27B"],
    ["offline (rules, no model)", null],
    ["Qwen/Qwen3.6-2B", null],
  ])("%s is the paper's %s", (name, is) => {
    expect(publishedBackbone(name, known)).toBe(is);
  });

  it("has 20 benchmarks to be measured by", async () => {
    const sizes = (await paperCategories()).map(({ key, benchmarks }) => [key, benchmarks.length]);
    expect(Object.fromEntries(sizes)).toEqual({
      "single-image": 4,
      "multi-view": 3,
      "general-spatial": 3,
      "video-4d": 6,
      "general-video": 4,
    });
  });
});
