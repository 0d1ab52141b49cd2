import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, type MediaInput, type OpenOptions, openInput, type RgbImage } from "@spatialclaw/media";

const MEDIA = fileURLToPath(new URL("../../../test/fixtures/media/", import.meta.url));

/** What ffprobe and ffmpeg say of the clips; test/fixtures/media/make-videos.ts wrote it. */
export const GOLDENS: Readonly<Record<string, { seconds: readonly number[]; pictures: readonly number[] }>> =
  JSON.parse(await readFile(path.join(MEDIA, "videos.json"), "utf8"));

export const clip = (name: string): string => path.join(MEDIA, "videos", name);
export const goldenPicture = (name: string): string => path.join(MEDIA, "frames", `${name}.png`);
export const temporaryFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), "media-"));

export async function openClip(name: string, options: OpenOptions = {}): Promise<MediaInput> {
  return openInput([clip(name)], { cache: false, ...options });
}

/** The number that a clip's picture carries in the squares along its top; of turned clips they lie elsewhere. */
export function numberIn({ data, width }: RgbImage, name: string): number {
  let number = 0;
  for (let bit = 0; bit < 8; bit++) {
    let [x, y] = [8 * bit + 4, 8];
    if (name === "rotated-90.mp4") [x, y] = [y, 63 - x];
    if (name === "rotated-180.mp4") [x, y] = [63 - x, 47 - y];
    if (name === "rotated-270.mp4") [x, y] = [47 - y, x];
    number = 2 * number + ((data[3 * (y * width + x)] as number) > 127 ? 1 : 0);
  }
  return number;
}

/** The one line with which an input is refused. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof InputError)) throw new Error(`expected an InputError, got ${error}`);
  if (error.message.includes("\n")) throw new Error(`more than one line: ${error.message}`);
  return error.message;
}
