import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Manifest, Role } from "../../src/onnx/manifest/index.ts";
import type { GraphInput } from "../../src/onnx/runtime/graph-task.ts";
import { createOnnxRuntime } from "../../src/onnx/runtime/runtime.ts";
import type { Feed, OutTensor } from "../../src/onnx/runtime/task.ts";
import { manifestOf, oneGraph, PAIRS, scratch, writeBundle } from "./bundles.ts";
import { doubler, halves, logarithm, mixed, withData } from "./graphs.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

type Outputs = Readonly<Record<string, OutTensor>>;

/** One run of one graph. */
function run(model: string, feeds: Readonly<Record<string, Feed>>, more: Partial<GraphInput> = {}) {
  const input: GraphInput = { role: "anyview", feeds, ...more };
  return runtime.submit<Outputs>({ model, task: "graph", input });
}

const PAIR = { x: { data: [1, 2], dims: [1, 2] } };

describe("a graph in the worker", () => {
  it("runs by canonical names and gives floats in shared memory", async () => {
    using folder = scratch();
    const model = oneGraph(folder.path, doubler, {
      inputs: { pair: { name: "x", dtype: "float32", dims: ["n", 2] } },
      outputs: { twice: { name: "y", dtype: "float32", dims: ["n", 2] } },
    });
    const shared = new Float32Array(new SharedArrayBuffer(16));
    shared.set([1, 2, 3, 4]);
    const result = await run(model, { pair: { data: shared, dims: [2, 2] } });
    expect(result).toMatchObject({ cached: false, provider: "cpu", graphRuns: 1, model: { id: "tiny" } });
    const { twice } = result.value as { twice: OutTensor };
    expect(twice).toEqual({ data: Float32Array.of(2, 4, 6, 8), dims: [2, 2] });
    expect(twice.data.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  const MIXED: Partial<Manifest["roles"][Role]> = {
    inputs: {
      i: { name: "i", dtype: "int64", dims: ["n", 2], absent: { fill: -10, dims: ["n", 2] } },
      b: { name: "b", dtype: "bool", dims: ["n"] },
      x: { name: "x", dtype: "float32", dims: ["n", "m"], absent: "empty" },
    },
    outputs: {
      j: { name: "j", dtype: "int64", dims: ["n", 2] },
      c: { name: "c", dtype: "bool", dims: ["n"] },
      y: { name: "y", dtype: "float32", dims: ["n", "m"] },
    },
  };

  it("converts whole numbers and truths both ways, and fills in what is left out", async () => {
    using folder = scratch();
    const model = oneGraph(folder.path, mixed, MIXED);
    const given = { i: { data: [1, -2], dims: [1, 2] }, b: { data: [1], dims: [1] }, x: { data: [0.5], dims: [1, 1] } };
    expect((await run(model, given)).value).toEqual({
      j: { data: Float32Array.of(2, -4), dims: [1, 2] },
      c: { data: Float32Array.of(0), dims: [1] },
      y: { data: Float32Array.of(0.5), dims: [1, 1] },
    });
    const { value } = await run(model, { b: { data: [0, 1], dims: [2] } });
    expect(value).toEqual({
      j: { data: Float32Array.of(-20, -20, -20, -20), dims: [2, 2] },
      c: { data: Float32Array.of(1, 0), dims: [2] },
      y: { data: new Float32Array(0), dims: [2, 0] },
    });
    expect(Object.keys((await run(model, given, { outputs: ["c"] })).value)).toEqual(["c"]);
  });

  it("takes half floats at the edges only where the manifest allows it", async () => {
    using folder = scratch();
    const pair = { dtype: "float16", dims: ["n", 2] } as const;
    const spec = { inputs: { x: { name: "x", ...pair } }, outputs: { y: { name: "y", ...pair } } };
    const refused = oneGraph(path.join(folder.path, "no"), halves, spec);
    await expect(run(refused, PAIR)).rejects.toThrow(
      /roles\.anyview\.inputs\.x\.dtype is float16.*keep_io_types.*fp16Io/,
    );
    const allowed = oneGraph(path.join(folder.path, "yes"), halves, spec, { runtime: { fp16Io: true } });
    expect((await run(allowed, { x: { data: [1.5, 1000], dims: [1, 2] } })).value).toEqual({
      y: { data: Float32Array.of(3, 2000), dims: [1, 2] },
    });
  });

  it("finds its external data", async () => {
    using folder = scratch();
    const model = writeBundle(
      folder.path,
      manifestOf({ anyview: { file: "onnx/g.onnx", externalData: [{ path: "g.data" }], ...PAIRS } }),
      { "onnx/g.onnx": withData("g.data"), "onnx/g.data": new Uint8Array(Float32Array.of(10, 20).buffer) },
    );
    expect((await run(model, PAIR)).value.y?.data).toEqual(Float32Array.of(11, 22));
    expect((await runtime.loaded()).find(({ bytes }) => bytes === withData("g.data").length + 8)).toBeDefined();
  });
});

describe("feeds that do not fit are refused by name", () => {
  it.each([
    [{ z: { data: [1, 2], dims: [1, 2] } }, "anyview has no input z; it has x"],
    [{}, "anyview.x is missing: the model wants it, and its manifest knows no stand-in"],
    [{ x: { data: [1, 2, 3], dims: [1, 3] } }, "anyview.x: dims are [1, 3], expected [n=1, 2]"],
    [{ x: { data: [1, 2, 3], dims: [1, 2] } }, "anyview.x: dims [1, 2] want 2 values, got 3"],
  ])("%j", async (feeds, message) => {
    using folder = scratch();
    await expect(run(oneGraph(folder.path, doubler), feeds)).rejects.toThrow(message);
  });

  it("roles, outputs, tasks and models that do not exist", async () => {
    using folder = scratch();
    const model = oneGraph(folder.path, doubler);
    await expect(run(model, PAIR, { outputs: ["z"] })).rejects.toThrow("anyview has no output z; it has y");
    await expect(run(model, PAIR, { role: "decoder" })).rejects.toThrow("tiny has no graph decoder, only anyview");
    await expect(run("da3-tiny", PAIR)).rejects.toThrow(/there is no model "da3-tiny".*da3-small/);
    await expect(runtime.submit({ model, task: "depth", input: 1 })).rejects.toThrow(
      /no task "depth"; there are .*graph/,
    );
    await expect(runtime.submit({ model, task: "graph", input: () => 1 })).rejects.toThrow(
      /input of the job cannot be sent/,
    );
  });
});

describe("a model that is not as it should be", () => {
  it("gives NaN: an error that names the tensor", async () => {
    using folder = scratch();
    const model = oneGraph(folder.path, logarithm);
    await expect(run(model, { x: { data: [-1, 1], dims: [1, 2] } })).rejects.toThrow(
      /anyview\.y: 1 of 2 values .* NaN/,
    );
    expect((await run(model, { x: { data: [1, 1], dims: [1, 2] } })).value.y?.data).toEqual(Float32Array.of(0, 0));
  });

  const spec = (inputs: object, outputs: object = {}) =>
    ({
      inputs: { x: { name: "x", dtype: "float32", dims: ["n", 2], ...inputs } },
      outputs: { y: { name: "y", dtype: "float32", dims: ["n", 2], ...outputs } },
    }) as typeof PAIRS;

  const none = { x: { data: [], dims: [0, 2] } };

  it.each([
    [spec({ name: "pixels" }), none, /roles\.anyview\.inputs\.x\.name: the graph has no pixels, only x/],
    [spec({}, { name: "depth" }), none, /roles\.anyview\.outputs\.y\.name: the graph has no depth, only y/],
    [spec({ dtype: "int64" }), none, /roles\.anyview\.inputs\.x\.dtype: expected int64, the graph has float32/],
    [
      spec({ dims: ["n", "m", 3] }),
      { x: { data: [], dims: [0, 1, 3] } },
      /inputs\.x\.dims: expected \[n, m, 3\], the graph has \[n, 2\]/,
    ],
    [spec({}, { dims: ["n", 3] }), none, /roles\.anyview\.outputs\.y\.dims: expected \[n, 3\], the graph has \[n, 2\]/],
    [{ ...PAIRS, inputs: {} }, {}, /the graph also wants x, which the manifest does not name/],
  ])("has other tensors than its manifest says: %#", async (tensors, feeds, message) => {
    using folder = scratch();
    await expect(run(oneGraph(folder.path, doubler, tensors), feeds)).rejects.toThrow(message);
  });

  it("lacks its graph, has half of one, or one of another content", async () => {
    using folder = scratch();
    const model = oneGraph(folder.path, doubler);
    const graph = path.join(folder.path, "graph.onnx");
    writeFileSync(graph, doubler.subarray(0, doubler.length - 20));
    await expect(run(model, PAIR)).rejects.toThrow(
      /tiny: the graph of anyview .* is damaged or cut off; .*models verify tiny/,
    );
    rmSync(graph);
    await expect(run(model, PAIR)).rejects.toThrow(
      /tiny lacks .*graph\.onnx, which .*onnx-bundle\.json names; put it there/,
    );
    oneGraph(folder.path, doubler, { bytes: 9 });
    await expect(run(model, PAIR)).rejects.toThrow(/graph\.onnx has \d+ bytes, expected 9/);
    oneGraph(folder.path, doubler, { sha256: "0".repeat(64) });
    await expect(run(model, PAIR)).rejects.toThrow(/graph\.onnx has the SHA-256 [0-9a-f]{64}, expected 0{64}/);
  });

  it("lacks its external data, or has too little of it", async () => {
    using folder = scratch();
    const files = { "graph.onnx": withData("w.data") };
    const silent = writeBundle(folder.path, manifestOf({ anyview: { file: "graph.onnx", ...PAIRS } }), files);
    await expect(run(silent, PAIR)).rejects.toThrow(/lacks its external data/);
    const listed = manifestOf({ anyview: { file: "graph.onnx", externalData: [{ path: "w.data" }], ...PAIRS } });
    await expect(run(writeBundle(folder.path, listed, files), PAIR)).rejects.toThrow(/lacks .*w\.data/);
    writeFileSync(path.join(folder.path, "w.data"), new Uint8Array(4));
    await expect(run(folder.path, PAIR)).rejects.toThrow(/external data, or that is too short/);
  });
});
