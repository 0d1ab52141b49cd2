import { createHash } from "node:crypto";
import { PageFolder } from "./folder.ts";

export interface PageStoreOptions {
  /** Where pages are kept beyond this process; created when absent. In memory alone by default. */
  readonly folder?: string;
}

/**
 * Arrays under the hash of their content: the same depth map put twice is kept once, and an id never means
 * something else. Everything that was put or read stays in memory until the store is dropped.
 */
export class PageStore {
  readonly #pages = new Map<string, Uint8Array>();
  /** In the order in which they came. */
  readonly #ids: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #folder: PageFolder | null;

  constructor({ folder }: PageStoreOptions = {}) {
    this.#folder = folder === undefined ? null : new PageFolder(folder);
  }

  /** Keeps the bytes as they are: do not write to them afterwards, nor to their buffer. Returns their id. */
  put(bytes: Uint8Array): string {
    const id = idOf(bytes);
    if (this.#pages.has(id)) return id;
    this.#folder?.write(id, bytes);
    this.#keep(id, bytes);
    return id;
  }

  /** The page; do not write to it. Throws RangeError when there is no such page, Error when its file is damaged. */
  get(id: string): Uint8Array {
    const page = this.#pages.get(id) ?? this.#read(id);
    if (!page) throw new RangeError(`there is no page ${JSON.stringify(id)}; ids come from put()`);
    return page;
  }

  /** Little-endian, as is every machine that Node runs on here. */
  putFloat32(values: Float32Array): string {
    return this.put(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  getFloat32(id: string): Float32Array {
    const bytes = this.get(id);
    if (bytes.byteLength % 4 !== 0)
      throw new RangeError(`page ${id} has ${bytes.byteLength} bytes, expected a multiple of 4 for 32-bit floats`);
    // A view needs an address that 4 divides; bytes that begin elsewhere are copied.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
  }

  /** How many pages came before this one; -1 for one that is not in memory. */
  placeOf(id: string): number {
    return this.#places.get(id) ?? -1;
  }

  /** The page that came after that many others; null where there are not so many. */
  idAt(place: number): string | null {
    return this.#ids[place] ?? null;
  }

  /** Pages in memory. */
  get size(): number {
    return this.#pages.size;
  }

  #read(id: string): Uint8Array | null {
    const page = this.#folder?.read(id) ?? null;
    if (!page) return null;
    if (hashOf(page) !== id) throw new Error(`page ${id} is damaged: its content has another hash; delete its file`);
    this.#keep(id, page);
    return page;
  }

  #keep(id: string, bytes: Uint8Array): void {
    this.#pages.set(id, bytes);
    this.#places.set(id, this.#ids.length);
    this.#ids.push(id);
  }
}

/**
 * By place in their buffer: maps and masks that several stores share are hashed once. Of buffers that belong to one array
 * alone, or are shared between threads: others come from a pool, which writes to them again.
 */
const known = new WeakMap<ArrayBufferLike, Map<string, string>>();

/** 128 bits of SHA-256, hexadecimal. */
function idOf(bytes: Uint8Array): string {
  const { buffer, byteOffset, byteLength } = bytes;
  if (byteLength < buffer.byteLength && !(buffer instanceof SharedArrayBuffer)) return hashOf(bytes);
  const place = `${byteOffset} ${byteLength}`;
  const before = known.get(buffer)?.get(place);
  if (before !== undefined) return before;
  const id = hashOf(bytes);
  const places = known.get(buffer) ?? new Map<string, string>();
  known.set(buffer, places.set(place, id));
  return id;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}
