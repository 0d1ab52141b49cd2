import { writeSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Piece, UnpackedRow, UnpackOrder } from "./unpacked.ts";

/** Writes the byte strings of a column's rows one after another; says where they lie. */
async function unpack({ file, column, rowStart, rowEnd, fd, position }: UnpackOrder): Promise<UnpackedRow[]> {
  const buffer = await asyncBufferFromFile(file);
  const rows = await parquetReadObjects({
    file: buffer,
    columns: [column],
    rowStart,
    rowEnd,
    utf8: false,
    compressors,
  });
  let end = position;
  const piece = (entry: unknown): Piece | null => {
    const bytes = bytesOf(entry);
    if (!bytes) return null;
    const start = end;
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done, bytes.length - done, start + done);
    end += bytes.length;
    return { start, length: bytes.length };
  };
  return rows.map(({ [column]: value }) => (Array.isArray(value) ? value.map(piece) : piece(value)));
}

function bytesOf(entry: unknown): Uint8Array | null {
  const found = typeof entry === "object" && entry !== null && "bytes" in entry ? entry.bytes : entry;
  return found instanceof Uint8Array ? found : null;
}

parentPort?.postMessage(await unpack(workerData as UnpackOrder));
