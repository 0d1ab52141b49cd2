import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { ImageSource } from "../images.ts";
import { InputError } from "../types.ts";
import type { OpenContext } from "./context.ts";
import { dataUrlBytes } from "./data-url.ts";
import { fetchInput } from "./fetch.ts";
import { type FoundPath, findPath, globbed, isGlob } from "./paths.ts";
import { type Content, sniff, sniffFile } from "./sniff.ts";
import { type Spooled, spool } from "./spool.ts";
import type { InputSource, NamedContent } from "./types.ts";

/** One file of an input, wherever it came from. */
export interface MediaFile {
  readonly name: string;
  /** As it was named, for errors. */
  readonly given: string;
  readonly content: Content;
  /** To decode a picture from. */
  readonly source: ImageSource;
  /** To decode a video from; null: only in memory, it is written to a file first. */
  readonly file: string | null;
  /** Names the content where that is already known. */
  readonly key?: string;
}

/** Pictures are kept in memory up to this size, so that they outlive the cache. */
const IN_MEMORY_BYTES = 64 * 2 ** 20;

/** What a string names: files and folders on this machine, or a file from elsewhere. */
export async function resolveText(given: string, context: OpenContext): Promise<readonly (FoundPath | MediaFile)[]> {
  if (context.beyondPaths !== false) {
    if (given === "-") return [await fromStream("standard input", context.stdin ?? process.stdin, context)];
    if (/^data:/i.test(given)) return [await fromBytes("data URL", dataUrlBytes(given))];
    if (/^https?:/i.test(given)) return [await fromUrl(given, context)];
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(given) && !/^file:/i.test(given))
      throw new InputError(`${given.split(":")[0]}: addresses are not read, expected https: or http:, or a path`);
  }
  const found = await findPath(given);
  if (found) return [found];
  if (context.beyondPaths !== false && isGlob(given)) return globbed(given);
  throw new InputError(`there is no file or folder ${given}; check the path`);
}

/** `given` is what the user called it. */
export async function mediaFile(file: string, given: string = file): Promise<MediaFile> {
  try {
    return { name: path.basename(file), given, content: await sniffFile(file), source: file, file };
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}); check its permissions`);
  }
}

/** Content that the caller has, without a file. */
export async function resolveContent(
  source: Exclude<InputSource, string | { pictures: unknown }>,
  context: OpenContext,
): Promise<MediaFile> {
  const { name, content } = "content" in source ? (source as NamedContent) : { name: "picture", content: source };
  return content instanceof Uint8Array ? fromBytes(name, content) : fromStream(name, content, context);
}

async function fromBytes(name: string, bytes: Uint8Array): Promise<MediaFile> {
  if (bytes.byteLength === 0) throw new InputError(`${name} is empty, expected a picture or a video`);
  return { name, given: name, content: sniff(bytes), source: bytes, file: null };
}

async function fromUrl(given: string, context: OpenContext): Promise<MediaFile> {
  const { name, shown, bytes, stream } = await fetchInput(given, context.limits, context.signal);
  return fromStream(name, stream, context, shown, bytes);
}

async function fromStream(
  name: string,
  stream: AsyncIterable<Uint8Array>,
  { fetched: cache, limits, onProgress, signal }: OpenContext,
  shown = name,
  total: number | null = null,
): Promise<MediaFile> {
  const spooled = await spool(stream, { cache, mostBytes: limits.mostBytes, shown }, (done) => {
    signal?.throwIfAborted();
    onProgress?.({ task: `reading ${shown}`, done, total, unit: "bytes" });
  });
  const content = await sniffFile(spooled.file);
  return { name, given: shown, content, source: await pictureSource(spooled, content), ...spooled };
}

async function pictureSource({ file }: Spooled, content: Content): Promise<ImageSource> {
  return content === "video" || (await stat(file)).size > IN_MEMORY_BYTES ? file : readFile(file);
}
