import { createHash } from "node:crypto";

/**
 * Arrays under the hash of their content: the same depth map put twice is kept once, and an id never means
 * something else. In memory; dropped with the session.
 */
export class PageStore {
  readonly #pages = new Map<string, Uint8Array>();

  /** Keeps the bytes as they are: do not write to them afterwards. Returns their id. */
  put(bytes: Uint8Array): string {
    const id = createHash("sha256").update(bytes).digest("hex").slice(0, 32);
    if (!this.#pages.has(id)) this.#pages.set(id, bytes);
    return id;
  }

  /** Throws when the id was never given out. */
  get(id: string): Uint8Array {
    const page = this.#pages.get(id);
    if (!page) throw new RangeError(`there is no page ${JSON.stringify(id)}; ids come from put()`);
    return page;
  }

  get size(): number {
    return this.#pages.size;
  }
}
