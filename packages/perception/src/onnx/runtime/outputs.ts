import type { OutputSpec } from "../manifest/index.ts";
import { fromHalf } from "./float16.ts";
import type { OutTensor } from "./task.ts";

/** What onnxruntime gives. */
export interface RawTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** As floats, checked: a shape that the manifest excludes and NaN are errors of one line that names the tensor. */
export function outTensor(at: string, spec: OutputSpec, raw: RawTensor, mayBeNaN: boolean): OutTensor {
  const { dims } = raw;
  const wanted = spec.dims;
  if (wanted && (wanted.length !== dims.length || wanted.some((dim, i) => typeof dim === "number" && dim !== dims[i])))
    throw new Error(`${at}: the model gave dims [${dims.join(", ")}], its manifest says [${wanted.join(", ")}]`);
  const data = floats(at, raw);
  if (!mayBeNaN) checkNaN(at, data);
  return { data, dims };
}

function floats(at: string, { data, type }: RawTensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof Uint16Array && type === "float16") return fromHalf(data);
  if (data instanceof BigInt64Array) return Float32Array.from(data, (value) => exact(at, Number(value)));
  if (data instanceof Int32Array) return Float32Array.from(data, (value) => exact(at, value));
  if (ArrayBuffer.isView(data)) return Float32Array.from(data as Uint8Array | Float64Array);
  throw new Error(`${at}: the model gave ${type}, which is no array of numbers`);
}

function exact(at: string, value: number): number {
  if (Math.fround(value) === value) return value;
  throw new Error(`${at}: the model gave the whole number ${value}, which does not fit a 32-bit float`);
}

function checkNaN(at: string, data: Float32Array): void {
  let count = 0;
  // NaN alone differs from itself; the builtin costs a call for each of millions of values.
  // biome-ignore lint/suspicious/noSelfCompare: see above
  for (let i = 0; i < data.length; i++) if (data[i] !== data[i]) count++;
  if (count > 0)
    throw new Error(
      `${at}: ${count} of ${data.length} values of the model are NaN; try another provider (perception.provider), or \`spatialclaw models verify\``,
    );
}
