import sharp from "sharp";
import type { EncodedImage } from "../types.ts";
import { gridCrop, LONG_EDGE } from "./grid.ts";

const QUALITY = 90;

/** The picture as benchmarks show it: cropped around its middle and resized to a grid, as JPEG. */
export async function gridPicture({ bytes }: EncodedImage, longEdge: number = LONG_EDGE): Promise<EncodedImage> {
  const upright = sharp(bytes).autoOrient();
  const { autoOrient } = await upright.metadata();
  const { left, top, width, height, toWidth, toHeight } = gridCrop(autoOrient.width, autoOrient.height, longEdge);
  const resized = upright
    .flatten({ background: "#ffffff" })
    .extract({ left, top, width, height })
    .resize(toWidth, toHeight, { fit: "fill" })
    .toColourspace("srgb");
  return { mime: "image/jpeg", bytes: await resized.jpeg({ quality: QUALITY }).toBuffer() };
}
