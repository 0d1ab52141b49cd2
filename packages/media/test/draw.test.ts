import { Mask } from "@spatialclaw/geometry";
import { drawBev, drawOverlay } from "@spatialclaw/media";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fitGround, gridStep } from "../src/draw/ground.ts";

async function pixels(bytes: Uint8Array) {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  return (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3),
  ];
}

describe("drawing", () => {
  it("colours what the mask covers and leaves the rest alone", async () => {
    const grey = { width: 120, height: 90, data: new Uint8Array(120 * 90 * 3).fill(100) };
    const mask = Mask.fromPredicate(120, 90, (x, y) => x >= 60 && y >= 45);
    const { image, width, height } = await drawOverlay(grey, [{ label: "box", mask }]);
    expect([width, height]).toEqual([120, 90]);
    const at = await pixels(image.bytes);
    expect(Math.max(...at(10, 10).map((c) => Math.abs(c - 100)))).toBeLessThan(6);
    const [r = 0, , b = 0] = at(110, 85);
    expect(r - b).toBeGreaterThan(40);
  });

  it("puts right to the right and ahead upwards", async () => {
    const { image } = await drawBev({
      width: 400,
      height: 400,
      cameras: [{ frame: 0, at: [0, 0], facing: [0, 1] }],
      objects: [
        { label: "right", at: [2, 0], outline: [] },
        { label: "ahead", at: [0, 2], outline: [] },
      ],
    });
    const { data, info } = await sharp(image.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    // First object orange (#e69f00), second sky blue (#56b4e9).
    const centre = (wanted: readonly number[]) => {
      let [n, sx, sy] = [0, 0, 0];
      for (let i = 0; i < data.length; i += 3) {
        if (wanted.every((c, k) => Math.abs((data[i + k] as number) - c) < 8)) {
          n++;
          sx += (i / 3) % info.width;
          sy += Math.floor(i / 3 / info.width);
        }
      }
      return [sx / n, sy / n] as const;
    };
    const [rightX, rightY] = centre([0xe6, 0x9f, 0x00]);
    const [aheadX, aheadY] = centre([0x56, 0xb4, 0xe9]);
    expect(rightX).toBeGreaterThan(aheadX);
    expect(aheadY).toBeLessThan(rightY);
  });

  it("takes the colour it is given and names a mask of another size", async () => {
    const grey = { width: 120, height: 90, data: new Uint8Array(120 * 90 * 3).fill(100) };
    const mask = Mask.fromPredicate(120, 90, (x) => x < 60);
    const { image } = await drawOverlay(grey, [{ label: "box", mask, color: "#0000ff" }]);
    const [r = 0, , b = 0] = (await pixels(image.bytes))(5, 5);
    expect(b - r).toBeGreaterThan(40);
    await expect(drawOverlay(grey, [{ label: "box", mask: Mask.empty(3, 3) }])).rejects.toThrow(
      'the mask of "box" has 3x3 pixels, expected the picture\'s 120x90',
    );
    await expect(drawOverlay(grey, [{ label: "box", mask, color: "blue" }])).rejects.toThrow(
      'color is "blue", expected #rrggbb',
    );
  });

  it("fits the ground with both axes alike and lines that do not crowd", () => {
    const fit = fitGround(
      [
        [-1, 0],
        [3, 2],
      ],
      500,
      400,
    );
    const [x0, y0] = fit.toPixel([0, 0]);
    const [x1, y1] = fit.toPixel([1, 1]);
    expect(x1 - x0).toBeCloseTo(fit.pixelsPerMetre);
    expect(y0 - y1).toBeCloseTo(fit.pixelsPerMetre);
    const [right, forward] = fit.toGround(...fit.toPixel([2.5, -7]));
    expect([right, forward]).toEqual([expect.closeTo(2.5), expect.closeTo(-7)]);
    expect(() => fitGround([[Number.NaN, 0]], 10, 10)).toThrow("a place is [NaN, 0], expected finite metres");
    expect([500, 100, 30, 5, 0.9].map(gridStep)).toEqual([1, 1, 2, 10, 100]);
  });
});
