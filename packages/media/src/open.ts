import path from "node:path";
import { captureFormatOf, LOOKED_FOR, openCapture } from "./capture/formats.ts";
import { inOrder } from "./in-order.ts";
import { type OpenContext, openContext } from "./input/context.ts";
import { type FoundPath, mediaIn } from "./input/paths.ts";
import { openPictures, refuseOther } from "./input/pictures.ts";
import { type MediaFile, mediaFile, resolveContent, resolveText } from "./input/resolve.ts";
import type { FrameList, InputSource, OpenOptions } from "./input/types.ts";
import { joinVideos, type OneVideo, openFrameList, openVideoFile } from "./input/videos.ts";
import { InputError, type MediaInput } from "./types.ts";

/**
 * Opens what a question is about: one capture, or pictures, or one or several videos. docs/inputs.md tells what each of
 * them may be. Rejects with InputError, one line, before anything else is done.
 */
export async function openInput(sources: readonly InputSource[], options: OpenOptions = {}): Promise<MediaInput> {
  if (sources.length === 0)
    throw new InputError("no input was given; name pictures, a video, a folder of pictures, or a capture folder");
  const context = openContext(options);
  const input = await openMain(sources, context);
  const { references = [] } = options;
  if (references.length === 0) return input;
  const files = (await inOrder(references, (source) => filesOf(source, context))).flat();
  return { ...input, references: await openPictures(files.flatMap(onlyPictures), context) };
}

async function openMain(sources: readonly InputSource[], context: OpenContext): Promise<MediaInput> {
  const lists = sources.filter(isFrameList);
  if (lists.length > 0) {
    if (lists.length < sources.length)
      throw new InputError("lists of frames cannot be mixed with other inputs; open them on their own");
    return joinVideos(await inOrder(lists, (list, i) => openList(list, i, context)));
  }
  const parts = await inOrder(sources.filter(isNoList), (source) => partsOf(source, context));
  const capture = parts.flat().find((part) => "format" in part);
  if (capture && "format" in capture) {
    if (parts.flat().length > 1)
      throw new InputError(`${capture.given} is a capture and cannot be mixed with other inputs; ask about it alone`);
    return openCapture(capture.format, capture.path);
  }
  const files = parts.flat() as MediaFile[];
  for (const file of files) refuseOther(file);
  const videos = files.filter(({ content }) => content === "video");
  if (videos.length === 0) {
    const frames = await openPictures(files, context);
    return { kind: "images", name: nameOf(files), frames, fps: null, durationSec: null, capture: null };
  }
  const picture = files.find(({ content }) => content !== "video");
  if (picture) {
    throw new InputError(
      `${picture.name} is no video, ${videos[0]?.name} is one; ask about pictures or about videos, and give pictures that belong to the question as references`,
    );
  }
  // One after the other: each decoder holds memory.
  const opened: OneVideo[] = [];
  for (const video of videos) opened.push(await openVideoFile(video, context));
  return joinVideos(opened);
}

type CapturePart = FoundPath & { readonly format: NonNullable<Awaited<ReturnType<typeof captureFormatOf>>> };

/** Files that a source stands for, or the capture that it is. */
async function partsOf(
  source: Exclude<InputSource, FrameList>,
  context: OpenContext,
): Promise<readonly (MediaFile | CapturePart)[]> {
  if (typeof source !== "string") return [await resolveContent(source, context)];
  const found = await resolveText(source, context);
  const parts = await inOrder(found, async (part) => {
    if ("source" in part) return [part];
    if (!part.isFolder) return [await plainFile(part)];
    const format = await captureFormatOf(part.path);
    if (format) return [{ ...part, format }];
    return inOrder(await mediaIn(part, LOOKED_FOR), (file) => mediaFile(file));
  });
  return parts.flat();
}

async function plainFile({ path: file, given }: FoundPath): Promise<MediaFile> {
  if (path.basename(file) === "transforms.json")
    throw new InputError(`${file} is a part of a capture; name its folder ${path.dirname(file)}`);
  return mediaFile(file, given);
}

async function filesOf(source: InputSource, context: OpenContext): Promise<readonly (MediaFile | CapturePart)[]> {
  if (isFrameList(source)) throw new InputError("a reference is a list of frames, expected a picture");
  return partsOf(source, context);
}

function onlyPictures(part: MediaFile | CapturePart): MediaFile[] {
  if ("format" in part) throw new InputError(`${part.given} is a capture, expected a picture as a reference`);
  return [part];
}

async function openList(list: FrameList, i: number, context: OpenContext): Promise<OneVideo> {
  const name = list.name ?? `video ${i + 1}`;
  if (list.pictures.length === 0) throw new InputError(`${name} has no frames; name its pictures`);
  const files = (await inOrder(list.pictures, (source) => filesOf(source, context))).flat().flatMap(onlyPictures);
  return openFrameList(files, { name, fps: list.fps }, context);
}

function isFrameList(source: InputSource): source is FrameList {
  return typeof source === "object" && "pictures" in source;
}

function isNoList(source: InputSource): source is Exclude<InputSource, FrameList> {
  return !isFrameList(source);
}

function nameOf(files: readonly MediaFile[]): string {
  const [first] = files;
  if (files.length === 1 || !first?.file) return first?.name ?? "";
  return path.basename(path.dirname(first.file));
}
