import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { type EncodedImage, InputError, type RgbImage } from "./types.ts";

/** What libvips reads here and people have. */
export const IMAGE_ENDINGS: ReadonlySet<string> = new Set([
  ".jpg",
  ".jpeg",
  ".png",
  ".webp",
  ".avif",
  ".gif",
  ".tif",
  ".tiff",
]);

const SENDABLE: Readonly<Record<string, EncodedImage["mime"]>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};

export interface ImageHeader {
  /** After the EXIF orientation. */
  readonly width: number;
  readonly height: number;
  readonly format: string;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
  readonly channels: number;
  /** As stored; null for formats that do not say. */
  readonly bitsPerSample: number | null;
}

/** Size and format without decoding. Throws InputError when the file is no image. */
export async function imageHeader(file: string): Promise<ImageHeader> {
  try {
    const { width, height, format, orientation = 1, channels, bitsPerSample = null } = await sharp(file).metadata();
    const turned = orientation >= 5;
    const size = turned ? { width: height, height: width } : { width, height };
    return { ...size, format, orientation, channels, bitsPerSample };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** EXIF orientation first, then sRGB, transparency over white. */
export async function readRgb(file: string): Promise<RgbImage> {
  try {
    const { data, info } = await sharp(file)
      .autoOrient()
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .removeAlpha()
      .raw({ depth: "uchar" })
      .toBuffer({ resolveWithObject: true });
    return {
      width: info.width,
      height: info.height,
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The file's own bytes where a chat model can read them upright, else a JPEG of it. */
export async function readEncoded(file: string, header: ImageHeader): Promise<EncodedImage> {
  const mime = SENDABLE[header.format];
  try {
    if (mime && header.orientation === 1) return { mime, bytes: await readFile(file) };
    return {
      mime: "image/jpeg",
      bytes: await sharp(file).autoOrient().flatten({ background: "#ffffff" }).jpeg({ quality: 90 }).toBuffer(),
    };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A greyscale picture of 8 or 16 bits per sample, as stored: no colour management, no scaling. */
export async function readGrey(file: string): Promise<{ width: number; height: number; data: Uint16Array }> {
  try {
    const deep = (await sharp(file).metadata()).depth === "ushort";
    // Ids and millimetres are no colours: a profile must not touch them.
    const { data, info } = await sharp(file, { ignoreIcc: true })
      .toColourspace(deep ? "grey16" : "b-w")
      .raw({ depth: deep ? "ushort" : "uchar" })
      .toBuffer({ resolveWithObject: true });
    // Copied: samples of two bytes must begin at an even address.
    const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const { width, height } = info;
    return { width, height, data: deep ? new Uint16Array(bytes) : Uint16Array.from(new Uint8Array(bytes)) };
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** A 16-bit PNG that `readGrey` gives back to the last bit. */
export async function encodeGrey16(width: number, height: number, data: Uint16Array): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
}

export async function encodePng({ width, height, data }: RgbImage): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

function unreadable(file: string, error: unknown): InputError {
  const reason =
    error instanceof Error
      ? error.message
          .split("\n")[0]
          ?.replace(/^.*?: /, "")
          .replace(/:$/, "")
      : String(error);
  return new InputError(
    `cannot read ${path.basename(file)} in ${path.dirname(file)} as an image: ${reason}; replace or remove the file`,
  );
}
