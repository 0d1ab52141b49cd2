import { describe, expect, it } from "vitest";
import { Mask } from "@spatialclaw/geometry";
import { drawBev, drawOverlay } from "@spatialclaw/media";
import sharp from "sharp";

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
});
