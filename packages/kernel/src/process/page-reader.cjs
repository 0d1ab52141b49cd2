const { closeSync, fstatSync, openSync, readSync } = require("node:fs");
const path = require("node:path");

/** @import { AskKind, ReplyToChild } from "./protocol.ts" */

/**
 * @typedef {object} Fetched
 * @property {SharedArrayBuffer | string} content The bytes, or the sentence that says why there are none.
 * @property {string | null} next The page that is likely to be asked for next.
 */

/** Pages for the isolate: when it asks, and the one that it is likely to ask for next while it works on this one. */
class PageReader {
  /** @type {(kind: AskKind, name: string, json: string) => Promise<ReplyToChild>} */
  #ask;
  /** @type {string} */
  #folder;
  /** @type {{ readonly id: string, readonly page: Promise<Fetched> } | null} */
  #ahead = null;
  /**
   * To be fetched ahead as soon as the isolate has its own page; it may be quicker, and ask for this one itself.
   * @type {string | null}
   */
  #next = null;

  /**
   * @param {(kind: AskKind, name: string, json: string) => Promise<ReplyToChild>} ask
   * @param {string} folder Of the pages that come as files.
   */
  constructor(ask, folder) {
    this.#ask = ask;
    this.#folder = folder;
  }

  /** Between cells nobody answers: what is under way may never come. */
  forget() {
    this.#ahead = null;
    this.#next = null;
  }

  /** @param {string} id */
  async read(id) {
    const ahead = this.#ahead;
    this.forget();
    const early = ahead?.id === id ? await ahead.page.catch(() => null) : null;
    const { content, next } = early && typeof early.content !== "string" ? early : await this.#fetch(id);
    this.#next = next;
    if (next !== null) setImmediate(() => this.#fetchAhead(next));
    return content;
  }

  /** @param {string} id */
  #fetchAhead(id) {
    if (this.#next !== id) return;
    const page = this.#fetch(id);
    // Where it fails, the isolate's own question will say so.
    page.catch(() => undefined);
    this.#ahead = { id, page };
  }

  /**
   * @param {string} id
   * @returns {Promise<Fetched>}
   */
  async #fetch(id) {
    const reply = await this.#ask("page", id, "null");
    if (!reply.ok) return { content: reply.message, next: null };
    if ("json" in reply) return { content: "the host sent no bytes", next: null };
    const content = "file" in reply ? readShared(path.join(this.#folder, reply.file)) : toShared(reply.bytes);
    return { content, next: reply.next ?? null };
  }
}

/**
 * Shared, so that the isolate sees it without a copy; handed over once per page.
 * @param {Uint8Array} bytes
 */
function toShared(bytes) {
  const shared = new SharedArrayBuffer(bytes.byteLength);
  new Uint8Array(shared).set(bytes);
  return shared;
}

/** @param {string} file */
function readShared(file) {
  const handle = openSync(file, "r");
  try {
    const shared = new SharedArrayBuffer(fstatSync(handle).size);
    const bytes = new Uint8Array(shared);
    for (let at = 0; at < bytes.length; ) {
      const read = readSync(handle, bytes, at, bytes.length - at, at);
      if (read === 0) throw new Error(`page ${file} was cut`);
      at += read;
    }
    return shared;
  } finally {
    closeSync(handle);
  }
}

module.exports = { PageReader };
