import { createHash } from "node:crypto";
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Smaller pages travel in the message itself. */
const LEAST_BYTES = 16 * 1024;

let root: string | null = null;
let folders = 0;
/** By page: the folders that hold its file, each a link to the same bytes. */
const holders = new Map<string, Set<string>>();

/**
 * Pages on their way to a kernel process: files in a folder that this process alone may read. A page that another
 * session has got already is linked, not written again.
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
    const file = path.join(this.folder, name);
    const others = holders.get(name) ?? new Set<string>();
    try {
      if (![...others].some((other) => linked(path.join(other, name), file))) writeFileSync(file, bytes);
    } catch {
      rmSync(file, { force: true });
      return null;
    }
    holders.set(name, others.add(this.folder));
    this.#sent.add(name);
    return name;
  }

  /** Safe to call twice. */
  remove(): void {
    for (const name of this.#sent) {
      const others = holders.get(name);
      others?.delete(this.folder);
      if (others?.size === 0) holders.delete(name);
    }
    this.#sent.clear();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function newRoot(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-pages-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}
