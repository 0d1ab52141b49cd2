import path from "node:path";
import type { FocalPrior, MediaInput, SourceFrame } from "@spatialclaw/media";
import { afterAll, describe, expect, it } from "vitest";
import { inverseOf } from "../../../src/onnx/da3/camera.ts";
import { type Manifest, type RoleSpec, readManifest } from "../../../src/onnx/manifest/index.ts";
import { createOnnxPerception } from "../../../src/onnx/perception.ts";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import { manifestOf, scratch, writeBundle } from "../bundles.ts";
import { constant, model, node, value } from "../model.ts";
import { type Replayed, writeReplay } from "./replay-graph.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
const folder = scratch("spatialclaw-odd-");
let folders = 0;
const fresh = () => path.join(folder.path, String(folders++));
afterAll(async () => {
  await runtime.close();
  folder[Symbol.dispose]();
});

const [WIDTH, HEIGHT] = [56, 42];
const K = [50, 0, 28, 0, 50, 21, 0, 0, 1];

/** Plain pictures of one grey each, some centimetres apart. */
function photos(count: number, focal: FocalPrior | null = null): MediaInput {
  const frames = Array.from({ length: count }, (_, k): SourceFrame => {
    const image = { width: WIDTH, height: HEIGHT, data: new Uint8Array(3 * WIDTH * HEIGHT).fill(20 + 10 * k) };
    return {
      frameIndex: k,
      name: `${k}.png`,
      width: WIDTH,
      height: HEIGHT,
      seconds: null,
      geometry: null,
      focal,
      pixels: async () => image,
      encoded: () => Promise.reject(new Error("nobody looks")),
    };
  });
  return { kind: "images", name: "photos", frames, fps: null, durationSec: null, capture: null };
}

async function replays(input: MediaInput, change: Partial<Replayed> = {}): Promise<Replayed[]> {
  return Promise.all(
    input.frames.map(async (frame, k) => ({
      picture: await frame.pixels(),
      depth: new Float32Array(WIDTH * HEIGHT).fill(2 + k),
      extrinsics: inverseOf([1, 0, 0, 0.1 * k, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]).slice(0, 12),
      intrinsics: K,
      ...change,
    })),
  );
}

function see(input: MediaInput, name: string, frames = input.frames) {
  const { manifest } = readManifest(name);
  const segmenter = { segment: () => Promise.reject(new Error("nobody asks")) };
  return createOnnxPerception({ input, runtime, depth: { name, manifest }, segmenter }).reconstruct(frames);
}

describe("a model that gives", () => {
  it("NaN: an error that names the graph and the tensor", async () => {
    const input = photos(2);
    const depth = new Float32Array(WIDTH * HEIGHT).fill(1);
    depth[77] = Number.NaN;
    const name = writeReplay(fresh(), await replays(input, { depth }));
    await expect(see(input, name)).rejects.toThrow(/^anyview\.depth: 2 of 4704 values of the model are NaN/);
    const broken = writeReplay(fresh(), await replays(input, { extrinsics: new Array(12).fill(Number.NaN) }));
    await expect(see(input, broken)).rejects.toThrow(/^anyview\.extrinsics: 24 of 24 values of the model are NaN/);
  });

  it("infinite poses: the same", async () => {
    const input = photos(1);
    const name = writeReplay(
      fresh(),
      await replays(input, { extrinsics: new Array(12).fill(Number.POSITIVE_INFINITY) }),
    );
    await expect(see(input, name)).rejects.toThrow(/^anyview\.extrinsics: view 0 has no pose/);
  });

  it("depth of nothing or no end: not measured there", async () => {
    const input = photos(1);
    const depth = new Float32Array(WIDTH * HEIGHT).fill(3);
    depth.set([0, -1, Number.POSITIVE_INFINITY]);
    const { views } = await see(input, writeReplay(fresh(), await replays(input, { depth })));
    expect([...(views[0]?.depth.slice(0, 4) ?? [])]).toEqual([Number.NaN, Number.NaN, Number.NaN, 3]);
    expect(views[0]?.confidence).toBeNull();
  });

  it.each([
    [{ pixels: 61, source: "EXIF, 26 mm in 35 mm film" }, 61, /EXIF, 26 mm in 35 mm film/, 0.56],
    [null, 28 * Math.sqrt(3), /a guess of 60°/, 0.24],
  ])("a focal length of no camera: %s instead, and less trust", async (prior, focal, note, confidence) => {
    const input = photos(2, prior);
    const wrong = await replays(input, { intrinsics: [4.9e7, 0, 28, 0, 50, 21, 0, 0, 1] });
    const { views, scale, notes } = await see(input, writeReplay(fresh(), wrong));
    for (const { intrinsics } of views) {
      expect(intrinsics.fx).toBeCloseTo(focal, 9);
      expect(intrinsics.fy).toBeCloseTo(focal, 9);
    }
    expect(scale.confidence).toBeCloseTo(confidence, 9);
    expect(notes).toEqual([expect.stringMatching(note)]);
    expect(notes[0]).toContain("2 of 2 frames");
  });

  it("a fixed number of views: the last one is seen again, the result is of those asked for", async () => {
    const input = photos(5);
    const five = { views: { min: 5, max: 5, dynamic: false } };
    const name = writeReplay(fresh(), await replays(input), five);
    const { views } = await see(input, name, input.frames.slice(0, 3));
    expect(views.map(({ depth }) => depth[0])).toEqual([2, 3, 4]);
    expect(views.map(({ pose }) => Math.hypot(...pose.position))).toEqual([
      0,
      expect.closeTo(0.1),
      expect.closeTo(0.2),
    ]);
  });

  it("views in an order of its own: they come back as asked", async () => {
    const input = photos(4);
    const middle = { post: { depth: { kind: "z", unit: "metric", refView: "middle" } } } as const;
    const { views } = await see(input, writeReplay(fresh(), await replays(input), middle));
    expect(views.map(({ depth }) => depth[0])).toEqual([2, 3, 4, 5]);
  });
});

describe("a graph without cameras", () => {
  /** Mean of the three colours: dark is near. */
  const mean = (dims: readonly (number | string)[], extra: readonly Uint8Array[] = []) =>
    model({
      nodes: [node("ReduceMean", ["image"], ["depth"], { ints: { axes: [dims.length - 3] } }), ...extra],
      inputs: [value("image", "float32", dims)],
      outputs: [
        value(
          "depth",
          "float32",
          dims.map((dim, i) => (i === dims.length - 3 ? 1 : dim)),
        ),
        ...(extra.length > 0
          ? [
              value(
                "sky",
                "float32",
                dims.map((dim, i) => (i === 1 ? 1 : dim)),
              ),
            ]
          : []),
      ],
      ...(extra.length > 0 ? { constants: [constant("edge", "float32", [1], Float32Array.of(0.15))] } : {}),
    });
  const image: Manifest["image"] = {
    channelOrder: "rgb",
    range: "0..1",
    layout: "BCHW",
    inGraph: false,
    resize: { policy: "fixed-shapes", shapes: [[WIDTH, HEIGHT]], filter: "lanczos3", crop: "center" },
  };
  const write = (
    role: "anyview" | "metric",
    graph: Uint8Array,
    spec: Omit<RoleSpec, "file">,
    more: Partial<Manifest>,
  ) =>
    writeBundle(fresh(), manifestOf({ [role]: { file: "graph.onnx", ...spec } }, { image, ...more }), {
      "graph.onnx": graph,
    });

  it("is good for one frame, with the lens that the file tells of", async () => {
    const dims = ["b", 3, "h", "w"] as const;
    const spec = {
      inputs: { image: { name: "image", dtype: "float32", dims } },
      outputs: { depth: { name: "depth", dtype: "float32" } },
    } as const;
    const name = write("anyview", mean(dims), spec, { post: { depth: { kind: "z", unit: "relative" } } });
    const input = photos(2, { pixels: 70, source: "EXIF, 30 mm" });
    const { views, scale, notes } = await see(input, name, input.frames.slice(0, 1));
    expect(views[0]?.depth[5]).toBeCloseTo(20 / 255, 6);
    expect(views[0]?.intrinsics.fx).toBe(70);
    expect(scale).toEqual({ source: "relative", metric: false, confidence: 0 });
    expect(notes).toEqual([]);
    await expect(see(input, name)).rejects.toThrow(/^tiny gives no cameras: 2 frames cannot be put together/);
  });

  it("gives metres by the focal length, and puts sky far away", async () => {
    const dims = [1, 3, HEIGHT, WIDTH] as const;
    const spec = {
      inputs: { image: { name: "image", dtype: "float32", dims } },
      outputs: { depth: { name: "depth", dtype: "float32" }, sky: { name: "sky", dtype: "float32" } },
    } as const;
    const graph = mean(dims, [node("Sub", ["depth", "edge"], ["sky"])]);
    const post = {
      depth: {
        kind: "z",
        unit: "metric",
        metricRule: { type: "focal", focalDivisor: 300 },
        sky: { threshold: 0.3, isSkyIf: ">=" },
      },
    } as const;
    const name = write("metric", graph, spec, { post });
    const [frame] = photos(1, { pixels: 60, source: "EXIF, 26 mm" }).frames as [SourceFrame];
    // The upper half is light: sky. Below it two greys.
    const data = new Uint8Array(3 * WIDTH * HEIGHT).map((_, i) => (i < 63 * WIDTH ? 200 : i < 100 * WIDTH ? 60 : 80));
    const half = { ...frame, pixels: async () => ({ width: WIDTH, height: HEIGHT, data }) };
    const input = { ...photos(1), frames: [half] };
    const { views, scale } = await see(input, name);
    expect(views[0]?.depth[0]).toBeCloseTo(((80 / 255) * 60) / 300, 6);
    expect(views[0]?.depth[30 * WIDTH]).toBeCloseTo(((60 / 255) * 60) / 300, 6);
    expect(scale).toEqual({
      source: "metric rule from the focal length (EXIF, 26 mm)",
      metric: true,
      confidence: expect.closeTo(0.56),
    });
    const [, guessed] = [frame, { ...half, focal: null }];
    const guess = await see({ ...input, frames: [guessed] }, name);
    expect(guess.scale).toMatchObject({
      source: expect.stringContaining("a guess of 60°"),
      confidence: expect.closeTo(0.24),
    });
    await expect(see(photos(3), name)).rejects.toThrow(
      /3 frames cannot be put together; reconstruct one frame at a time/,
    );
  });
});
