// Reads what the scripts in models/export/goldens wrote: arrays in a .bin, described by the .json beside it.
import { readFileSync } from "node:fs";
import path from "node:path";

export const FIXTURES = path.join(import.meta.dirname, "../../../../test/fixtures/onnx");

type Dtype = "float32" | "float64" | "int32" | "int64" | "uint8" | "bits";

interface ArrayInfo {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly bytes: number;
}

const READERS: Readonly<Record<Dtype, (buffer: ArrayBuffer, count: number) => Iterable<number | bigint>>> = {
  float32: (buffer) => new Float32Array(buffer),
  float64: (buffer) => new Float64Array(buffer),
  int32: (buffer) => new Int32Array(buffer),
  int64: (buffer) => new BigInt64Array(buffer),
  uint8: (buffer) => new Uint8Array(buffer),
  bits: (buffer, count) => {
    const bytes = new Uint8Array(buffer);
    return Array.from({ length: count }, (_, i) => (bytes[i >> 3]! >> (i & 7)) & 1);
  },
};

export interface Golden<Content> {
  readonly content: Content;
  /** By the name that the content gives it; bits and truths as 0 and 1. */
  numbers(name: string): number[];
  shape(name: string): readonly number[];
}

export function golden<Content>(name: string): Golden<Content> {
  const read = (suffix: string) => readFileSync(path.join(FIXTURES, "goldens", `${name}${suffix}`));
  const content = JSON.parse(read(".json").toString()) as Content & { arrays: Record<string, ArrayInfo> };
  let bin: Buffer | null = null;
  const infoOf = (array: string): ArrayInfo => {
    const info = content.arrays[array];
    if (!info) throw new Error(`${name} has no array ${array}`);
    return info;
  };
  return {
    content,
    shape: (array) => infoOf(array).shape,
    numbers(array) {
      const { dtype, shape, offset, bytes } = infoOf(array);
      const count = shape.reduce((product, dim) => product * dim, 1);
      bin ??= read(".bin");
      const buffer = new Uint8Array(bin.subarray(offset, offset + bytes)).buffer;
      return Array.from(READERS[dtype](buffer, count), Number);
    },
  };
}
