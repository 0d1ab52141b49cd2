import { describe, expect, it } from "vitest";
import { type Filter, resample } from "../../../src/onnx/pictures/resample.ts";
import { golden } from "../goldens.ts";

interface Case {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly crop?: readonly [number, number, number, number];
  readonly input: string;
  readonly pillow: Readonly<Record<Filter, string>>;
  readonly torchvision: Readonly<Record<Filter, string>>;
}

const { content, numbers } = golden<{ cases: readonly Case[] }>("resample");

function picture([width, height]: readonly [number, number], bytes: readonly number[]) {
  return { width, height, data: Uint8Array.from(bytes) };
}

describe("resample gives the bytes of", () => {
  const listed = content.cases.flatMap((one) =>
    (["pillow", "torchvision"] as const).flatMap((like) =>
      Object.entries(one[like]).map(([filter, name]) => ({ one, like, filter: filter as Filter, name })),
    ),
  );

  it.each(listed)("$like: $filter, $one.from to $one.to, crop $one.crop", ({ one, like, filter, name }) => {
    const input = picture(one.from, numbers(one.input));
    const [width, height] = one.to;
    const [x0, y0, x1, y1] = one.crop ?? ([0, 0, ...one.from] as const);
    const made = resample(input, { width, height }, filter, { x0, y0, x1, y1 }, like);
    expect(made).toMatchObject({ width, height });
    expect([...made.data]).toEqual(numbers(name));
    expect(made.data).not.toBe(input.data);
  });
});

describe("resample refuses", () => {
  const tiny = picture([2, 2], new Array(12).fill(7));
  it.each([
    [tiny, { width: 0, height: 4 }, undefined, /0x4 pixels cannot be made/],
    [tiny, { width: 2.5, height: 4 }, undefined, /2\.5x4/],
    [tiny, { width: 1e6, height: 1e6 }, undefined, /1000000x1000000/],
    [picture([0, 0], []), { width: 4, height: 4 }, undefined, /0x0 pixels has 0 bytes/],
    [picture([2, 2], [1, 2, 3]), { width: 4, height: 4 }, undefined, /2x2 pixels has 3 bytes/],
    [tiny, { width: 4, height: 4 }, { x0: 0, y0: 0, x1: 3, y1: 2 }, /crop 0, 0 to 3, 2 is no part of the 2x2/],
    [tiny, { width: 4, height: 4 }, { x0: 1, y0: 0, x1: 1, y1: 2 }, /no part/],
    [tiny, { width: 4, height: 4 }, { x0: Number.NaN, y0: 0, x1: 1, y1: 2 }, /no part/],
  ])("%#", (image, size, crop, message) => {
    expect(() => resample(image, size, "bilinear", crop)).toThrow(message);
  });
});
