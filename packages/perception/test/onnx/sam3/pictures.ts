// The pictures and frames of the fixtures as a user's files come in.
import { readdirSync } from "node:fs";
import path from "node:path";
import { openInput, type RgbImage, type SourceFrame } from "@spatialclaw/media";
import sharp from "sharp";
import { FIXTURES } from "../goldens.ts";

const pixels = new Map<string, Promise<RgbImage>>();

export async function photos(...names: readonly string[]): Promise<readonly SourceFrame[]> {
  const files = names.map((name) => path.join(FIXTURES, "pictures", `${name}.png`));
  return (await openInput(files, { cache: false })).frames;
}

export function picture(name: string): Promise<RgbImage> {
  const open = async () => (name === "alpha" ? onWhite(name) : ((await photos(name))[0] as SourceFrame).pixels());
  const known = pixels.get(name) ?? open();
  pixels.set(name, known);
  return known;
}

/** Rounded, as Pillow does it and so the goldens; libvips, which media asks, cuts off and is up to one level darker. */
async function onWhite(name: string): Promise<RgbImage> {
  const file = path.join(FIXTURES, "pictures", `${name}.png`);
  const { data: rgba, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const data = Uint8Array.from({ length: info.width * info.height * 3 }, (_, i) => {
    const [at, channel] = [Math.floor(i / 3) * 4, i % 3];
    const alpha = rgba[at + 3]! / 255;
    return Math.round(rgba[at + channel]! * alpha + 255 * (1 - alpha));
  });
  return { width: info.width, height: info.height, data };
}

/** The twelve frames, 96x72, as a video of so many frames a second. */
export async function videoFrames(fps: number | null = 24): Promise<readonly SourceFrame[]> {
  const folder = path.join(FIXTURES, "video");
  const pictures = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
  return (await openInput([{ name: "discs", pictures, fps }], { cache: false })).frames;
}

export function bundle(name: string): string {
  return path.join(FIXTURES, name);
}

/** Intersection over union of bits and of a list of 0 and 1; 1 when both are empty. */
export function bitsIou(bits: Uint8Array, wanted: readonly number[]): number {
  let [shared, either] = [0, 0];
  for (const [i, want] of wanted.entries()) {
    const have = (bits[i >> 3]! >> (i & 7)) & 1;
    shared += have & want;
    either += have | want;
  }
  return either === 0 ? 1 : shared / either;
}
