import { imageHeader, readEncoded, readRgb } from "../images.ts";
import { inOrder } from "../in-order.ts";
import { InputError, type SourceFrame } from "../types.ts";
import type { OpenContext } from "./context.ts";
import type { MediaFile } from "./resolve.ts";

/** One frame per picture; the index is the place in the list. */
export async function openPictures(
  files: readonly MediaFile[],
  { onProgress, signal }: OpenContext,
): Promise<SourceFrame[]> {
  let done = 0;
  return inOrder(files, async (file, frameIndex) => {
    signal?.throwIfAborted();
    const frame = await openPicture(file, frameIndex);
    onProgress?.({ task: "reading pictures", done: ++done, total: files.length, unit: "files" });
    return frame;
  });
}

/** What no decoder need look at. */
export function refuseOther({ given, name, content }: MediaFile): void {
  if (content === "empty") throw new InputError(`${given} is empty, expected a picture or a video`);
  if (content === "page") throw new InputError(`${given} holds a web page, expected a picture or a video`);
  if (content === "other" && !CALLED_IMAGE.test(name)) {
    throw new InputError(
      `${given} is neither a picture nor a video that can be read; name a JPEG, PNG, WebP or MP4, or a folder`,
    );
  }
}

/** Then the decoder says what is wrong with it. */
const CALLED_IMAGE = /(?:^|\.)(?:jpe?g|png|webp|avif|gif|tiff?|hei[cf]|bmp|jp2|jxl)$/i;

async function openPicture(file: MediaFile, frameIndex: number): Promise<SourceFrame> {
  const { name, given, content, source } = file;
  if (content === "video") throw new InputError(`${given} is a video, expected a picture`);
  refuseOther(file);
  const shown = typeof source === "string" ? undefined : name;
  const header = await imageHeader(source, shown);
  return {
    frameIndex,
    name,
    width: header.width,
    height: header.height,
    seconds: null,
    geometry: null,
    focal: header.focal,
    pixels: () => readRgb(source, shown),
    encoded: () => readEncoded(source, header, shown),
  };
}

/** Of a video that exists as pictures: `fps` frames a second, of one size. */
export function asVideoFrames(frames: readonly SourceFrame[], fps: number | null, name: string): SourceFrame[] {
  if (fps !== null && !(fps > 0 && Number.isFinite(fps)))
    throw new InputError(`the rate of ${name} is ${fps}, expected frames a second above 0`);
  const [first] = frames;
  const odd = frames.find(({ width, height }) => width !== first?.width || height !== first.height);
  if (first && odd) {
    throw new InputError(
      `${name}: ${odd.name} has ${odd.width}x${odd.height} pixels, ${first.name} ${first.width}x${first.height}; frames of one video have one size`,
    );
  }
  return frames.map((frame) => ({ ...frame, seconds: fps === null ? null : frame.frameIndex / fps }));
}
