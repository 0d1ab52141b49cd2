import {
  encode,
  type PictureMark,
  paintBev,
  paintCrop,
  paintMarks,
  paintSheet,
  pictureCanvas,
} from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { fitGround } from "../src/draw/ground.ts";
import { colorAt, rgbOf } from "../src/draw/palette.ts";
import { apart, colorIn, nearest, type Rgb } from "./pixels.ts";

const GREY: Rgb = [100, 100, 100];
const grey = (width = 320, height = 240) =>
  pictureCanvas({ width, height, data: new Uint8Array(width * height * 3).fill(100) });
const color = (i: number) => rgbOf(colorAt(i));

function marked(...marks: PictureMark[]) {
  const surface = grey();
  paintMarks(surface, marks);
  return surface;
}

describe("marks", () => {
  it("outline boxes and leave their insides alone", () => {
    const surface = marked(
      { kind: "box", label: "sofa", at: [40, 80, 200, 200] },
      { kind: "box", label: "", at: [0, 0, 320, 240] },
    );
    for (const at of [
      [40, 150],
      [200, 150],
      [120, 200],
    ] as const)
      expect(nearest(surface, at, color(0))).toBeLessThan(40);
    for (const at of [
      [1, 120],
      [318, 120],
      [100, 238],
    ] as const)
      expect(nearest(surface, at, color(1))).toBeLessThan(40);
    expect(apart(colorIn(surface, 120, 150), GREY)).toBe(0);
    // The name stands on the upper edge.
    expect(apart(colorIn(surface, 120, 71), GREY)).toBeGreaterThan(30);
  });

  it("put points, lines and labels where they are", () => {
    const surface = marked(
      { kind: "point", label: "A", at: [60, 60] },
      {
        kind: "line",
        label: "edge",
        at: [
          [100, 200],
          [300, 100],
        ],
      },
      { kind: "label", label: "here", at: [250, 200] },
    );
    expect(nearest(surface, [60, 60], color(0), 0)).toBeLessThan(10);
    for (const at of [
      [110, 195],
      [290, 105],
    ] as const)
      expect(nearest(surface, at, color(1))).toBeLessThan(40);
    expect(apart(colorIn(surface, 250, 193), GREY)).toBeGreaterThan(30);
    expect(apart(colorIn(surface, 20, 220), GREY)).toBe(0);
  });

  it("keep names off the points, and of two near points from each other", () => {
    const surface = marked(
      { kind: "point", label: "first", at: [160, 120] },
      { kind: "point", label: "second", at: [164, 134] },
    );
    expect(nearest(surface, [160, 120], color(0), 0)).toBeLessThan(10);
    expect(nearest(surface, [164, 134], color(1), 0)).toBeLessThan(10);
  });

  it("take any names and any places", async () => {
    const long = "😀 שלום\n\uD800".repeat(900);
    const marks: PictureMark[] = Array.from({ length: 60 }, (_, i) => ({
      kind: "point",
      label: long,
      at: [i * 5, i * 4],
    }));
    const surface = marked(...marks, {
      kind: "line",
      label: "far",
      at: [
        [-1e5, -1e5],
        [1e5, 1e5],
        [1e5, 1e5],
      ],
    });
    expect((await encode(surface, "image/jpeg")).width).toBe(320);
  });
});

describe("a part", () => {
  it("shows the pixels of its box, stretched", () => {
    const data = Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (Math.floor(i / 3) % 40 >= 20 ? 200 : 50));
    const part = paintCrop(pictureCanvas({ width: 40, height: 30, data }), [15, 5, 25, 10], 200, 100);
    expect([part.canvas.width, part.canvas.height]).toEqual([200, 100]);
    expect(apart(colorIn(part, 60, 50), [50, 50, 50])).toBeLessThan(3);
    expect(apart(colorIn(part, 140, 50), [200, 200, 200])).toBeLessThan(3);
  });
});

describe("a sheet", () => {
  it("puts pictures in rows, each as large as its cell allows", async () => {
    const filled = (value: number, width: number, height: number) =>
      pictureCanvas({ width, height, data: new Uint8Array(width * height * 3).fill(value) });
    const pictures = [filled(40, 100, 80), filled(120, 50, 40), filled(200, 20, 80)];
    const sheet = await paintSheet({
      ...{ width: 224, height: 230, columns: 2, cell: 100, rows: [80, 80], gap: 8, caption: 20 },
      pictures: pictures.map((surface, i) => ({
        label: i === 0 ? "frame 0 ".repeat(700) : "",
        paint: async () => surface,
      })),
    });
    expect([sheet.canvas.width, sheet.canvas.height]).toEqual([224, 230]);
    const expected = [
      [58, 68, 40],
      [166, 68, 120],
      [18, 176, 200],
      [80, 176, 255],
    ] as const;
    for (const [x, y, value] of expected) expect(colorIn(sheet, x, y)).toEqual([value, value, value]);
    expect(nearest(sheet, [20, 18], [42, 42, 48], 8)).toBeLessThan(60);
  });
});

describe("arrows of a bird's-eye view", () => {
  it("go through their places and end in a head", () => {
    const path = [
      [0, 0],
      [2, 0],
      [2, 3],
    ] as const;
    const surface = paintBev({ width: 400, height: 400, objects: [], cameras: [], arrows: [{ label: "walk", path }] });
    const { toPixel } = fitGround([[0, 0], ...path], 400, 400);
    for (const place of [
      [1, 0],
      [2, 1],
      [2, 2],
    ] as const)
      expect(nearest(surface, toPixel(place), color(0))).toBeLessThan(40);
    const [x, y] = toPixel([2, 3]);
    expect(nearest(surface, [x - 4, y + 10], color(0))).toBeLessThan(40);
    expect(nearest(surface, toPixel([1, 2]), color(0), 4)).toBeGreaterThan(100);
  });
});
