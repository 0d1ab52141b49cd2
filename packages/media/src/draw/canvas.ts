import { createRequire } from "node:module";
import path from "node:path";
import { type Canvas, createCanvas, GlobalFonts, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { EncodedImage, RgbImage } from "../types.ts";

/** The same letters on every machine: the font comes with us. */
const FONT = "Inter";
const folder = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@fontsource/inter/package.json")),
  "files",
);
for (const weight of ["400", "600"])
  GlobalFonts.registerFromPath(path.join(folder, `inter-latin-${weight}-normal.woff`), FONT);

export interface Drawing {
  readonly image: EncodedImage;
  readonly width: number;
  readonly height: number;
}

export function font(pixels: number, bold = false): string {
  return `${bold ? "600 " : ""}${pixels}px ${FONT}`;
}

export function newCanvas(width: number, height: number): { canvas: Canvas; context: SKRSContext2D } {
  const canvas = createCanvas(width, height);
  return { canvas, context: canvas.getContext("2d") };
}

export async function encode(canvas: Canvas, mime: "image/png" | "image/jpeg"): Promise<Drawing> {
  const bytes = mime === "image/png" ? await canvas.encode("png") : await canvas.encode("jpeg", 88);
  return { image: { mime, bytes }, width: canvas.width, height: canvas.height };
}

export function putImage(context: SKRSContext2D, { width, height, data }: RgbImage): void {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, j = 0; i < data.length; i += 3, j += 4) {
    rgba[j] = data[i] as number;
    rgba[j + 1] = data[i + 1] as number;
    rgba[j + 2] = data[i + 2] as number;
    rgba[j + 3] = 255;
  }
  context.putImageData(new ImageData(rgba, width, height), 0, 0);
}

/** A label that can be read on any ground, kept inside the picture. */
export function tag(context: SKRSContext2D, text: string, x: number, y: number, fill: string, size: number): void {
  context.font = font(size, true);
  const pad = size * 0.35;
  const width = context.measureText(text).width + 2 * pad;
  const height = size + 2 * pad;
  const left = Math.max(0, Math.min(context.canvas.width - width, x - width / 2));
  const top = Math.max(0, Math.min(context.canvas.height - height, y - height / 2));
  context.fillStyle = "rgba(20, 20, 24, 0.82)";
  context.beginPath();
  context.roundRect(left, top, width, height, pad);
  context.fill();
  context.fillStyle = fill;
  context.fillRect(left, top + pad, 3, height - 2 * pad);
  context.fillStyle = "#ffffff";
  context.textBaseline = "middle";
  context.fillText(text, left + pad, top + height / 2);
}
