import { open } from "node:fs/promises";

export type Content = "image" | "video" | "page" | "empty" | "other";

/** Brands of the ISO container that hold still pictures: AVIF and HEIC. */
const STILL_BRANDS: ReadonlySet<string> = new Set([
  ...["avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"],
]);
const TRANSPORT_PACKET = 188;
const HEAD_BYTES = 3 * (4 + TRANSPORT_PACKET);

/** What a file is by its first bytes; what it is called does not matter. */
export async function sniffFile(file: string): Promise<Content> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEAD_BYTES, 0);
    return sniff(head.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}

export function sniff(bytes: Uint8Array): Content {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES));
  if (head.length === 0) return "empty";
  const text = head.toString("latin1");
  if (/^\s*<(?:!doctype html|html|head|body)/i.test(text)) return "page";
  if (text.slice(4, 8) === "ftyp") return STILL_BRANDS.has(text.slice(8, 12)) ? "image" : "video";
  const hex = head.toString("hex");
  if (IMAGES.some((magic) => magic.test(hex))) return "image";
  if (VIDEOS.some((magic) => magic.test(hex)) || QUICKTIME.has(text.slice(4, 8))) return "video";
  return isTransport(head, 0, TRANSPORT_PACKET) || isTransport(head, 4, 4 + TRANSPORT_PACKET) ? "video" : "other";
}

/** MPEG transport packets, which begin with the same byte; those of Blu-ray and camcorders have a time in front. */
function isTransport(head: Buffer, from: number, step: number): boolean {
  return [0, 1, 2].every((i) => head[from + i * step] === 0x47);
}

/** JPEG, PNG, GIF, WebP, TIFF in both byte orders; in hexadecimal. */
const IMAGES: readonly RegExp[] = [
  /^ffd8ff/,
  /^89504e470d0a1a0a/,
  /^47494638(?:37|39)61/,
  /^52494646.{8}57454250/,
  /^4949(?:2a|2b)00/,
  /^4d4d00(?:2a|2b)/,
];

/** Matroska and WebM, AVI, FLV, Ogg, ASF, MPEG program and elementary streams, IVF, MXF; in hexadecimal. */
const VIDEOS: readonly RegExp[] = [
  /^1a45dfa3/,
  /^52494646.{8}41564920/,
  /^464c5601/,
  /^4f676753/,
  /^3026b275/,
  /^000001(?:ba|b3)/,
  /^0000(?:00)?01(?:06|07|08|09|40|42|46|67|27)/,
  /^444b4946/,
  /^060e2b34/,
];

/** First boxes of QuickTime files that do not state a brand. */
const QUICKTIME: ReadonlySet<string> = new Set(["moov", "mdat", "wide", "free", "skip"]);
