import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { createOnnxRuntime } from "../../src/onnx/runtime/runtime.ts";
import type { RuntimeOptions } from "../../src/onnx/runtime/types.ts";
import { manifestOf, oneGraph, PAIRS, scratch, writeBundle } from "./bundles.ts";
import { doubler, slow } from "./graphs.ts";
import type { StepsInput } from "./steps-task.ts";

const url = (file: string) => pathToFileURL(path.join(import.meta.dirname, file)).href;
const tasks = { steps: url("steps-task.ts"), faulty: url("faulty-task.ts") };
const start = (options: RuntimeOptions = {}) => createOnnxRuntime({ provider: "cpu", tasks, ...options });

const folder = scratch();
afterAll(() => folder[Symbol.dispose]());
const SQUARE = { dtype: "float32", dims: [256, 256] } as const;
const slowModel = oneGraph(path.join(folder.path, "slow"), slow, {
  inputs: { times: { name: "times", dtype: "int64", dims: [] }, x: { name: "x", ...SQUARE } },
  outputs: { y: { name: "y", ...SQUARE } },
});
const doublerModel = oneGraph(path.join(folder.path, "doubler"), doubler);
const double = (model = doublerModel, x = 1) => ({
  model,
  task: "graph",
  input: { role: "anyview", feeds: { x: { data: [x, x], dims: [1, 2] } } },
});
const steps = (input: StepsInput) => ({ model: slowModel, task: "steps", input });

describe("jobs", () => {
  const runtime = start();
  afterAll(() => runtime.close());

  it("of several asks take turns, those of one ask come in order", async () => {
    const job = (name: string, ask: string, runs: number) =>
      runtime.submit<string[]>(steps({ name, runs, times: 1 }), { ask });
    const [, , , last] = await Promise.all([job("a1", "a", 4), job("a2", "a", 2), job("b", "b", 3), job("c", "c", 9)]);
    const log = last?.value as string[];
    // While all three have something to do, each ask has one run of any three that follow each other.
    const firsts = log.slice(3, 9).map((name) => name[0]);
    for (let i = 0; i + 3 <= firsts.length; i++) expect(new Set(firsts.slice(i, i + 3)).size).toBe(3);
    expect(log.filter((name) => name === "a1" || name === "a2").slice(0, 2)).toEqual(["a1", "a2"]);
  });

  it("end between two runs when they are aborted, and reject at once with the reason", async () => {
    const controller = new AbortController();
    const reason = new Error("the user has gone");
    const long = runtime.submit(steps({ name: "long", runs: 1000, times: 2 }), {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(long).rejects.toBe(reason);
    await expect(runtime.submit(double(), { signal: controller.signal })).rejects.toBe(reason);
    const { value } = await runtime.submit<string[]>(steps({ name: "next", runs: 1, times: 1 }));
    expect(value.filter((name) => name === "long").length).toBeLessThan(900);
  });

  it("tell how far they are", async () => {
    const seen: number[] = [];
    await runtime.submit(steps({ name: "p", runs: 3, times: 1 }), { onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual([1, 2, 3]);
  });

  it("fail alone: the worker and the other jobs go on", async () => {
    const bad = runtime.submit({ model: doublerModel, task: "faulty", input: "throw" });
    const good = runtime.submit(double());
    await expect(bad).rejects.toThrow(/^this task is broken$/);
    expect((await good).graphRuns).toBe(1);
    const count = async () => (await runtime.submit({ model: doublerModel, task: "faulty", input: "count" })).value;
    expect(await count()).toEqual(await count());
  });

  it("end with the worker: close() waits for the run in progress and for no other", async () => {
    const other = start();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const long = other.submit(steps({ name: "long", runs: 100_000, times: 1 }), { onProgress: () => resolve() });
    const refused = expect(long).rejects.toThrow(/^the perception worker (?:was closed|ended: it was closed)/);
    await begun;
    await Promise.all([other.close(), refused]);
  });

  it("survive a worker that ends by itself: they fail with one line, and the next one starts another", async () => {
    const other = start();
    const ended = /^the perception worker ended: (?:nobody catches this|exit code 9); the next call starts a new one$/;
    for (const how of ["crash", "leave"]) {
      const [waiting, ending] = ["wait", how].map((input) =>
        other.submit({ model: doublerModel, task: "faulty", input }),
      );
      await Promise.all([expect(waiting).rejects.toThrow(ended), expect(ending).rejects.toThrow(ended)]);
    }
    expect((await other.submit(double())).provider).toBe("cpu");
    await other.close();
    await other.close();
  });
});

describe("loaded graphs", () => {
  it("are released, least recently used first, when another one needs their room", async () => {
    const copies = ["one", "two", "three"].map((id) => oneGraph(path.join(folder.path, id), doubler, {}, { id }));
    const runtime = start({ memoryBytes: 2.5 * doubler.length });
    const [one, two, three] = copies as [string, string, string];
    for (const model of [one, two, one, three]) await runtime.submit(double(model));
    expect((await runtime.loaded()).map(({ model }) => model)).toEqual(["one", "three"]);
    await runtime.submit(double(two));
    expect((await runtime.loaded()).map(({ model }) => model)).toEqual(["three", "two"]);
    await runtime.close();
    expect(await runtime.loaded()).toEqual([]);
  });
});

describe("results", () => {
  it("are kept: the same job again runs no model, another input or another file does", async () => {
    using kept = scratch();
    const cache = { folder: path.join(kept.path, "results"), maxBytes: 1e6 };
    const first = start({ cache });
    const before = await first.submit(double());
    expect(before.cached).toBe(false);
    await first.close();
    // Another process, as far as the cache can tell.
    const runtime = start({ cache });
    const again = await runtime.submit<{ y: { data: Float32Array } }>(double());
    expect(again).toMatchObject({ cached: true, graphRuns: 0, provider: null, value: before.value });
    expect(again.value.y.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(await runtime.loaded()).toEqual([]);
    expect((await runtime.submit(double(doublerModel, 3))).cached).toBe(false);
    expect((await runtime.submit({ ...double(), cacheKey: false })).cached).toBe(false);
    const other = writeBundle(
      path.join(kept.path, "other"),
      manifestOf({ anyview: { file: "other.onnx", ...PAIRS } }),
      {
        "other.onnx": doubler,
      },
    );
    expect((await runtime.submit(double(other))).cached).toBe(false);
    // Two that want the same at once: it is computed once.
    const both = await Promise.all([runtime.submit(double(doublerModel, 4)), runtime.submit(double(doublerModel, 4))]);
    expect(both.map(({ cached }) => cached).sort()).toEqual([false, true]);
    await runtime.close();
  });
});

describe("providers", () => {
  it("are passed over with a reason each, said once; by name that reason is an error with the way out", async () => {
    const notices: string[] = [];
    const runtime = createOnnxRuntime({ onNotice: (line) => notices.push(line) });
    const { usable, passedOver } = await runtime.providers();
    await runtime.submit(double());
    await runtime.close();
    expect(usable.at(-1)).toBe("cpu");
    for (const { reason } of passedOver) expect(reason).toMatch(/^\S[^\n]*$/);
    expect(notices).toHaveLength(passedOver.length);
    const [first] = passedOver;
    if (!first) return;
    const wanting = start({ provider: first.provider });
    const message = new RegExp(`^the provider ${first.provider} cannot be used here: .*perception\\.provider`);
    await expect(wanting.submit(double())).rejects.toThrow(message);
    await wanting.close();
  });

  it("that do not exist are refused by name", () => {
    expect(() => createOnnxRuntime({ provider: "gpu" as never })).toThrow(/"gpu", expected one of cuda, webgpu, cpu/);
  });
});
