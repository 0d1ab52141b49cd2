import type { Dim, Dtype, InputSpec, RoleSpec } from "../manifest/index.ts";
import { toHalf } from "./float16.ts";
import type { Feed } from "./task.ts";

/** As onnxruntime's Tensor takes it. */
export interface TypedFeed {
  readonly name: string;
  readonly dtype: Dtype;
  readonly data: Float32Array | Float64Array | Uint8Array | Uint16Array | Int32Array | BigInt64Array;
  readonly dims: readonly number[];
}

/** Sizes that names in `dims` have in one run. */
export type Bindings = Map<string, number>;

/**
 * What a run's feeds are to the graph: real names, wanted types, and what the manifest says to feed for inputs that
 * the run leaves out. Throws one line that names the tensor.
 */
export function typedFeeds(role: string, spec: RoleSpec, feeds: Readonly<Record<string, Feed>>): TypedFeed[] {
  for (const name of Object.keys(feeds))
    if (!spec.inputs[name])
      throw new Error(`${role} has no input ${name}; it has ${Object.keys(spec.inputs).join(", ")}`);
  const bound: Bindings = new Map();
  for (const [name, feed] of Object.entries(feeds))
    bind(`${role}.${name}`, spec.inputs[name] as InputSpec, feed, bound);
  return Object.entries(spec.inputs).flatMap(([name, input]) => {
    const at = `${role}.${name}`;
    const feed = feeds[name] ?? absentFeed(at, input, bound);
    return feed ? [{ name: input.name, dtype: input.dtype, data: typed(at, input.dtype, feed), dims: feed.dims }] : [];
  });
}

/** Compares the shape with the manifest and learns the sizes behind its names. */
function bind(at: string, { dims }: InputSpec, feed: Feed, bound: Bindings): void {
  const count = feed.dims.reduce((product, dim) => product * dim, 1);
  if (feed.data.length !== count)
    throw new Error(`${at}: dims [${feed.dims.join(", ")}] want ${count} values, got ${feed.data.length}`);
  if (!dims) return;
  const fits = dims.length === feed.dims.length && dims.every((dim, i) => sizeOf(dim, feed.dims[i] as number, bound));
  if (!fits) {
    const known = dims.map((dim) => (typeof dim === "string" && bound.has(dim) ? `${dim}=${bound.get(dim)}` : dim));
    throw new Error(`${at}: dims are [${feed.dims.join(", ")}], expected [${known.join(", ")}]`);
  }
}

function sizeOf(dim: Dim, size: number, bound: Bindings): boolean {
  if (typeof dim === "number") return dim === size;
  const known = bound.get(dim);
  if (known === undefined) bound.set(dim, size);
  return known === undefined || known === size;
}

function absentFeed(at: string, { absent, optional, dims = [] }: InputSpec, bound: Bindings): Feed | null {
  if (absent === "omit" || (absent === undefined && optional)) return null;
  if (absent === undefined) throw new Error(`${at} is missing: the model wants it, and its manifest knows no stand-in`);
  if (absent === "empty") return emptyFeed(at, dims, bound);
  const shape = absent.dims.map((dim) => (typeof dim === "number" ? dim : (bound.get(dim) ?? 1)));
  return { data: new Array(shape.reduce((product, dim) => product * dim, 1)).fill(absent.fill), dims: shape };
}

/** Of the sizes that nothing binds the last one is zero, any other one. */
function emptyFeed(at: string, dims: readonly Dim[], bound: Bindings): Feed {
  const free = dims.findLastIndex((dim) => typeof dim === "string" && !bound.has(dim));
  if (free < 0) throw new Error(`${at} cannot be empty: its dims [${dims.join(", ")}] are all fixed`);
  const size = (dim: Dim, i: number) => (i === free ? 0 : typeof dim === "number" ? dim : (bound.get(dim) ?? 1));
  return { data: [], dims: dims.map(size) };
}

function typed(at: string, dtype: Dtype, { data }: Feed): TypedFeed["data"] {
  switch (dtype) {
    case "float32":
      return data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number>, Number);
    case "float64":
      return data instanceof Float64Array ? data : Float64Array.from(data as ArrayLike<number>, Number);
    case "float16":
      return toHalf(data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number>, Number));
    case "bool":
      return data instanceof Uint8Array ? data : Uint8Array.from(data as ArrayLike<number>, (value) => (value ? 1 : 0));
    case "uint8":
      return data instanceof Uint8Array ? data : Uint8Array.from(data as ArrayLike<number>, whole(at, 0, 255));
    case "int32":
      return data instanceof Int32Array
        ? data
        : Int32Array.from(data as ArrayLike<number>, whole(at, -(2 ** 31), 2 ** 31 - 1));
    case "int64": {
      if (data instanceof BigInt64Array) return data;
      const check = whole(at, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      return BigInt64Array.from(Array.from(data as ArrayLike<number>, (value) => BigInt(check(value))));
    }
  }
}

function whole(at: string, min: number, max: number): (value: number) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    throw new Error(`${at}: expected whole numbers from ${min} to ${max}, got ${value}`);
  };
}
