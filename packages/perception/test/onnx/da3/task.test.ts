import path from "node:path";
import type { RgbImage } from "@spatialclaw/media";
import { afterAll, describe, expect, it } from "vitest";
import { inverseOf } from "../../../src/onnx/da3/camera.ts";
import type { DepthInput, DepthOutput, ViewHint } from "../../../src/onnx/da3/types.ts";
import { readManifest } from "../../../src/onnx/manifest/index.ts";
import { fitPictures } from "../../../src/onnx/pictures/fit.ts";
import { makePicture } from "../../../src/onnx/pictures/make.ts";
import { toTensor } from "../../../src/onnx/pictures/tensor.ts";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { OutTensor } from "../../../src/onnx/runtime/task.ts";
import { FIXTURES } from "../goldens.ts";
import { da3, off, videoFrame } from "./golden.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

const WIDE = path.join(FIXTURES, "da3-wide");
const TALL = path.join(FIXTURES, "da3-tall");
const UNKNOWN: ViewHint = { focal: null, lens: null };
/** The bar. */
const PARITY = 1e-4;

const { content, numbers } = da3;

async function run(model: string, pictures: readonly RgbImage[], hints: readonly ViewHint[] = []) {
  const input: DepthInput = { pictures, hints: pictures.map((_, n) => hints[n] ?? UNKNOWN) };
  return (await runtime.submit<DepthOutput>({ model, task: "da3", input })).value;
}

async function wideViews(frames: readonly number[]): Promise<RgbImage[]> {
  const images = await Promise.all(frames.map(videoFrame));
  const { image } = readManifest(WIDE).manifest;
  const fits = fitPictures(image.resize, images);
  return images.map((picture, n) => makePicture(picture, fits[n]?.steps ?? []));
}

const flat = (output: DepthOutput, of: "depth" | "rawConfidence") =>
  output.views.flatMap((view) => [...(view[of] ?? [])]);
const extrinsics = ({ views }: DepthOutput) => views.flatMap(({ c2w }) => inverseOf(c2w).slice(0, 12));

describe("da3-wide: reference view by the selector, nested metres", () => {
  it.each(content.wide.cases)("frames $frames, reference $reference", async ({ frames, nested, withReference }) => {
    const output = await run(WIDE, await wideViews(frames));
    expect(off(flat(output, "depth"), numbers(nested.depth))).toBeLessThan(PARITY);
    expect(off(flat(output, "rawConfidence"), numbers(nested.confidence))).toBeLessThan(PARITY);
    expect(off(extrinsics(output), numbers(nested.extrinsics))).toBeLessThan(PARITY);
    const k = output.views.flatMap(({ fx, fy, cx, cy }) => [fx, 0, cx, 0, fy, cy, 0, 0, 1]);
    expect(off(k, numbers(withReference.intrinsics))).toBeLessThan(PARITY);
    expect(output).toMatchObject({ width: 98, height: 70, hasPoses: frames.length > 1, notes: [] });
    expect(output.scale).toMatchObject({ metric: true, source: "Depth Anything 3 nested (da3-tiny-wide)" });
    expect(output.scale.confidence).toBeGreaterThan(0);
    expect(output.scale.confidence).toBeLessThanOrEqual(0.9);
    const ranks = output.views.flatMap(({ confidence }) => [...(confidence ?? [])]);
    expect(Math.min(...ranks)).toBe(0);
    expect(Math.max(...ranks)).toBeLessThan(1);
  });

  it.each(content.wide.cases)("the graph as it is, frames $frames", async ({ frames, asGiven, tokens }) => {
    const pictures = await wideViews(frames);
    const { image } = readManifest(WIDE).manifest;
    const feeds = { image: { data: toTensor(pictures, image), dims: [1, frames.length, 3, 70, 98] } };
    const submit = async (role: string) => {
      const job = { model: WIDE, task: "graph", input: { role, feeds } };
      return (await runtime.submit<Readonly<Record<string, OutTensor>>>(job)).value;
    };
    expect(off((await submit("refSelector")).tokens?.data ?? [], numbers(tokens))).toBeLessThan(PARITY);
    if (!asGiven) return;
    const made = await submit("anyview");
    for (const [name, array] of Object.entries(asGiven))
      expect(off(made[name]?.data ?? [], numbers(array))).toBeLessThan(PARITY);
  });
});

describe("da3-tall: cameras decoded here, metric graph of another size", () => {
  const bytes = Uint8Array.from(numbers("shelf.upper98"));
  const mirrored = bytes.map((_, i) => {
    const [y, x, c] = [Math.floor(i / 210), Math.floor((i % 210) / 3), i % 3];
    return bytes[y * 210 + (69 - x) * 3 + c]!;
  });
  const pictures = [bytes, mirrored].map((data) => ({ width: 70, height: 98, data }));

  it("gives PyTorch's numbers", async () => {
    const { nested, intrinsics } = content.tall;
    const output = await run(TALL, pictures);
    expect(off(flat(output, "depth"), numbers(nested.depth))).toBeLessThan(PARITY);
    expect(off(flat(output, "rawConfidence"), numbers(nested.confidence))).toBeLessThan(PARITY);
    expect(off(extrinsics(output), numbers(nested.extrinsics))).toBeLessThan(PARITY);
    const k = output.views.flatMap(({ fx, fy, cx, cy }) => [fx, 0, cx, 0, fy, cy, 0, 0, 1]);
    expect(off(k, numbers(intrinsics))).toBeLessThan(PARITY);
  });

  it("takes a measured lens instead of the model's, for metres too", async () => {
    const own = await run(TALL, pictures);
    const lenses = own.views.map(({ fx, fy }) => ({ fx: 2 * fx, fy: 2 * fy, cx: 34, cy: 50, source: "calibration" }));
    const given = await run(
      TALL,
      pictures,
      lenses.map((lens) => ({ focal: null, lens })),
    );
    expect(given.views).toMatchObject(lenses.map(({ source: _, ...lens }) => lens));
    expect(given.views[0]!.depth[0]! / own.views[0]!.depth[0]!).toBeCloseTo(2, 5);
    expect(given.views[1]!.c2w[3]! / own.views[1]!.c2w[3]!).toBeCloseTo(2, 5);
  });
});

describe("more views than one run takes", () => {
  it("are seen in runs that share some, in one world, and say so", async () => {
    const frames = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    const output = await run(WIDE, await wideViews(frames));
    expect(output.views).toHaveLength(12);
    expect(output.notes).toEqual([expect.stringMatching(/^12 frames were seen in 2 runs of 8, joined on 4/)]);
    expect(flat(output, "depth").every(Number.isFinite)).toBe(true);
  });

  it("are refused beyond the limit", async () => {
    const [picture] = await wideViews([0]);
    const many = new Array<RgbImage>(65).fill(picture as RgbImage);
    await expect(run(WIDE, many)).rejects.toThrow(/65 frames are more than the 64 that da3-tiny-wide puts together/);
    await expect(run(WIDE, [])).rejects.toThrow(/no frame is named/);
  });
});
