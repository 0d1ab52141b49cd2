import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";

/** An unfinished file that is older belongs to a process that died. */
const DRAFT_MS = 3_600_000;
/** After how much writing the folder is looked through, as a part of its limit. */
const LOOK_SHARE = 1 / 16;
/** Room that is made when the limit is reached. */
const KEEP_SHARE = 0.8;

/**
 * Files by name in one folder, the least recently used go first. A file appears whole or not at all, so several
 * processes may use the folder at once. A cache never fails: where it cannot read or write, nothing is cached.
 */
export class DiskCache {
  readonly folder: string;
  readonly #most: number;
  #unseen = Number.POSITIVE_INFINITY;

  constructor(folder: string, mostBytes: number) {
    this.folder = folder;
    this.#most = mostBytes;
  }

  async get(name: string): Promise<Uint8Array | null> {
    const file = path.join(this.folder, name);
    try {
      const bytes = await readFile(file);
      const now = new Date();
      void utimes(file, now, now).catch(() => undefined);
      return bytes;
    } catch {
      return null;
    }
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    if (bytes.byteLength > this.#most) return;
    const draft = path.join(this.folder, `${randomUUID()}.draft`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(draft, bytes, { flag: "wx" });
      await rename(draft, path.join(this.folder, name));
      this.#unseen += bytes.byteLength;
      if (this.#unseen > this.#most * LOOK_SHARE) await this.#makeRoom();
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  /** A file was put into the folder by other means. */
  async added(file: string): Promise<void> {
    const found = await stat(file).catch(() => null);
    this.#unseen += found?.size ?? 0;
    if (this.#unseen > this.#most * LOOK_SHARE) await this.#makeRoom(file).catch(() => undefined);
  }

  async remove(name: string): Promise<void> {
    await rm(path.join(this.folder, name), { force: true }).catch(() => undefined);
  }

  async #makeRoom(keep = ""): Promise<void> {
    this.#unseen = 0;
    const names = await readdir(this.folder);
    const files = (await Promise.all(names.map((name) => this.#describe(name)))).filter((file) => file !== null);
    let total = files.reduce((sum, { size }) => sum + size, 0);
    const dead = files.filter(({ file, usedMs }) => file.endsWith(".draft") && Date.now() - usedMs > DRAFT_MS);
    const oldest = files
      .filter(({ file }) => !file.endsWith(".draft") && file !== keep)
      .sort((a, b) => a.usedMs - b.usedMs);
    const most = total > this.#most ? this.#most * KEEP_SHARE : Number.POSITIVE_INFINITY;
    for (const { file, size } of [...dead, ...oldest]) {
      if (total <= most && !file.endsWith(".draft")) break;
      await rm(file, { force: true });
      total -= size;
    }
  }

  async #describe(name: string): Promise<{ file: string; size: number; usedMs: number } | null> {
    const file = path.join(this.folder, name);
    const found = await stat(file).catch(() => null);
    return found?.isFile() ? { file, size: found.size, usedMs: found.mtimeMs } : null;
  }
}
