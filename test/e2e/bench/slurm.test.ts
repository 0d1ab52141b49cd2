import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const TEMPLATES = path.join(import.meta.dirname, "../../../bench/slurm");
const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-slurm-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Stands for the command: tells what it was called with. */
const TELLS = path.join(folder, "spatialclaw.sh");
writeFileSync(TELLS, '#!/bin/bash\necho "$@ [$OPENAI_BASE_URL]"\n', { mode: 0o755 });

/** A template in the environment that SLURM gives to a task of an array. */
function task(template: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync("bash", [path.join(TEMPLATES, template), ...args], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, SPATIALCLAW: TELLS, ...env },
  });
  return { status, lines: stdout.trim().split("\n"), stderr };
}

describe("the templates for SLURM", () => {
  it("make a shard of each task, and the same shard of one that runs again alone", () => {
    const OUT = path.join(folder, "a");
    const args = ["synth", "--limit", "8"];
    const first = task("shards.sbatch", args, { OUT, SLURM_ARRAY_TASK_COUNT: "4", SLURM_ARRAY_TASK_ID: "3" });
    expect(first.lines).toEqual([`bench run synth --limit 8 --shard 3/4 -o ${OUT}/shard-3 --resume []`]);
    const again = { OUT, SHARDS: "4", SLURM_ARRAY_TASK_COUNT: "1", SLURM_ARRAY_TASK_ID: "3" };
    expect(task("shards.sbatch", args, again).lines).toEqual(first.lines);
  });

  it("find the model that another job serves, unless the environment names one", () => {
    const OUT = path.join(folder, "b");
    mkdirSync(OUT);
    writeFileSync(path.join(OUT, "endpoint"), "http://node7:20007/v1\n");
    const env = { OUT, SLURM_ARRAY_TASK_COUNT: "1", SLURM_ARRAY_TASK_ID: "1" };
    expect(task("shards.sbatch", ["synth"], env).lines[0]).toMatch(/\[http:\/\/node7:20007\/v1\]$/);
    const named = { ...env, OPENAI_BASE_URL: "http://other/v1" };
    expect(task("shards.sbatch", ["synth"], named).lines[0]).toMatch(/\[http:\/\/other\/v1\]$/);
  });

  it("merge what there is and report on it", () => {
    const OUT = path.join(folder, "c");
    for (const part of ["shard-1", "shard-2"]) mkdirSync(path.join(OUT, part), { recursive: true });
    expect(task("merge.sbatch", [], { OUT }).lines).toEqual([
      `bench merge ${OUT}/all ${OUT}/shard-1 ${OUT}/shard-2 []`,
      `bench report ${OUT}/all --out ${OUT}/all []`,
    ]);
  });

  it("say what they want", () => {
    for (const template of ["shards.sbatch", "merge.sbatch", "vllm.sbatch"]) {
      const { status, stderr } = task(template, [], {});
      expect(stderr).toMatch(/OUT: name the folder of the run/);
      expect(status).not.toBe(0);
    }
  });
});
