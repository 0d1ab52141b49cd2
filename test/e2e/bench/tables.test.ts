import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOn } from "../../../packages/bench/src/run/report.ts";
import { scoreFile } from "../../../packages/bench/src/run/score.ts";
import { RUN, rowOf } from "../../../packages/bench/test/run-row.ts";
import type { BenchReport, Comparison } from "../../../packages/report/src/bench/index.ts";
import { run } from "../command.ts";
import { answerTo, CARD, type Ground, ground, roomsEndpoint, rowsIn, runRooms, SAMPLES } from "./rooms.ts";

let on: Ground;

beforeAll(async () => {
  on = await ground();
  const one = await roomsEndpoint();
  // The second model is right about the letters it is asked for last.
  const other = await roomsEndpoint({ before: (i) => (i >= 30 && i % 3 > 0 ? `Answer: ${"ABC"[i % 3]}` : null) });
  await Promise.all([runRooms(on, on.at("runs/a"), one.url), runRooms(on, on.at("runs/b"), other.url)]);
  await Promise.all([one.close(), other.close()]);
});

afterAll(() => on.clear());

const score = (file: string, ...more: string[]) =>
  run(["bench", "score", CARD, file, "--data", on.data, ...more], { cwd: on.folder });

function predictions(name: string, lines: readonly (object | string)[]): string {
  const file = on.at(name);
  writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return file;
}

describe.concurrent("bench score", () => {
  it("scores anybody's predictions as the run that made them", async () => {
    const file = predictions(
      "good.jsonl",
      Array.from({ length: SAMPLES }, (_, i) => ({ sample_id: `s${i}`, content: answerTo(i) })),
    );
    const { code, stdout } = await score(file, "--json");
    expect(code).toBe(0);
    const { runs } = await reportOn([on.at("runs/a")]);
    const [table] = runs[0]?.tables ?? [];
    const { score: value, interval, breakdowns } = JSON.parse(stdout);
    expect({ value, interval, breakdowns }).toEqual({
      value: table?.score,
      interval: table?.interval,
      breakdowns: table?.breakdowns,
    });
  });

  it("tells what is wrong with a file, in a line each, and scores the rest", async () => {
    const file = predictions("odd.jsonl", [
      { sample_id: "s1", content: "B" },
      { sample_id: "s1", content: "A" },
      { sample_id: "nobody", content: "A" },
      '{"sample_id": "s2", "content": NaN}',
      { sample_id: "s3", content: null },
      '{"sample_id": "s4", "con',
    ]);
    const { problems, answered, unanswered } = await scoreFile(CARD, file, {
      data: on.data,
      protocol: "robust",
      answeredOnly: false,
    });
    expect([answered, unanswered]).toEqual([1, 39]);
    for (const line of [
      "odd.jsonl, sample s1: there are several replies to it; the last one counts",
      "1 predictions belong to no sample and count for nothing: nobody",
      'odd.jsonl, sample s2 (and 1 more): "content" is no text; it counts as answered with nothing',
      "odd.jsonl, entry 6: it is no JSON",
      "37 samples have no prediction and count as wrong: s0, s4, s5, …",
    ])
      expect(problems.join("\n")).toContain(line);
  });
});

describe.concurrent("bench report and bench compare", () => {
  it("put runs beside each other", async () => {
    const { code, stdout } = await run(["bench", "report", on.at("runs")]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\| benchmark \| a \| b \|$/m);
    expect(stdout).toMatch(/40 of 40 samples: 40 answered, 0 not answered, 0 failed; 400 tokens in/);
  });

  it("count what changed, with an exact test where answers are right or wrong", async () => {
    const { code, stdout } = await run(["bench", "compare", on.at("runs/a"), on.at("runs/b"), "--json"]);
    expect(code).toBe(0);
    const [found] = (JSON.parse(stdout) as { comparisons: Comparison[] }).comparisons;
    const [a, b] = ["a", "b"].map((name) => new Map(rowsIn(on.at(`runs/${name}`)).map((row) => [row.sampleId, row])));
    const better = [...(a ?? [])].filter(([id, row]) => (b?.get(id)?.score ?? 0) > (row.score ?? 0)).length;
    expect(better).toBeGreaterThan(0);
    expect(found).toMatchObject({ common: SAMPLES, better, worse: 0, changed: better, test: "paired bootstrap" });
    expect(found?.b).toBeGreaterThan(found?.a ?? 1);
  });
});

describe.concurrent("bench report of a folder of runs about the paper's benchmarks", () => {
  /** The first `right` of eight answers are right. */
  function write(name: string, own: "none" | "code", right: number): void {
    const folder = on.at(`paper/${name}`);
    mkdirSync(folder, { recursive: true });
    const model = { ...RUN.setup.model, name: "google/gemma-4-31B-it" };
    const benchmarks = RUN.benchmarks.map((one) => ({ ...one, samples: 8 }));
    const run = { ...RUN, benchmarks, setup: { ...RUN.setup, model, interface: own } };
    const rows = Array.from({ length: 8 }, (_, i) => rowOf(i, { reply: i < right ? "A" : "B" }));
    writeFileSync(`${folder}/run.json`, JSON.stringify(run));
    writeFileSync(`${folder}/rows.jsonl`, rows.map((row) => `\n${JSON.stringify(row)}`).join(""));
  }

  it("writes its tables as Markdown, JSON and a page", async () => {
    write("plain", "none", 4);
    write("cells", "code", 6);
    const out = on.at("tables");
    const { code, stdout } = await run(["bench", "report", on.at("paper"), "-o", out]);
    expect(code).toBe(0);
    expect(stdout.trim()).toBe(`${out}/report.html`);
    expect(readdirSync(out).sort()).toEqual(["report.html", "report.json", "report.md"]);
    const { paper } = JSON.parse(readFileSync(`${out}/report.json`, "utf8")) as BenchReport;
    const own = paper?.interfaces[0]?.lines ?? [];
    expect(own.map(({ system, mean }) => [system.interface, mean.score])).toEqual([
      ["none", 0.5],
      ["code", 0.75],
    ]);
    // Two of eight samples got better, none worse: drawn together, the gain is never below 0.
    expect(own[1]?.gain).toMatchObject({ score: 0.25, interval: { low: 0 } });
    const markdown = readFileSync(`${out}/report.md`, "utf8");
    expect(markdown).toMatch(/^\| google\/gemma-4-31B-it, code \| 75\.0 \(50\.0 to 100\.0\) \| – \| – \| – \| 75\.0/m);
    expect(markdown).toContain("`spatialclaw bench run omni3d omnispatial ");
    expect(markdown).toContain("## Runs");
    expect(readFileSync(`${out}/report.html`, "utf8")).toContain("code, 75.0 (50.0 to 100.0), published 61.3");
  });
});

describe.concurrent("bench run refuses", () => {
  it("a folder that holds a run", async () => {
    const { code, stderr } = await runRooms(on, on.at("runs/a"), "http://127.0.0.1:9/v1");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^spatialclaw: .* holds a run already; go on with it by --resume, or name another/);
  });

  it("a benchmark whose files are missing, and verify names them", async () => {
    const { code, stderr } = await run(["bench", "run", "vsibench", "--data", on.data, "-o", on.at("new-5")]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /vsibench: there is no sample to ask about: test\.jsonl: it is missing in .*download nyu-visionx/,
    );
    const verified = await run(["bench", "verify", CARD, "vsibench", "--data", on.data]);
    expect(verified.code).toBe(4);
    expect(verified.stdout).toMatch(/^rooms: 40 of 3 samples in .*, 0 files missing\nvsibench: 0 of 5130 samples/);
  });
});
