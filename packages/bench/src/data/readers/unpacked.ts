import { openSync, read, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { workerFile } from "../../worker-file.ts";

const readAt = promisify(read);

/** Where a byte string lies in the unpacked file. */
export interface Piece {
  readonly start: number;
  readonly length: number;
}
export type UnpackedRow = Piece | null | (Piece | null)[];

export interface UnpackOrder {
  readonly file: string;
  readonly column: string;
  readonly rowStart: number;
  readonly rowEnd: number;
  /** The unpacked file, and where in it to go on. */
  readonly fd: number;
  readonly position: number;
}

/** Rows that are decoded together. */
export interface RowGroup {
  readonly start: number;
  readonly end: number;
}

/**
 * The pictures of a parquet file. A row group has to be decoded whole to get at one of them, which takes hundreds of
 * megabytes and seconds; so a worker does it once for each group and writes the pictures into a temporary file, from
 * which they are read one by one. The file has no name any more: it goes with the process, however that ends.
 */
export class Unpacked {
  readonly #file: string;
  readonly #groups: readonly RowGroup[];
  readonly #done = new Map<string, Promise<readonly UnpackedRow[]>>();
  #target: Promise<number> | null = null;
  #end = 0;
  /** One worker at a time: each may need a group's memory several times over. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string, groups: readonly RowGroup[]) {
    this.#file = file;
    this.#groups = groups;
  }

  /** A row's byte strings, as the column has them: one, or a list. */
  async row(column: string, index: number): Promise<Uint8Array | null | (Uint8Array | null)[]> {
    const [found] = await this.pieces(column, index, index + 1);
    return Array.isArray(found) ? Promise.all(found.map((piece) => this.#read(piece))) : this.#read(found ?? null);
  }

  /** Where the byte strings of some rows lie; the rows are of one group. */
  async pieces(column: string, start: number, end: number): Promise<readonly UnpackedRow[]> {
    const group = this.#groups.find((one) => start >= one.start && start < one.end);
    if (!group) return [];
    const key = `${group.start} ${column}`;
    const rows = this.#done.get(key) ?? this.#unpack(column, group);
    this.#done.set(key, rows);
    // What failed once may do so for want of space: the next call tries again.
    rows.catch(() => this.#done.delete(key));
    return (await rows).slice(start - group.start, end - group.start);
  }

  #unpack(column: string, { start, end }: RowGroup): Promise<readonly UnpackedRow[]> {
    const rows = this.#last.then(async () => {
      this.#target ??= temporaryFile();
      const order = { file: this.#file, column, rowStart: start, rowEnd: end, fd: await this.#target };
      const unpacked = await inWorker({ ...order, position: this.#end });
      for (const piece of unpacked.flat()) this.#end = Math.max(this.#end, piece ? piece.start + piece.length : 0);
      return unpacked;
    });
    this.#last = rows.catch(() => undefined);
    return rows;
  }

  async #read(piece: Piece | null): Promise<Uint8Array | null> {
    if (!piece || !this.#target) return null;
    const bytes = new Uint8Array(piece.length);
    await readAt(await this.#target, bytes, 0, piece.length, piece.start);
    return bytes;
  }
}

function inWorker(order: UnpackOrder): Promise<UnpackedRow[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(import.meta.url, "./unpack-worker.ts", "unpack-worker.js"), {
      workerData: order,
    });
    worker.once("message", resolve);
    worker.once("error", (error) => reject(new Error(`its pictures cannot be unpacked: ${(error as Error).message}`)));
    worker.once("exit", () => reject(new Error("its pictures cannot be unpacked: the worker ended early")));
  });
}

async function temporaryFile(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "spatialclaw-pictures-"));
  const fd = openSync(path.join(folder, "pictures"), "w+");
  try {
    rmSync(folder, { recursive: true });
  } catch {
    // Windows keeps a file that is open.
    process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  }
  return fd;
}
