import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Kernel, keepKernelsWarm } from "@spatialclaw/kernel";
import { sessions } from "./session.ts";
import { median, type Row } from "./table.ts";

const RUNS = 20;
const CELL = "x = 1 + 1";

/** Sessions and cells against a Jupyter kernel, medians of 20, one run of the machine. */
export async function benchKernel(): Promise<Row[]> {
  const peer = jupyter();
  const open = await sessions();
  const cold = times(() => execFileSync(process.execPath, [path("cold.ts")], { encoding: "utf8" }));

  keepKernelsWarm(2);
  const warm: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begin = performance.now();
    const kernel = await open();
    await kernel.run(`let ${CELL}`);
    warm.push(performance.now() - begin);
    await kernel.close();
  }
  keepKernelsWarm(0);

  const unchecked = await roundTrip(await open({ check: false }));
  const checked = await roundTrip(await open());
  const memory = await idleMemory(open);

  const bars: readonly [string, number, number | null, number][] = [
    ["first cell of a cold session", median(cold), peer?.cold ?? null, 1 / 8],
    ["first cell of a warm session", median(warm), peer?.cold ?? null, 1 / 50],
    ["round trip of a small cell, check off", unchecked, peer?.trip ?? null, 1],
    ["round trip of a small cell, ten cells before", checked, peer?.trip ?? null, 3],
  ];
  return [
    ...bars.map(([what, ours, theirs, bar]): Row => ({ what, unit: "ms", ours, peer: theirs, bar })),
    {
      what: "idle memory of the tenth session (PSS)",
      unit: "MB",
      ours: memory.kernel,
      peer: peer?.memory ?? null,
      bar: 1 / 2,
    },
    { what: "the type checker, shared by all sessions (PSS)", unit: "MB", ours: memory.checker, peer: null, bar: null },
  ];
}

function times(measure: () => string): number[] {
  return Array.from({ length: RUNS }, () => Number(measure()));
}

async function roundTrip(kernel: Kernel): Promise<number> {
  await kernel.run(`let ${CELL}`);
  for (let i = 0; i < 9; i++) await kernel.run(`const name${i} = x + ${i}`);
  const trips: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const begin = performance.now();
    await kernel.run(CELL);
    trips.push(performance.now() - begin);
  }
  await kernel.close();
  return median(trips);
}

async function idleMemory(
  open: () => Promise<Kernel & { readonly pid: number }>,
): Promise<{ kernel: number; checker: number }> {
  const kernels = [];
  for (let i = 0; i < 10; i++) {
    const kernel = await open();
    await kernel.run(`let ${CELL}`);
    kernels.push(kernel);
  }
  const tenth = pssMb(kernels[9]?.pid ?? 0);
  const checker = execFileSync("ps", ["-eo", "pid=,ppid=,comm="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , name]) => name === "tsc")
    // The compiler runs under a guard, which is this program's child.
    .find(([, parent]) => readFileSync(`/proc/${parent}/stat`, "utf8").split(" ")[3] === String(process.pid))?.[0];
  const checkerMb = checker ? pssMb(Number.parseInt(checker, 10)) : Number.NaN;
  await Promise.all(kernels.map((kernel) => kernel.close()));
  return { kernel: tenth, checker: checkerMb };
}

function pssMb(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(line?.[1]) / 1024;
}

interface Peer {
  readonly cold: number;
  readonly trip: number;
  readonly memory: number;
}

function jupyter(): Peer | null {
  const python = process.env.SPATIALCLAW_BENCH_PYTHON ?? "python3";
  const can = spawnSync(python, ["-c", "import jupyter_client, ipykernel, numpy, scipy, matplotlib"]).status === 0;
  if (!can) {
    process.stderr.write(
      `peer missing: ${python} cannot import jupyter_client, ipykernel, numpy, scipy and matplotlib; install them (pip install jupyter-client ipykernel numpy scipy matplotlib) and name that Python in SPATIALCLAW_BENCH_PYTHON\n`,
    );
    return null;
  }
  const out = execFileSync(python, [path("jupyter_peer.py"), String(RUNS)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const figures = JSON.parse(out) as { cold: number[]; trip: number[]; memory: number[] };
  return { cold: median(figures.cold), trip: median(figures.trip), memory: median(figures.memory) };
}

function path(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
