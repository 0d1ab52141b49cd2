import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { openCapture, TRANSFORMS } from "./capture/open.ts";
import { IMAGE_ENDINGS, imageHeader, readEncoded, readRgb } from "./images.ts";
import { inOrder } from "./in-order.ts";
import { InputError, type MediaInput, type SourceFrame } from "./types.ts";

const VIDEO_ENDINGS: ReadonlySet<string> = new Set([".mp4", ".mov", ".mkv", ".webm", ".avi", ".m4v"]);

/**
 * Opens what a question is about: one capture folder, or folders of images and image files in any mix.
 * Rejects with InputError, one line, before anything else is done.
 */
export async function openInput(paths: readonly string[]): Promise<MediaInput> {
  if (paths.length === 0)
    throw new InputError("no input was given; name a capture folder, a folder of images, or images");
  const files: string[] = [];
  for (const given of paths) {
    const root = path.resolve(given);
    const found = await stat(root).catch(() => null);
    if (!found) throw new InputError(`there is no file or folder ${given}; check the path`);
    if (!found.isDirectory()) files.push(root);
    else if (await isCapture(root)) {
      if (paths.length > 1)
        throw new InputError(`${given} is a capture and cannot be mixed with other inputs; ask about it alone`);
      return openCapture(root);
    } else files.push(...(await imagesIn(root, given)));
  }
  return openImages(files);
}

async function isCapture(folder: string): Promise<boolean> {
  return (await stat(path.join(folder, TRANSFORMS)).catch(() => null)) !== null;
}

async function imagesIn(folder: string, given: string): Promise<string[]> {
  // What begins with a dot is some system's own note about a file, not a picture.
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  const images = names.filter((name) => IMAGE_ENDINGS.has(endingOf(name)));
  const video = names.find((name) => VIDEO_ENDINGS.has(endingOf(name)));
  if (images.length === 0 && video !== undefined) throw unreadVideo(path.join(given, video));
  if (images.length === 0)
    throw new InputError(`${given} holds no images and no ${TRANSFORMS}; name a folder with one of them`);
  // frame_2 comes before frame_10.
  const order = new Intl.Collator("en", { numeric: true });
  return images.sort(order.compare).map((name) => path.join(folder, name));
}

async function openImages(files: readonly string[]): Promise<MediaInput> {
  const frames = await inOrder(files, openImage);
  const [first = ""] = files;
  const name = path.basename(files.length === 1 ? first : path.dirname(first));
  return { kind: "images", name, frames, fps: null, durationSec: null, capture: null };
}

async function openImage(file: string, frameIndex: number): Promise<SourceFrame> {
  if (VIDEO_ENDINGS.has(endingOf(file))) throw unreadVideo(file);
  if (path.basename(file) === TRANSFORMS)
    throw new InputError(`${file} is a part of a capture; name its folder ${path.dirname(file)}`);
  if (!IMAGE_ENDINGS.has(endingOf(file))) {
    throw new InputError(
      `${file} is no image this version reads; expected one of ${[...IMAGE_ENDINGS].join(" ")}, or a folder`,
    );
  }
  const header = await imageHeader(file);
  return {
    frameIndex,
    name: path.basename(file),
    width: header.width,
    height: header.height,
    seconds: null,
    geometry: null,
    pixels: () => readRgb(file),
    encoded: () => readEncoded(file, header),
  };
}

function endingOf(name: string): string {
  return path.extname(name).toLowerCase();
}

function unreadVideo(file: string): InputError {
  return new InputError(
    `${file} is a video, which this version does not read; extract its frames into a folder first`,
    "environment",
  );
}
