import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PICTURE_FOLDER, type PictureRef, type TraceLine } from "@spatialclaw/agent";
import { reencode } from "@spatialclaw/media";
import { isPictureName, type PictureAddress } from "./pictures.ts";

/** All pictures of a page together, before base64 makes a third more of them. */
const BUDGET = 6 * 1024 * 1024;
/** Ever smaller, until a picture fits its share. */
const LADDER = [
  { maxSide: 1600, quality: 82 },
  { maxSide: 1024, quality: 78 },
  { maxSide: 768, quality: 72 },
  { maxSide: 512, quality: 66 },
  { maxSide: 320, quality: 60 },
] as const;

/** Encoding is off this thread. */
const AT_ONCE = 4;

const MIMES = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" } as const;

/** Every picture of the trace as a data URL, made smaller where all together would be too much; null where it is missing. */
export async function inlinePictures(runFolder: string, lines: readonly TraceLine[]): Promise<PictureAddress> {
  const files = [...new Set(lines.flatMap(picturesIn).map(({ file }) => file))].filter(isPictureName);
  const share = BUDGET / Math.max(1, files.length);
  const urls = new Map<string, string>();
  const waiting = files.values();
  const worker = async (): Promise<void> => {
    for (const file of waiting) {
      const url = await dataUrl(join(runFolder, PICTURE_FOLDER, file), share);
      if (url !== null) urls.set(file, url);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return (file) => urls.get(file) ?? null;
}

function picturesIn(line: TraceLine): readonly PictureRef[] {
  return line.type === "run.start" || line.type === "step.result" ? line.pictures : [];
}

async function dataUrl(path: string, most: number): Promise<string | null> {
  const mime = MIMES[path.slice(path.lastIndexOf(".") + 1) as keyof typeof MIMES];
  if (mime === undefined) return null;
  try {
    const found = await readFile(path);
    if (found.length === 0) return null;
    const { mime: kind, bytes } = await fitting({ mime, bytes: found }, most);
    return `data:${kind};base64,${Buffer.from(bytes).toString("base64")}`;
  } catch {
    return null;
  }
}

type Encoded = Parameters<typeof reencode>[0];

async function fitting(image: Encoded, most: number): Promise<Encoded> {
  if (image.bytes.length <= most) return image;
  // The first step that has a chance: half the side has a quarter of the bytes.
  const hopeless = Math.floor(Math.log2(image.bytes.length / most) / 2);
  let smaller = image;
  for (const step of LADDER.slice(Math.min(hopeless, LADDER.length - 1))) {
    smaller = await reencode(image, { format: "jpeg", ...step });
    if (smaller.bytes.length <= most) break;
  }
  return smaller;
}
