import { describe, expect, it } from "vitest";
import { decodeCamera, inverseOf } from "../../../src/onnx/da3/camera.ts";
import { chunksOf } from "../../../src/onnx/da3/chunks.ts";
import { isPlausible, substituteFor } from "../../../src/onnx/da3/focal.ts";
import { fillSky, fitMetres } from "../../../src/onnx/da3/nested.ts";
import { quantile } from "../../../src/onnx/da3/quantile.ts";
import { ranks } from "../../../src/onnx/da3/ranks.ts";
import { balance, referenceView, toFront } from "../../../src/onnx/da3/reference.ts";
import { da3, off } from "./golden.ts";

const { content, numbers } = da3;
const RULE = { type: "nested", focalDivisor: 300 } as const;
const SKY = { threshold: 0.3, isSkyIf: ">=" } as const;

describe("cameras", () => {
  const { code, extrinsics, intrinsics, width, height, unusable } = content.cameras;
  const codes = numbers(code);
  const views = Array.from({ length: codes.length / 9 }, (_, n) => n);
  const decoded = views.map((n) => decodeCamera(codes.slice(9 * n, 9 * n + 9), width, height));

  it("are decoded from nine numbers", () => {
    const w2c = decoded.flatMap(({ c2w }) => inverseOf(c2w).slice(0, 12));
    expect(off(w2c, numbers(extrinsics))).toBeLessThan(1e-9);
    const k = decoded.flatMap(({ fx, fy, cx, cy }) => [fx, 0, cx, 0, fy, cy, 0, 0, 1]);
    const want = numbers(intrinsics);
    for (const [i, value] of want.entries())
      expect(Math.abs(k[i]! - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
  });

  it("with lenses that there are not are known", () => {
    expect(views.filter((n) => !isPlausible(decoded[n]!, { width, height }))).toEqual(unusable);
  });

  it("get the focal length of EXIF, or a view of 60 degrees", () => {
    const size = { width: 504, height: 378 };
    const exif = { fx: 400, fy: 400, source: "EXIF, 26 mm in 35 mm film" };
    expect(substituteFor(exif, size)).toBe(exif);
    for (const hint of [null, { ...exif, fx: 1e6 }, { ...exif, fy: Number.NaN }]) {
      const { fx, fy, source } = substituteFor(hint, size);
      expect(fx).toBeCloseTo(252 * Math.sqrt(3), 9);
      expect(fy).toBe(fx);
      expect(source).toContain("60°");
    }
  });
});

describe("the reference view", () => {
  it.each(content.references)("of random tokens is $reference", ({ tokens, balance: want, reference }) => {
    expect(off(balance(numbers(tokens), want.length), want)).toBeLessThan(1e-12);
    expect(referenceView(numbers(tokens), want.length)).toBe(reference);
  });

  it("is the first of one or two", () => {
    expect(referenceView([9, 1, 2, 8], 2)).toBe(0);
    expect(toFront(4, 2)).toEqual([2, 0, 1, 3]);
  });
});

describe("the nested rule", () => {
  it.each(content.rules)("$name", ({ intrinsics, out, isMetric, scale, skyDepth, ...given }) => {
    const k = numbers(intrinsics);
    // The same rounding to floats that a graph's output has.
    const maps = {
      depth: Float32Array.from(numbers(given.depth)),
      confidence: Float32Array.from(numbers(given.confidence)),
      metricDepth: Float32Array.from(numbers(given.metricDepth)),
      sky: Float32Array.from(numbers(given.sky)),
      focals: [0, 1].map((n) => (k[9 * n]! + k[9 * n + 4]!) / 2),
    };
    const fitted = fitMetres(maps, RULE, SKY);
    expect(fitted.isMetric).toBe(isMetric);
    expect(fitted.scale / scale).toBeCloseTo(1, 6);
    if (skyDepth === null) expect(fitted.skyDepth).toBeNull();
    else expect((fitted.skyDepth as number) / skyDepth).toBeCloseTo(1, 6);
    expect(off(maps.depth, numbers(out.depth))).toBeLessThan(1e-6);
    expect(off(maps.confidence, numbers(out.confidence))).toBeLessThan(1e-6);
  });

  it.each(content.rules)("a metric model alone: $name", ({ metricDepth, sky, alone }) => {
    const depth = Float32Array.from(numbers(metricDepth).slice(0, 192), (value) => (value * alone.focal) / 300);
    fillSky(depth, Float32Array.from(numbers(sky).slice(0, 192)), SKY, {});
    expect(off(depth, numbers(alone.depth))).toBeLessThan(1e-6);
  });

  it("tells how well the two graphs agree", () => {
    const depth = Float32Array.from({ length: 100 }, (_, i) => 1 + i / 50);
    const fit = (metricDepth: Float32Array) =>
      fitMetres(
        {
          depth: depth.slice(),
          confidence: new Float32Array(100).fill(2),
          metricDepth,
          sky: new Float32Array(100),
          focals: [300],
        },
        RULE,
        SKY,
      );
    const same = fit(depth.map((value) => 3 * value));
    expect(same.scale).toBeCloseTo(3, 6);
    expect(same.disagreement).toBeLessThan(1e-6);
    expect(fit(depth.map((value, i) => value * (i % 2 === 0 ? 2 : 4))).disagreement).toBeGreaterThan(0.2);
  });
});

describe("ranks and quantiles", () => {
  it.each(content.rules)("$name", ({ confidence, ranks: want }) => {
    expect(off(ranks(Float32Array.from(numbers(confidence))), numbers(want))).toBeLessThan(1e-7);
  });

  it("equal values have equal ranks, over all signs", () => {
    expect([...ranks(Float32Array.of(3, -1, 3, 0, -2, 3))]).toEqual([0.5, 1 / 6, 0.5, 2 / 6, 0, 0.5].map(Math.fround));
  });

  it.each([0, 0.25, 0.5, 0.77, 0.99, 1])("quantile %s is that of the sorted values", (q) => {
    const values = Float32Array.from({ length: 501 }, (_, i) => Math.sin(i * 7.3) * 10 ** (i % 7));
    const keep = (i: number) => i % 3 !== 0;
    const sorted = [...values].filter((_, i) => keep(i)).sort((a, b) => a - b);
    const rank = q * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(rank)]!, sorted[Math.ceil(rank)]!];
    expect(
      quantile(
        values,
        q,
        Uint8Array.from(values, (_, i) => (keep(i) ? 1 : 0)),
      ),
    ).toBeCloseTo(low + (high - low) * (rank % 1), 6);
    expect(quantile(values, q, new Uint8Array(501))).toBeNaN();
  });
});

describe("runs over more views than fit", () => {
  it.each([
    [5, 8],
    [9, 8],
    [64, 16],
    [64, 8],
    [17, 16],
    [7, 2],
    [10, 3],
  ])("%s views, %s at a time", (views, most) => {
    const chunks = chunksOf(views, most);
    expect(chunks[0]?.[0]).toBe(0);
    expect(chunks.at(-1)?.[1]).toBe(views);
    for (const [from, to] of chunks) expect(to - from).toBe(Math.min(views, most));
    for (const [k, [from]] of chunks.entries()) if (k > 0) expect(from).toBeLessThan(chunks[k - 1]![1]);
    for (const [k, [from]] of chunks.entries()) if (k > 0) expect(from).toBeGreaterThan(chunks[k - 1]![0]);
  });

  it("cannot share anything one at a time", () => {
    expect(chunksOf(3, 1)).toEqual([]);
  });
});
