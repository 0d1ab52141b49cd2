import sharp, { type Sharp } from "sharp";
import type { EncodedImage } from "./types.ts";

export interface PictureFormat {
  /** auto: JPEG, and what is drawn and small stays the PNG that it is. */
  readonly format: "auto" | "jpeg" | "png" | "webp";
  /** Of the longer side, in pixels; null: any. Pictures are never enlarged. */
  readonly maxSide: number | null;
  /** Of JPEG and WebP, 1 to 100. */
  readonly quality: number;
}

/** Bytes. A drawing of lines and letters is smaller and sharper as PNG than as JPEG; a photo is not. */
const SMALL_PNG = 65_536;

/**
 * The picture in that format and no larger than that; the very same object where it is so already, so that photos are
 * not compressed twice. Rejects when the bytes are no picture.
 */
export async function reencode(
  image: EncodedImage,
  { format, maxSide, quality }: PictureFormat,
): Promise<EncodedImage> {
  const isSmallPng = image.mime === "image/png" && image.bytes.length <= SMALL_PNG;
  const wanted = format === "auto" ? (isSmallPng ? "png" : "jpeg") : format;
  const mime = `image/${wanted}` as const;
  if (image.mime === mime && (maxSide === null || (await longerSide(image)) <= maxSide)) return image;
  let picture = sharp(image.bytes).autoOrient().flatten({ background: "#ffffff" });
  if (maxSide !== null)
    picture = picture.resize({ width: maxSide, height: maxSide, fit: "inside", withoutEnlargement: true });
  const bytes = await encoded(picture, wanted, quality, image.mime === "image/png").toBuffer();
  return { mime, bytes };
}

/** Thin coloured lines, as drawings have them, want their colours at full resolution. */
function encoded(picture: Sharp, format: "jpeg" | "png" | "webp", quality: number, drawn: boolean): Sharp {
  if (format === "png") return picture.png();
  // WebP's default effort takes five times as long for a tenth of the bytes.
  if (format === "webp") return picture.webp({ quality, effort: 0 });
  return picture.jpeg({ quality, chromaSubsampling: drawn ? "4:4:4" : "4:2:0" });
}

async function longerSide({ bytes }: EncodedImage): Promise<number> {
  const { width, height } = await sharp(bytes).metadata();
  return Math.max(width, height);
}
