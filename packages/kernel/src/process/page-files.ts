import { createHash } from "node:crypto";
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Smaller pages travel in the message itself. */
const LEAST_BYTES = 16 * 1024;
/** What is kept for further sessions; those that have a page keep it anyway. */
const MOST_BYTES = 256 * 2 ** 20;

let root: string | null = null;
let folders = 0;
/** Bytes of the pages in `root`, least recently used first. */
const kept = new Map<string, number>();
let keptBytes = 0;

/**
 * Pages on their way to a kernel process: files in a folder that this process alone may read. Each is written once,
 * whatever sessions ask for it: their folders hold links.
 */
export class PageFiles {
  readonly folder: string;
  readonly #sent = new Set<string>();

  constructor() {
    root ??= newRoot();
    this.folder = path.join(root, String(++folders));
    mkdirSync(this.folder);
  }

  /** Name of the page's file; null for one that should go in the message, or where the disk refuses it. */
  put(id: string, bytes: Uint8Array): string | null {
    if (bytes.byteLength < LEAST_BYTES) return null;
    const name = createHash("sha256").update(id).digest("hex").slice(0, 32);
    if (this.#sent.has(name)) return name;
    try {
      linkSync(keep(name, bytes), path.join(this.folder, name));
    } catch {
      return null;
    }
    this.#sent.add(name);
    return name;
  }

  /** For another session in the same process: nothing of this one is left. */
  clear(): void {
    for (const name of this.#sent) rmSync(path.join(this.folder, name), { force: true });
    this.#sent.clear();
  }

  /** Safe to call twice. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The page's file, which is written where it is not there. */
function keep(name: string, bytes: Uint8Array): string {
  const file = fileOf(name);
  const isNew = !kept.delete(name);
  if (isNew) {
    writeFileSync(file, bytes);
    keptBytes += bytes.byteLength;
  }
  kept.set(name, bytes.byteLength);
  for (const [oldest, size] of kept) {
    if (keptBytes <= MOST_BYTES || oldest === name) break;
    rmSync(fileOf(oldest), { force: true });
    kept.delete(oldest);
    keptBytes -= size;
  }
  return file;
}

function fileOf(name: string): string {
  return path.join(root ?? "", name);
}

function newRoot(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-pages-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
