import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { decodedOnce } from "./cache/decoded.ts";
import { focalPrior } from "./focal.ts";
import { type EncodedImage, type FocalPrior, InputError, type RgbImage } from "./types.ts";

/** A file by its path, or its content. */
export type ImageSource = string | Uint8Array;

const SENDABLE: Readonly<Record<string, EncodedImage["mime"]>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
};
const JPEG = { quality: 90 } as const;
const WHITE = { background: "#ffffff" } as const;

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
  /** Whether a chat model sees in the file's own bytes what `readRgb` gives. */
  readonly isPlain: boolean;
  readonly focal: FocalPrior | null;
}

/** Size and format without decoding. Throws InputError when it is no image. `name` stands for bytes in errors. */
export async function imageHeader(source: ImageSource, name?: string): Promise<ImageHeader> {
  try {
    const {
      width,
      height,
      format,
      orientation = 1,
      channels,
      bitsPerSample = null,
      ...more
    } = await sharp(source).metadata();
    if (format === "heif" && more.compression === "hevc" && !READS_HEVC) throw new Error(NO_HEVC);
    const turned = orientation >= 5;
    const size = turned ? { width: height, height: width } : { width, height };
    const isPlain =
      orientation === 1 && !more.hasAlpha && more.depth === "uchar" && more.space !== "cmyk" && (more.pages ?? 1) === 1;
    const focal = more.exif ? focalPrior(more.exif, size) : null;
    return { ...size, format, orientation, channels, bitsPerSample, isPlain, focal };
  } catch (error) {
    throw unreadable(source, name, error);
  }
}

/** The libvips that comes with sharp decodes AVIF, but not the patented coding of phones; one of the system may. */
const READS_HEVC = sharp.format.heif?.input.fileSuffix?.includes(".heic") ?? false;
const NO_HEVC =
  "it is HEIC with HEVC inside, which the installed libvips does not decode; convert it to JPEG (heif-convert, or the phone's setting Most Compatible)";

/** EXIF orientation first, then sRGB, transparency over white. Of a file, shared with other readers: do not write to it. */
export async function readRgb(source: ImageSource, name?: string): Promise<RgbImage> {
  if (typeof source !== "string") return decodeRgb(source, name);
  return decodedOnce(
    "rgb",
    source,
    () => decodeRgb(source, name),
    (image) => image.data.byteLength,
  );
}

async function decodeRgb(source: ImageSource, name?: string): Promise<RgbImage> {
  try {
    const { data, info } = await sharp(source)
      .autoOrient()
      .flatten(WHITE)
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
    throw unreadable(source, name, error);
  }
}

/** The file's own bytes where a chat model sees in them what `readRgb` gives, else a JPEG of it. */
export async function readEncoded(source: ImageSource, header: ImageHeader, name?: string): Promise<EncodedImage> {
  if (typeof source !== "string") return encoded(source, header, name);
  return decodedOnce(
    "encoded",
    source,
    () => encoded(source, header, name),
    (image) => image.bytes.byteLength,
  );
}

async function encoded(source: ImageSource, header: ImageHeader, name?: string): Promise<EncodedImage> {
  const mime = SENDABLE[header.format];
  try {
    if (mime && header.isPlain) return { mime, bytes: typeof source === "string" ? await readFile(source) : source };
    const upright = sharp(source).autoOrient().flatten(WHITE).toColourspace("srgb");
    return { mime: "image/jpeg", bytes: await upright.jpeg(JPEG).toBuffer() };
  } catch (error) {
    throw unreadable(source, name, error);
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
    throw unreadable(file, undefined, error);
  }
}

/** A 16-bit PNG that `readGrey` gives back to the last bit. */
export async function encodeGrey16(width: number, height: number, data: Uint16Array): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace("grey16")
    .png()
    .toBuffer();
}

/** `compression` from 0 to 9: 1 takes a fifth of the time of 6, the default, for some more bytes. */
export async function encodePng({ width, height, data }: RgbImage, compression = 6): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: compression })
    .toBuffer();
}

export async function encodeJpeg({ width, height, data }: RgbImage): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg(JPEG)
    .toBuffer();
}

function unreadable(source: ImageSource, name: string | undefined, error: unknown): InputError {
  if (error instanceof InputError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const reason =
    message === NO_HEVC
      ? NO_HEVC
      : message
          .split("\n")[0]
          ?.replace(/^.*?: /, "")
          .replace(/:$/, "");
  const shown = name ?? (typeof source === "string" ? `${path.basename(source)} in ${path.dirname(source)}` : "bytes");
  const way = message === NO_HEVC ? "" : "; replace or remove the file";
  return new InputError(`cannot read ${shown} as an image: ${reason}${way}`);
}
