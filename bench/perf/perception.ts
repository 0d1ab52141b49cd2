import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createOnnxRuntime } from "@spatialclaw/perception";
import { fitMetres } from "../../packages/perception/src/onnx/da3/nested.ts";
import { ranks } from "../../packages/perception/src/onnx/da3/ranks.ts";
import { readManifest } from "../../packages/perception/src/onnx/manifest/index.ts";
import { fitPictures } from "../../packages/perception/src/onnx/pictures/fit.ts";
import { makePicture } from "../../packages/perception/src/onnx/pictures/make.ts";
import { toTensor } from "../../packages/perception/src/onnx/pictures/tensor.ts";
import { oneGraph } from "../../packages/perception/test/onnx/bundles.ts";
import { slow } from "../../packages/perception/test/onnx/graphs.ts";
import { SIZE, writeSmall } from "./perception-graph.ts";
import { timeHandover } from "./perception-handover.ts";
import { median, type Row } from "./table.ts";

const RUNS = 7;
/** A photo of a phone at a third of its sides. */
const PHOTO = { width: 1344, height: 1008 } as const;
const FOCAL = 400;
const GAP_MS = 50;
const RUN_MS = 2000;

/** Models in the worker, what happens around them, and how results reach a cell. */
export async function benchPerception(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-bench-"));
  try {
    const gap = await mainThreadGap(path.join(folder, "slow"));
    const around = await aroundTheModel(folder);
    const { cell, json, msgpack, raw } = await timeHandover();
    const sum = "sum of 64 views in a cell";
    const ms = (what: string, ours: number, peer: number | null, bar: number | null): Row => ({
      what,
      unit: "ms",
      ours,
      peer,
      bar,
    });
    return [
      // Run on the main thread, the gap is the run itself.
      ms(`main-thread gap beside a run of ${(gap.run / 1000).toFixed(1)} s`, gap.gap, gap.run, GAP_MS / gap.run),
      ms("before and after one view, beside a run of DA3-small's size", around.ours, around.run, 0.1),
      ms("before and after one view, beside Pillow and NumPy", around.ours, around.peer, 1),
      ms(`${sum}, beside JSON over HTTP`, cell, json, 1 / 20),
      ms(`${sum}, beside MessagePack over HTTP`, cell, msgpack, 1 / 3),
      ms(`${sum}, beside raw bytes over HTTP`, cell, raw, null),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The longest time that a timer of the main thread was late while the worker was inside one run. */
async function mainThreadGap(folder: string): Promise<{ readonly gap: number; readonly run: number }> {
  const model = oneGraph(folder, slow, {
    inputs: {
      times: { name: "times", dtype: "int64", dims: [] },
      x: { name: "x", dtype: "float32", dims: [256, 256] },
    },
    outputs: { y: { name: "y", dtype: "float32", dims: [256, 256] } },
  });
  const runtime = createOnnxRuntime({ provider: "cpu", cache: null });
  const x = { data: new Float32Array(256 * 256), dims: [256, 256] };
  const run = async (times: number) => {
    const begin = performance.now();
    const input = { role: "anyview", feeds: { times: { data: [times], dims: [] }, x } };
    await runtime.submit({ model, task: "graph", input });
    return performance.now() - begin;
  };
  await run(10);
  const each = (await run(100)) / 100;
  let [gap, last] = [0, performance.now()];
  const timer = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  }, 1);
  const took = await run(Math.ceil(RUN_MS / each));
  clearInterval(timer);
  await runtime.close();
  return { gap, run: took };
}

async function aroundTheModel(folder: string) {
  const model = writeSmall(path.join(folder, "small"));
  const { image: spec } = readManifest(model).manifest;
  const photo = { ...PHOTO, data: bytes(3 * PHOTO.width * PHOTO.height) };
  const count = SIZE.width * SIZE.height;
  const map = (of: (i: number) => number) => Float32Array.from({ length: count }, (_, i) => of(i));
  const maps = {
    depth: map((i) => 1 + Math.sin(i / 500) ** 2),
    confidence: map((i) => 1 + ((i * 7919) % count) / count),
    metric: map((i) => (2 + 2 * Math.sin(i / 500) ** 2) * (1 + 0.1 * Math.sin(i * 1.7))),
    sky: map((i) => (i < count / 5 ? 0.9 : 0)),
  };
  const ours = () => {
    const [fit] = fitPictures(spec.resize, [photo]);
    const tensor = toTensor([makePicture(photo, fit?.steps ?? [])], spec);
    const { depth, confidence, metric: metricDepth, sky } = maps;
    const [own, sure] = [depth.slice(), confidence.slice()];
    const rule = { type: "nested", focalDivisor: 300 } as const;
    fitMetres({ depth: own, confidence: sure, metricDepth, sky, focals: [FOCAL] }, rule, {
      threshold: 0.3,
      isSkyIf: ">=",
    });
    return tensor.length + ranks(sure).length;
  };
  for (let warm = 0; warm < 3; warm++) ours();
  const times = Array.from({ length: RUNS }, () => {
    const begin = performance.now();
    ours();
    return performance.now() - begin;
  });
  const peer = await pillow(folder, photo, maps);
  return { ours: median(times), peer, run: await smallRun(model) };
}

/** One run of a network of DA3-small's size, as the runtime reports it. */
async function smallRun(model: string): Promise<number> {
  const runtime = createOnnxRuntime({ provider: "cpu", cache: null });
  const dims = [1, 1, 3, SIZE.height, SIZE.width];
  const image = { data: new Float32Array(3 * SIZE.width * SIZE.height), dims };
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begin = performance.now();
    await runtime.submit({ model, task: "graph", input: { role: "anyview", feeds: { image } } });
    times.push(performance.now() - begin);
  }
  await runtime.close();
  return median(times.slice(1));
}

/** Median of before and after together; null, with a line on stderr, where there is no such Python. */
async function pillow(
  folder: string,
  photo: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  maps: Readonly<Record<string, Float32Array>>,
): Promise<number | null> {
  const python = process.env.SPATIALCLAW_BENCH_PYTHON ?? "python3";
  if (spawnSync(python, ["-c", "import numpy, PIL.Image"]).status !== 0) {
    process.stderr.write(
      `peer missing: ${python} cannot import numpy and PIL; install them (pip install numpy pillow) and name that Python in SPATIALCLAW_BENCH_PYTHON\n`,
    );
    return null;
  }
  const files = Object.entries({ image: photo.data, ...maps }).map(([name, array]) => {
    const file = path.join(folder, `${name}.bin`);
    writeFileSync(file, new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
    return [name, file];
  });
  const { width, height } = photo;
  const request = JSON.stringify({ ...Object.fromEntries(files), width, height, size: [SIZE.width, SIZE.height] });
  const script = fileURLToPath(new URL("perception_peer.py", import.meta.url));
  const child = spawn(python, [script], { stdio: ["pipe", "pipe", "inherit"] });
  const times: number[] = [];
  for (let run = 0; run < RUNS + 3; run++) child.stdin.write(`${request}\n`);
  child.stdin.end();
  for await (const line of createInterface({ input: child.stdout })) {
    const { before, after } = JSON.parse(line) as { before: number; after: number };
    times.push(before + after);
  }
  return median(times.slice(3));
}

function bytes(count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0, state = 7; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    out[i] = state >>> 24;
  }
  return out;
}
