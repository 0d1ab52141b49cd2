// Writes ONNX files: as much of the format as tiny graphs for tests need.

export type Dtype = keyof typeof CODES;

const CODES = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9, float16: 10 } as const;
const TYPES = { INT: 2, GRAPH: 5, INTS: 7 } as const;

const text = new TextEncoder();

function varint(value: number | bigint): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const int = (field: number, value: number | bigint) => Uint8Array.of(...varint(field << 3), ...varint(value));

function bytes(field: number, content: Uint8Array | string): Uint8Array {
  const data = typeof content === "string" ? text.encode(content) : content;
  return joined([Uint8Array.of(...varint((field << 3) | 2), ...varint(data.length)), data]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** An input or output of a graph. */
export function value(name: string, dtype: Dtype, dims: readonly (number | string)[]): Uint8Array {
  const shape = joined(dims.map((dim) => bytes(1, typeof dim === "number" ? int(1, dim) : bytes(2, dim))));
  const tensor = joined([int(1, CODES[dtype]), bytes(2, shape)]);
  return joined([bytes(1, name), bytes(2, bytes(1, tensor))]);
}

export interface NodeOptions {
  readonly ints?: Readonly<Record<string, readonly number[]>>;
  readonly body?: Uint8Array;
}

export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  { ints = {}, body }: NodeOptions = {},
): Uint8Array {
  const lists = Object.entries(ints).map(([name, list]) =>
    joined([bytes(1, name), ...list.map((one) => int(8, one)), int(20, TYPES.INTS)]),
  );
  const graphs = body ? [joined([bytes(1, "body"), bytes(6, body), int(20, TYPES.GRAPH)])] : [];
  const attributes = [...lists, ...graphs].map((attribute) => bytes(5, attribute));
  return joined([
    ...inputs.map((name) => bytes(1, name)),
    ...outputs.map((name) => bytes(2, name)),
    bytes(4, operator),
    ...attributes,
  ]);
}

/** A constant. `data` is what it holds, or the name of the file beside the graph that does. */
export function constant(
  name: string,
  dtype: Dtype,
  dims: readonly number[],
  data: ArrayBufferView | string,
): Uint8Array {
  const head = [...dims.map((dim) => int(1, dim)), int(2, CODES[dtype]), bytes(8, name)];
  if (typeof data === "string")
    return joined([...head, bytes(13, joined([bytes(1, "location"), bytes(2, data)])), int(14, 1)]);
  return joined([...head, bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))]);
}

export interface GraphParts {
  readonly nodes: readonly Uint8Array[];
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
  readonly constants?: readonly Uint8Array[];
}

export function graph({ nodes, inputs, outputs, constants = [] }: GraphParts): Uint8Array {
  return joined([
    ...nodes.map((one) => bytes(1, one)),
    bytes(2, "graph"),
    ...constants.map((one) => bytes(5, one)),
    ...inputs.map((one) => bytes(11, one)),
    ...outputs.map((one) => bytes(12, one)),
  ]);
}

export function model(parts: GraphParts): Uint8Array {
  return joined([int(1, 8), bytes(7, graph(parts)), bytes(8, int(2, 17))]);
}
