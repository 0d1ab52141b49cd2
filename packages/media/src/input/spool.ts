import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DiskCache } from "../cache/disk-cache.ts";
import { InputError } from "../types.ts";

export interface Spooled {
  readonly file: string;
  /** SHA-256 of the content. */
  readonly key: string;
}

/**
 * Writes a stream into a file that is named by its content: videos are seeked in, and a stream cannot be. The file
 * appears whole or not at all; of a stream that fails or is too long, nothing stays.
 */
export async function spool(
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { cache, mostBytes, shown }: { cache: DiskCache | null; mostBytes: number; shown: string },
  onBytes: (done: number) => void = () => {},
): Promise<Spooled> {
  const folder = await writable(cache);
  const draft = path.join(folder, `${randomUUID()}.draft`);
  const hash = createHash("sha256");
  try {
    const handle = await open(draft, "wx");
    try {
      let done = 0;
      for await (const chunk of stream) {
        done += chunk.byteLength;
        if (done > mostBytes) throw tooLarge(shown, mostBytes);
        hash.update(chunk);
        await handle.writeFile(chunk);
        onBytes(done);
      }
      if (done === 0) throw new InputError(`${shown} is empty, expected a picture or a video`);
    } finally {
      await handle.close();
    }
    const key = hash.digest("hex");
    const file = path.join(folder, key);
    // The same content again: whoever reads the file that is there is not disturbed.
    if (await stat(file).catch(() => null)) await rm(draft);
    else await rename(draft, file);
    await cache?.added(file);
    return { file, key };
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

export function tooLarge(shown: string, mostBytes: number): InputError {
  return new InputError(
    `${shown} has more than ${Math.round(mostBytes / 2 ** 20)} MiB; fetch it by other means and name the file`,
  );
}

async function writable(cache: DiskCache | null): Promise<string> {
  if (cache) {
    const made = await mkdir(cache.folder, { recursive: true }).then(
      () => true,
      () => false,
    );
    if (made) return cache.folder;
  }
  return mkdtemp(path.join(tmpdir(), "spatialclaw-"));
}
