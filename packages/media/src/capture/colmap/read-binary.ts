import { readFile } from "node:fs/promises";
import path from "node:path";
import { InputError, type Intrinsics } from "../../types.ts";
import { modelName, parameterCount, pinhole } from "./cameras.ts";
import type { Model, ModelImage } from "./model.ts";

/** cameras.bin and images.bin: little-endian, without padding. */
export async function readBinaryModel(folder: string): Promise<Model> {
  return {
    cameras: await inFile(path.join(folder, "cameras.bin"), readCameras),
    images: await inFile(path.join(folder, "images.bin"), readImages),
  };
}

/** Bytes of a point in a picture: two doubles and the number of its place. */
const POINT_BYTES = 24;

class Cursor {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.#skip(4));
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.#skip(4));
  }

  uint64(): number {
    return Number(this.#bytes.readBigUInt64LE(this.#skip(8)));
  }

  /** Throws RangeError at the end of the file, as all reads do. */
  doubles(count: number): number[] {
    return Array.from({ length: count }, () => this.#bytes.readDoubleLE(this.#skip(8)));
  }

  text(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    if (end < 0) throw new RangeError("no end of text");
    const from = this.#skip(end + 1 - this.#at);
    return this.#bytes.toString("utf8", from, end);
  }

  skip(bytes: number): void {
    if (this.#at + bytes > this.#bytes.length) throw new RangeError("beyond the end");
    this.#skip(bytes);
  }

  #skip(bytes: number): number {
    const from = this.#at;
    this.#at += bytes;
    return from;
  }
}

function readCameras(cursor: Cursor, name: string): Map<number, Intrinsics> {
  const cameras = new Map<number, Intrinsics>();
  for (let left = cursor.uint64(); left > 0; left--) {
    const id = cursor.uint32();
    const where = `${name}, camera ${id}`;
    const model = modelName(cursor.int32(), where);
    const size = { width: cursor.uint64(), height: cursor.uint64() };
    cameras.set(id, pinhole(model, cursor.doubles(parameterCount(model, where)), size, where));
  }
  return cameras;
}

function readImages(cursor: Cursor, file: string): ModelImage[] {
  const images: ModelImage[] = [];
  for (let left = cursor.uint64(); left > 0; left--) {
    const id = cursor.uint32();
    const [w, x, y, z, tx, ty, tz] = cursor.doubles(7) as [number, number, number, number, number, number, number];
    const camera = cursor.uint32();
    const name = cursor.text();
    cursor.skip(cursor.uint64() * POINT_BYTES);
    images.push({ where: `${file}, image ${id}`, name, camera, rotation: [x, y, z, w], translation: [tx, ty, tz] });
  }
  return images;
}

async function inFile<T>(file: string, read: (cursor: Cursor, name: string) => T): Promise<T> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`cannot read ${file} (${error.code}); check that it is there`);
  });
  try {
    return read(new Cursor(bytes), path.basename(file));
  } catch (error) {
    if (error instanceof RangeError)
      throw new InputError(
        `${file} breaks off after ${bytes.length} bytes, or is no model of COLMAP's; export it again`,
      );
    throw error;
  }
}
