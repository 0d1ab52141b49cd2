import type { Page } from "playwright-core";
import sharp from "sharp";

type Rgb = readonly [r: number, g: number, b: number];

/** What is on the scene's canvas, without the labels over it. */
export interface Drawn {
  /** Of the canvas, other than the corner's colour: 0 to 1. */
  readonly filled: number;
  readonly colours: number;
  /** Pixels of about this colour. */
  count(colour: Rgb): number;
}

const LIKE = 24;

export async function drawn(page: Page): Promise<Drawn> {
  const labels = page.locator(".labels");
  await labels.evaluate((node) => {
    node.style.display = "none";
  });
  const { data, info } = await sharp(await page.locator(".stage canvas").screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  await labels.evaluate((node) => {
    node.style.display = "";
  });
  const pixels = info.width * info.height;
  const at = (i: number): Rgb => [data[3 * i] as number, data[3 * i + 1] as number, data[3 * i + 2] as number];
  const isLike = (a: Rgb, b: Rgb): boolean => a.every((value, c) => Math.abs(value - (b[c] as number)) <= LIKE);
  const all = Array.from({ length: pixels }, (_, i) => at(i));
  // The stage has round corners.
  const background = at(12 * info.width + 12);
  return {
    filled: all.filter((colour) => !isLike(colour, background)).length / pixels,
    colours: new Set(all.map((colour) => colour.map((value) => value >> 4).join())).size,
    count: (colour) => all.filter((one) => isLike(one, colour)).length,
  };
}
