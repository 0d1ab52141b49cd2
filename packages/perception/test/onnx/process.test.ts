import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { oneGraph, scratch } from "./bundles.ts";
import { slow } from "./graphs.ts";

const SQUARE = { dtype: "float32", dims: [256, 256] } as const;

async function processOf(how: string) {
  using folder = scratch();
  const model = oneGraph(folder.path, slow, {
    inputs: { times: { name: "times", dtype: "int64", dims: [] }, x: { name: "x", ...SQUARE } },
    outputs: { y: { name: "y", ...SQUARE } },
  });
  // Home, place of temporary files and working directory: whatever is left behind is seen.
  using home = scratch();
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "process.ts"), how, model], {
    cwd: home.path,
    env: { PATH: process.env.PATH, HOME: home.path, TMPDIR: home.path },
  });
  const output = { stdout: "", stderr: "", left: [] };
  for (const name of ["stdout", "stderr"] as const)
    child[name].on("data", (chunk: Buffer) => {
      output[name] += chunk;
    });
  const code = await new Promise((resolve) => child.once("close", (status, signal) => resolve(status ?? signal)));
  return { code, ...output, left: readdirSync(home.path) };
}

describe("a process with models", () => {
  it("ends by itself while the worker is idle, and leaves nothing behind", async () => {
    expect(await processOf("idle")).toEqual({ code: 0, stdout: "ran\n", stderr: "", left: [] });
  });

  it("ends in order in the middle of a run, by process.exit and after close()", async () => {
    const [exited, ended] = await Promise.all([processOf("exit"), processOf("end")]);
    expect(exited).toEqual({ code: 3, stdout: "ran\n", stderr: "", left: [] });
    expect(ended).toEqual({ code: 4, stdout: "ran\nclosed\n", stderr: "", left: [] });
  });
});
