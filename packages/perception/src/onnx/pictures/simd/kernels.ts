import { assemble, type Code, type Func, op, whileLoop } from "./assemble.ts";

const { get, set, constant } = op;
const CHANNELS = 3;

/** Local variables by name, in this order: parameters, whole numbers, vectors. */
function locals(...names: readonly string[]): (name: string) => number {
  return (name) => names.indexOf(name);
}

const step = (local: number, by: Code): Code => [...get(local), ...by, ...op.add, ...set(local)];

/**
 * weighRow(source, target, out, first, count, values, stride, bits): one row of `out` pixels; pixel x is the sum of
 * `count[x]` source pixels from `first[x]` on by the weights at `values + 4 stride x`, and half, over 2^bits. A pixel's
 * three bytes are taken and written with the one after them, which comes to nothing: four more bytes must be there.
 */
function weighRow(): Func {
  const at = locals(
    ...["source", "target", "out", "first", "count", "values", "stride", "bits"],
    ...["x", "at", "weight", "end", "half"],
    ...["sum"],
  );
  const address = (table: string): Code => [
    ...get(at(table)),
    ...get(at("x")),
    ...constant(2),
    ...op.shiftLeft,
    ...op.add,
  ];
  const inner: Code = [
    ...get(at("sum")),
    ...get(at("at")),
    ...op.load32Zero,
    ...op.low16,
    ...op.low32,
    ...get(at("weight")),
    ...op.load,
    ...op.splat,
    ...op.mulVectors,
    ...op.addVectors,
    ...set(at("sum")),
    ...step(at("at"), constant(CHANNELS)),
    ...step(at("weight"), constant(4)),
  ];
  const outer: Code = [
    // at = source + 3 first[x]
    ...get(at("source")),
    ...address("first"),
    ...op.load,
    ...constant(CHANNELS),
    ...op.mul,
    ...op.add,
    ...set(at("at")),
    // weight = values + 4 stride x; end = weight + 4 count[x]
    ...get(at("values")),
    ...get(at("stride")),
    ...get(at("x")),
    ...op.mul,
    ...constant(2),
    ...op.shiftLeft,
    ...op.add,
    ...set(at("weight")),
    ...get(at("weight")),
    ...address("count"),
    ...op.load,
    ...constant(2),
    ...op.shiftLeft,
    ...op.add,
    ...set(at("end")),
    ...get(at("half")),
    ...op.splat,
    ...set(at("sum")),
    ...whileLoop([...get(at("weight")), ...get(at("end")), ...op.lessThan], inner),
    ...get(at("target")),
    ...shifted(at("sum"), at("bits")),
    ...shifted(at("sum"), at("bits")),
    ...op.narrowTo16,
    ...set(at("sum")),
    ...get(at("sum")),
    ...get(at("sum")),
    ...op.narrowToBytes,
    ...op.storeLane0,
    ...step(at("target"), constant(CHANNELS)),
    ...step(at("x"), constant(1)),
  ];
  return {
    name: "weighRow",
    parameters: 8,
    numbers: 5,
    vectors: 1,
    body: [
      ...halfOf(at("bits"), at("half")),
      ...whileLoop([...get(at("x")), ...get(at("out")), ...op.lessThan], outer),
    ],
  };
}

/**
 * weighRows(source, target, length, count, values, bits): byte i is the sum of `count` bytes, `length` apart, by the
 * weights, and half, over 2^bits. Sixteen at a time: up to fifteen more bytes are read and written.
 */
function weighRows(): Func {
  const at = locals(
    ...["source", "target", "length", "count", "values", "bits"],
    ...["i", "at", "weight", "end", "half"],
    ...["a", "b", "c", "d", "bytes"],
  );
  const sums = ["a", "b", "c", "d"] as const;
  const widened: Readonly<Record<(typeof sums)[number], Code>> = {
    a: [...op.low16, ...op.low32],
    b: [...op.low16, ...op.high32],
    c: [...op.high16, ...op.low32],
    d: [...op.high16, ...op.high32],
  };
  const inner: Code = [
    ...get(at("at")),
    ...op.loadVector,
    ...set(at("bytes")),
    ...sums.flatMap((sum) => [
      ...get(at(sum)),
      ...get(at("bytes")),
      ...widened[sum],
      ...get(at("weight")),
      ...op.load,
      ...op.splat,
      ...op.mulVectors,
      ...op.addVectors,
      ...set(at(sum)),
    ]),
    ...step(at("at"), get(at("length"))),
    ...step(at("weight"), constant(4)),
  ];
  const outer: Code = [
    ...get(at("source")),
    ...get(at("i")),
    ...op.add,
    ...set(at("at")),
    ...get(at("values")),
    ...set(at("weight")),
    ...sums.flatMap((sum) => [...get(at("half")), ...op.splat, ...set(at(sum))]),
    ...whileLoop([...get(at("weight")), ...get(at("end")), ...op.lessThan], inner),
    ...get(at("target")),
    ...get(at("i")),
    ...op.add,
    ...shifted(at("a"), at("bits")),
    ...shifted(at("b"), at("bits")),
    ...op.narrowTo16,
    ...shifted(at("c"), at("bits")),
    ...shifted(at("d"), at("bits")),
    ...op.narrowTo16,
    ...op.narrowToBytes,
    ...op.storeVector,
    ...step(at("i"), constant(16)),
  ];
  return {
    name: "weighRows",
    parameters: 6,
    numbers: 5,
    vectors: 5,
    body: [
      ...halfOf(at("bits"), at("half")),
      ...get(at("values")),
      ...get(at("count")),
      ...constant(2),
      ...op.shiftLeft,
      ...op.add,
      ...set(at("end")),
      ...whileLoop([...get(at("i")), ...get(at("length")), ...op.lessThan], outer),
    ],
  };
}

const shifted = (sum: number, bits: number): Code => [...get(sum), ...get(bits), ...op.shiftRight];

/** half = 1 << (bits - 1) */
const halfOf = (bits: number, half: number): Code => [
  ...constant(1),
  ...get(bits),
  ...constant(-1),
  ...op.add,
  ...op.shiftLeft,
  ...set(half),
];

export interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  /** All but `out`, `stride` and `bits` are addresses. */
  weighRow(
    ...given: [
      ...[source: number, target: number, out: number],
      ...[first: number, count: number, values: number, stride: number, bits: number],
    ]
  ): void;
  /** `source`, `target` and `values` are addresses. */
  weighRows(
    ...given: [source: number, target: number, length: number, count: number, values: number, bits: number]
  ): void;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

const PAGE = 65_536;
/** More is given back afterwards: it was a picture of hundreds of megapixels. */
const MOST_KEPT = 256 * 2 ** 20;

let compiled: object | null = null;
let kept: Kernels | null = null;

/** The two inner loops of resampling, in vectors of the processor, over at least this much memory. */
export function kernelsWith(bytes: number): Kernels {
  compiled ??= new WebAssembly.Module(assemble([weighRow(), weighRows()]));
  const made = kept ?? (new WebAssembly.Instance(compiled).exports as Kernels);
  const missing = bytes - made.memory.buffer.byteLength;
  if (missing > 0) made.memory.grow(Math.ceil(missing / PAGE));
  kept = bytes <= MOST_KEPT ? made : null;
  return made;
}
