import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { packed, unpacked } from "./bundle-format.ts";

export interface ResultCacheOptions {
  /** Created with the first result. */
  readonly folder: string;
  /** What all results may take together; the least recently used ones go. */
  readonly maxBytes: number;
}

export interface CacheUse {
  readonly results: number;
  readonly bytes: number;
}

const KEY = /^[0-9a-f]{32}$/;
const ENDING = ".result";
const DRAFT = ".draft";
/** A draft of this age was left behind by a process that died. */
const OLD_DRAFT_MS = 3_600_000;

/**
 * Results on disk, by key (keyOf): plain values with typed arrays. A result is there whole or not at all; one that is
 * damaged counts as absent. Several processes may use one folder.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #maxBytes: number;

  constructor({ folder, maxBytes }: ResultCacheOptions) {
    this.#folder = path.resolve(folder);
    this.#maxBytes = maxBytes;
  }

  /** null when there is none. Arrays of the value lie in one SharedArrayBuffer. Counts as a use. */
  async get(key: string): Promise<{ readonly value: unknown } | null> {
    const file = this.#fileOf(key);
    const bytes = await readShared(file);
    if (!bytes) return null;
    const found = unpacked(bytes);
    if (!found) {
      await rm(file, { force: true });
      return null;
    }
    const now = new Date();
    await utimes(file, now, now).catch(() => {});
    return found;
  }

  /**
   * Keeps a value. A result that is larger than all may be together is not kept, and a disk that cannot be written is
   * no error: a cache only saves time. Throws TypeError for what is no plain value.
   */
  async put(key: string, value: unknown): Promise<void> {
    const pieces = packed(value);
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (bytes > this.#maxBytes) return;
    const file = this.#fileOf(key);
    const draft = path.join(this.#folder, `${randomUUID()}${DRAFT}`);
    try {
      await mkdir(this.#folder, { recursive: true });
      await write(draft, pieces);
      await rename(draft, file);
      await this.#evict(file);
    } catch {
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  async use(): Promise<CacheUse> {
    const entries = await this.#entries();
    return { results: entries.length, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  #fileOf(key: string): string {
    if (!KEY.test(key)) throw new RangeError(`${JSON.stringify(key)} is no key of a result; keys come from keyOf()`);
    return path.join(this.#folder, key + ENDING);
  }

  async #entries() {
    const names = await readdir(this.#folder).catch(() => []);
    const found = names
      .filter((name) => name.endsWith(ENDING))
      .map(async (name) => {
        const file = path.join(this.#folder, name);
        const known = await stat(file).catch(() => null);
        return known && { file, bytes: known.size, usedMs: known.mtimeMs };
      });
    return (await Promise.all(found)).filter((entry) => entry !== null);
  }

  /** @param newest Stays, whatever its time says. */
  async #evict(newest: string): Promise<void> {
    await this.#dropOldDrafts();
    const entries = (await this.#entries()).sort((a, b) => a.usedMs - b.usedMs);
    let total = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { file, bytes } of entries) {
      if (total <= this.#maxBytes) return;
      if (file === newest) continue;
      // Another process may have taken it already.
      await rm(file, { force: true }).catch(() => {});
      total -= bytes;
    }
  }

  async #dropOldDrafts(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (!name.endsWith(DRAFT)) continue;
      const file = path.join(this.#folder, name);
      const known = await stat(file).catch(() => null);
      if (known && Date.now() - known.mtimeMs > OLD_DRAFT_MS) await rm(file, { force: true });
    }
  }
}

async function write(file: string, pieces: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, "wx");
  try {
    for (const piece of pieces)
      for (let at = 0; at < piece.length; ) at += (await handle.write(piece, at)).bytesWritten;
  } finally {
    await handle.close();
  }
}

/** null when there is no such file. */
async function readShared(file: string): Promise<Uint8Array | null> {
  const handle = await open(file, "r").catch(() => null);
  if (!handle) return null;
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    for (let at = 0; at < size; ) {
      const { bytesRead } = await handle.read(bytes, at, size - at, at);
      if (bytesRead === 0) return null;
      at += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}
