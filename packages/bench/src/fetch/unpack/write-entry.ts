import { createReadStream, createWriteStream } from "node:fs";
import { lstat, mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { crc32 } from "node:zlib";
import { DRAFT } from "../place.ts";
import type { Entry } from "./entry.ts";

/**
 * Writes a file of an archive, whole or not at all. One that is there with the same content stays as it is: what was
 * cut off goes on.
 */
export async function writeEntry(entry: Entry, target: string, signal?: AbortSignal): Promise<void> {
  if (await isThere(entry, target)) return;
  const draft = `${target}${DRAFT}`;
  await mkdir(path.dirname(target), { recursive: true });
  try {
    const content = await entry.open();
    await pipeline(content, (chunks: AsyncIterable<Uint8Array>) => checked(chunks, entry), createWriteStream(draft), {
      ...(signal ? { signal } : {}),
    });
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function isThere({ bytes, crc32: wanted }: Entry, target: string): Promise<boolean> {
  const there = await lstat(target).catch(() => null);
  if (wanted === null || there?.size !== bytes || !there.isFile()) return false;
  let found = 0;
  for await (const chunk of createReadStream(target)) found = crc32(chunk, found);
  return found === wanted;
}

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  { path: place, bytes, crc32: wanted }: Entry,
): AsyncGenerator<Uint8Array> {
  let [size, found] = [0, 0];
  for await (const chunk of chunks) {
    size += chunk.length;
    if (wanted !== null) found = crc32(chunk, found);
    yield chunk;
  }
  if (size !== bytes || (wanted !== null && found !== wanted)) throw new Error(`${place} in it is damaged`);
}
