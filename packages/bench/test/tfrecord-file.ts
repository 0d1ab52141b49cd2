/** Writers for `tf.train.Example` records as TensorFlow lays them out. */
export type Features = Readonly<Record<string, readonly (string | Uint8Array)[] | readonly number[]>>;

const bytesOf = (value: string | Uint8Array): Uint8Array =>
  typeof value === "string" ? new TextEncoder().encode(value) : value;

function varint(value: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(value));
  const out: number[] = [];
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return [...out, Number(rest)];
}

const field = (number: number, payload: Uint8Array): Uint8Array =>
  Buffer.concat([Uint8Array.from([...varint(number * 8 + 2), ...varint(payload.length)]), payload]);

function feature(values: Features[string]): Uint8Array {
  if (values.every((value) => typeof value === "number"))
    return field(3, field(1, Uint8Array.from(values.flatMap(varint))));
  return field(1, Buffer.concat(values.map((value) => field(1, bytesOf(value as string)))));
}

export function example(features: Features): Uint8Array {
  const entries = Object.entries(features).map(([name, values]) =>
    field(1, Buffer.concat([field(1, bytesOf(name)), field(2, feature(values))])),
  );
  return field(1, Buffer.concat(entries));
}

export function records(examples: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    examples.flatMap((payload) => {
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(payload.length));
      return [length, Buffer.alloc(4), payload, Buffer.alloc(4)];
    }),
  );
}
