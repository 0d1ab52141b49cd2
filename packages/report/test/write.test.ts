import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeReport } from "../src/write.ts";
import { sampleRun } from "./sample.ts";

let run: string;
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), "report-"));
  await cp(sampleRun, run, { recursive: true });
});
afterEach(async () => {
  await rm(run, { recursive: true });
});

test("writes report.html beside the trace; its pictures exist there", async () => {
  const path = await writeReport(run);
  expect(path).toBe(join(run, "report.html"));
  const sources = [...(await readFile(path, "utf8")).matchAll(/<img src="([^"]*)"/g)].map((match) => match[1] ?? "");
  expect(sources).toHaveLength(6);
  for (const source of sources) expect((await readFile(join(run, source))).byteLength).toBeGreaterThan(0);
  expect((await readdir(run)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a picture that points out of the run is left out", async () => {
  const trace = join(run, "trace.jsonl");
  const text = await readFile(trace, "utf8");
  for (const file of ["../../secret.png", "/etc/passwd", "javascript:alert(1)", "..", "a\\\\b.png"]) {
    await writeFile(trace, text.replace("input-01.png", file));
    const page = await readFile(await writeReport(run), "utf8");
    expect(page.match(/<img /g)).toHaveLength(5);
    expect(page).toContain("frame 0 (picture left out");
  }
});

test("a folder without a trace is an error that names the file", async () => {
  await rm(join(run, "trace.jsonl"));
  await expect(writeReport(run)).rejects.toThrow(`cannot read trace ${join(run, "trace.jsonl")}`);
});
