import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

/** The bytes of several files as if they were one. */
export class JoinedFiles extends RandomAccessReader {
  readonly size: number;
  readonly #parts: readonly { readonly file: string; readonly from: number; readonly to: number }[];

  constructor(files: readonly string[]) {
    super();
    let size = 0;
    this.#parts = files.map((file) => {
      const from = size;
      size += statSync(file).size;
      return { file, from, to: size };
    });
    this.size = size;
  }

  /** @param end After the last byte. */
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#chunks(start, end), { objectMode: false });
  }

  /** All of them. */
  stream(): Readable {
    return this._readStreamForRange(0, this.size);
  }

  async *#chunks(start: number, end: number): AsyncGenerator<Buffer> {
    for (const { file, from, to } of this.#parts) {
      const first = Math.max(start, from);
      const last = Math.min(end, to);
      if (first < last) yield* createReadStream(file, { start: first - from, end: last - from - 1 });
    }
  }
}
