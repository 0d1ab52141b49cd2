import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { InputError } from "@spatialclaw/media";

const CHUNK = 1 << 20;
const FEED = 0x0a;

/**
 * A file of JSON objects that several processes append to, each of which may be killed at any moment.
 *
 * A record goes out in one write to a descriptor opened for appending, so that records do not mix. It begins with the
 * line feed instead of ending with one: whatever a killed process left of its last record, the next one starts on a
 * line of its own. No end is needed, since no beginning of a JSON object is a JSON object.
 */
export class LineLog {
  readonly #file: string;
  readonly #fd: number;
  #offset = 0;
  #torn = 0;

  /** Creates the file where there is none. Throws InputError when it cannot be read and written. */
  constructor(file: string, { readOnly = false }: { readonly readOnly?: boolean } = {}) {
    this.#file = file;
    try {
      this.#fd = openSync(file, readOnly ? "r" : "a+");
    } catch (error) {
      throw new InputError(`cannot open ${file}: ${reasonOf(error)}`, "environment");
    }
  }

  /** Lines that are no record: what processes left that were killed while they wrote. */
  get torn(): number {
    return this.#torn;
  }

  /** Throws InputError when the disk takes no more; what stood there before is untouched. */
  append(record: object): void {
    const bytes = Buffer.from(`\n${JSON.stringify(record)}`);
    let written: number;
    try {
      written = writeSync(this.#fd, bytes);
    } catch (error) {
      throw new InputError(`cannot write ${this.#file}: ${reasonOf(error)}; ${WAY_OUT}`, "environment");
    }
    if (written < bytes.length)
      throw new InputError(`cannot write ${this.#file}: the disk is full; ${WAY_OUT}`, "environment");
  }

  /** Records that were not read yet, in order, other processes' included. */
  *next(): Generator<Record<string, unknown>> {
    let rest = Buffer.alloc(0);
    const size = fstatSync(this.#fd).size;
    for (let at = this.#offset; at < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size - at));
      const read = readSync(this.#fd, chunk, 0, chunk.length, at);
      if (read === 0) break;
      at += read;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let start = 0;
      for (let end = rest.indexOf(FEED); end >= 0; end = rest.indexOf(FEED, start)) {
        const line = rest.subarray(start, end);
        start = end + 1;
        this.#offset += line.length + 1;
        const record = recordIn(line);
        if (record) yield record;
        else if (line.length > 0) this.#torn++;
      }
      rest = rest.subarray(start);
    }
    const last = recordIn(rest);
    // Else it is still being written, or torn: the next line feed tells.
    if (!last) return;
    this.#offset += rest.length;
    yield last;
  }

  close(): void {
    closeSync(this.#fd);
  }
}

const WAY_OUT = "make room and go on with --resume: finished samples are kept";

function recordIn(line: Buffer): Record<string, unknown> | null {
  if (line.length === 0) return null;
  try {
    const value: unknown = JSON.parse(line.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** "ENOSPC: no space left on device", without the call that Node adds. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split(", ")[0] ?? error.message) : String(error);
}
