import { type FileHandle, open } from "node:fs/promises";
import { parseExample } from "./tf-example.ts";
import type { RawRow } from "./types.ts";

/** Before a record: its length (8 bytes, little endian) and a checksum; after it another one. Neither is checked. */
const HEADER = 12;
const FOOTER = 4;

/** Records of `tf.train.Example`, read one by one. */
export async function* readTfRecord(file: string): AsyncGenerator<RawRow> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    for (let offset = 0; offset < size; ) {
      const length = offset + HEADER <= size ? Number((await read(handle, offset, 8)).readBigUInt64LE()) : size;
      const start = offset + HEADER;
      if (start + length > size) {
        yield { broken: `is cut off: the file ends ${start + length - size} bytes before the record does` };
        return;
      }
      yield record(file, await read(handle, start, length), start);
      offset = start + length + FOOTER;
    }
  } finally {
    await handle.close();
  }
}

function record(file: string, payload: Uint8Array, start: number): RawRow {
  try {
    return {
      values: parseExample(payload),
      again: async (column) => {
        const handle = await open(file);
        try {
          return parseExample(await read(handle, start, payload.byteLength))[column];
        } finally {
          await handle.close();
        }
      },
    };
  } catch (error) {
    return { broken: `is no tf.train.Example: ${(error as Error).message}` };
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer } = await handle.read({ buffer: Buffer.alloc(length), position });
  return buffer;
}
