import { describe, expect, it } from "vitest";
import type { ImageSpec } from "../../../src/onnx/manifest/index.ts";
import { fitPictures } from "../../../src/onnx/pictures/fit.ts";
import { makePicture } from "../../../src/onnx/pictures/make.ts";
import { resizePlane } from "../../../src/onnx/pictures/resize-plane.ts";
import { toTensor } from "../../../src/onnx/pictures/tensor.ts";
import { da3, off, picture } from "./golden.ts";

type Resize = ImageSpec["resize"];

const AGENT: Resize = {
  policy: "fixed-shapes",
  filter: "lanczos3",
  crop: "center",
  shapes: [
    [504, 504],
    [504, 378],
    [504, 336],
    [504, 280],
    [336, 504],
    [896, 504],
    [756, 504],
    [672, 504],
  ],
};
const upper = (size: number, more: Partial<Resize> = {}): Resize => ({
  policy: "upper-bound-multiple",
  size,
  multiple: 14,
  filter: "area-cubic",
  crop: "none",
  ...more,
});
const sized = (width: number, height: number) => ({ width, height });

/** Mean step between bytes, and how many are further apart than `steps`. */
function difference(got: Uint8Array, want: readonly number[], steps: number) {
  let [sum, far] = [0, 0];
  for (const [i, value] of want.entries()) {
    const step = Math.abs(got[i]! - value);
    sum += step;
    if (step > steps) far++;
  }
  return { mean: sum / want.length, far };
}

describe("pictures as the models take them", () => {
  it.each(da3.content.pictures)("$picture, $policy $size", async ({ picture: name, policy, size, shapes, ...want }) => {
    const image = await picture(name);
    const resize: Resize = policy === "fixed-shapes" ? { ...AGENT, shapes: shapes ?? [] } : upper(size as number);
    const [fit] = fitPictures(resize, [image]);
    const made = makePicture(image, fit?.steps ?? []);
    expect([made.width, made.height]).toEqual(want.to ?? want.shape);
    const bytes = da3.numbers(want.bytes);
    if (name === "alpha") {
      // Over white libvips rounds down where Pillow rounds to the nearest: one step in the input, two after lanczos.
      const { mean, far } = difference(made.data, bytes, 2);
      expect({ far: far / bytes.length < 0.001, mean: mean < 0.6 }).toEqual({ far: true, mean: true });
    } else if (policy === "fixed-shapes") {
      expect(difference(made.data, bytes, 0)).toEqual({ mean: 0, far: 0 });
    } else {
      // OpenCV's floats are half-way between two bytes now and then.
      const { mean, far } = difference(made.data, bytes, 1);
      expect({ far, mean: mean < 0.001 }).toEqual({ far: 0, mean: true });
    }
  });

  it.each(da3.content.agentShapes)("$size goes into $shape", ({ size, shape, crop: [left, top, width, height] }) => {
    const [fit] = fitPictures(AGENT, [sized(...size)]);
    expect(fit?.size).toEqual(sized(...shape));
    expect(fit?.seen).toEqual({ x0: left, y0: top, x1: left + width, y1: top + height });
  });

  it("normalises with the manifest's numbers, in its order of colours", () => {
    const image = { width: 2, height: 1, data: Uint8Array.of(0, 128, 255, 10, 20, 30) };
    const spec: ImageSpec = {
      channelOrder: "rgb",
      range: "0..1",
      layout: "BNCHW",
      inGraph: false,
      mean: [0.5, 0.25, 0],
      std: [0.5, 1, 2],
      resize: AGENT,
    };
    const planes = [
      [-1, 10 / 255 / 0.5 - 1],
      [128 / 255 - 0.25, 20 / 255 - 0.25],
      [0.5, 30 / 255 / 2],
    ];
    expect(off(toTensor([image], spec), planes.flat())).toBeLessThan(1e-7);
    expect([...toTensor([image], { ...spec, channelOrder: "bgr", inGraph: true })]).toEqual([255, 30, 128, 20, 0, 10]);
    const raw = toTensor([image], { ...spec, range: "0..255", mean: [1, 2, 3], std: [1, 1, 1] });
    expect([...raw]).toEqual([-1, 9, 126, 18, 252, 27]);
  });

  it("resizes planes as PyTorch does, shrinking with antialias", () => {
    const { tall } = da3.content;
    const made = { ...sized(70, 98), data: Uint8Array.from(da3.numbers("shelf.upper98")) };
    const spec: ImageSpec = {
      channelOrder: "rgb",
      range: "0..1",
      layout: "BNCHW",
      inGraph: false,
      mean: [0.485, 0.456, 0.406],
      std: [0.229, 0.224, 0.225],
      resize: upper(98),
    };
    const tensor = toTensor([made], spec);
    const [from, to] = [sized(70, 98), sized(56, 84)];
    const planes = [0, 1, 2].flatMap((c) => [
      ...resizePlane(tensor.subarray(c * 6860, (c + 1) * 6860), from, to, true),
    ]);
    expect(off(planes, da3.numbers(tall.metricInput).slice(0, planes.length))).toBeLessThan(1e-5);
  });
});

describe("fits", () => {
  it("one size for a mixed batch: the centres, as large as the smallest", () => {
    const fits = fitPictures(upper(504), [sized(1920, 1080), sized(1080, 1920), sized(640, 480)]);
    expect(fits.map(({ size }) => size)).toEqual(Array.from({ length: 3 }, () => sized(280, 280)));
    // 504 wide: 112 columns less on either side, of 1920 / 504 source pixels each.
    expect(fits[0]?.seen.x0).toBeCloseTo((112 * 1920) / 504, 9);
    expect(fits[0]?.seen).toMatchObject({ y0: 0, y1: 1080 });
    expect(fitPictures(AGENT, [sized(640, 480), sized(480, 640)]).map(({ size }) => size)).toEqual([
      sized(672, 504),
      sized(672, 504),
    ]);
  });

  it("the lower bound, and crops instead of a second resize", () => {
    const lower = upper(504, { policy: "lower-bound-multiple" });
    expect(fitPictures(lower, [sized(1920, 1080)])[0]?.size).toEqual(sized(896, 504));
    const [fit] = fitPictures(upper(500, { crop: "center" }), [sized(1000, 750)]);
    expect(fit?.size).toEqual(sized(490, 364));
    expect(fit?.steps.map(({ kind }) => kind)).toEqual(["resize", "crop"]);
    expect(fit?.seen).toEqual({ x0: 10, y0: 10, x1: 990, y1: 738 });
  });

  it("what a graph of fixed size takes, whatever the policy says", () => {
    const [fit] = fitPictures(upper(98), [sized(200, 100)], { width: 70, height: 98 });
    expect(fit?.size).toEqual(sized(70, 98));
    expect(fit?.seen).toEqual({ x0: 64, y0: 0, x1: 135, y1: 100 });
  });

  it("letterboxed pictures with grey around them", () => {
    const [fit] = fitPictures({ policy: "letterbox", size: [8, 8], filter: "bilinear" }, [sized(4, 2)]);
    expect(fit).toMatchObject({ size: sized(8, 8), inside: { x0: 0, y0: 2, x1: 8, y1: 6 } });
    const made = makePicture({ ...sized(4, 2), data: new Uint8Array(24).fill(9) }, fit?.steps ?? []);
    expect([...made.data.slice(0, 3), ...made.data.slice(8 * 3 * 2, 8 * 3 * 2 + 3)]).toEqual([128, 128, 128, 9, 9, 9]);
  });

  it.each([
    ["a single pixel", AGENT, sized(1, 1), sized(504, 504)],
    ["a single pixel, officially", upper(504), sized(1, 1), sized(504, 504)],
    ["a panorama, officially", upper(504), sized(20_000, 700), sized(504, 14)],
    ["a panorama of 2:1", AGENT, sized(20_000, 10_000), sized(504, 280)],
  ] as const)("%s", (_, resize, size, want) => {
    expect(fitPictures(resize, [size])[0]?.size).toEqual(want);
  });

  it.each([
    ["nothing", AGENT, sized(0, 5), /0x5 pixels shows nothing/],
    ["a strip", AGENT, sized(20_000, 500), /5 % of a picture of 20000x500.*cut it into parts/],
    ["a strip, officially", upper(504), sized(20_000, 100), /20000x100 pixels is too narrow.*distorted/],
  ] as const)("refuses %s", (_, resize, size, message) => {
    expect(() => fitPictures(resize, [size])).toThrow(message);
  });
});
