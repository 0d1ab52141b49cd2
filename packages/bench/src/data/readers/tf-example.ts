/** The values of a feature: byte strings or numbers. */
export type Feature = readonly Uint8Array[] | readonly number[];

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

interface Field {
  readonly number: number;
  readonly wire: number;
  readonly bytes: Uint8Array;
  readonly value: bigint;
}

/** Decodes a serialised `tf.train.Example` as far as tables need it: features of bytes, int64 and float. */
export function parseExample(payload: Uint8Array): Record<string, Feature> {
  const features: Record<string, Feature> = {};
  for (const { bytes: list } of messages(payload, 1))
    for (const { bytes: entry } of messages(list, 1)) {
      const [key] = messages(entry, 1);
      const [feature] = messages(entry, 2);
      if (key) features[new TextDecoder().decode(key.bytes)] = feature ? parseFeature(feature.bytes) : [];
    }
  return features;
}

function parseFeature(bytes: Uint8Array): Feature {
  for (const { number, bytes: list } of fields(bytes)) {
    if (number === 1) return messages(list, 1).map((field) => field.bytes);
    if (number === 2) return floats(list);
    if (number === 3) return integers(list);
  }
  return [];
}

/** Packed (one field of bytes) or one field a value; some writers leave the field's tag out. */
function integers(list: Uint8Array): number[] {
  if (list.length > 0 && list[0] !== 0x08 && list[0] !== 0x0a) return varints(list);
  return [...fields(list)].flatMap(({ wire, bytes, value }) => (wire === BYTES ? varints(bytes) : [signed(value)]));
}

function floats(list: Uint8Array): number[] {
  return [...fields(list)].flatMap(({ bytes }) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: bytes.byteLength >> 2 }, (_, i) => view.getFloat32(4 * i, true));
  });
}

const messages = (bytes: Uint8Array, number: number): Field[] =>
  [...fields(bytes)].filter((field) => field.number === number && field.wire === BYTES);

function* fields(bytes: Uint8Array): Generator<Field> {
  for (let at = 0; at < bytes.length; ) {
    const tag = varint(bytes, at);
    const wire = Number(tag.value & 7n);
    let value = 0n;
    let start = tag.end;
    let end = start;
    if (wire === VARINT) ({ value, end } = varint(bytes, start));
    else if (wire === FIXED64) end += 8;
    else if (wire === FIXED32) end += 4;
    else if (wire === BYTES) {
      const length = varint(bytes, start);
      start = length.end;
      end = start + Number(length.value);
    } else throw new Error(`wire type ${wire} at byte ${at}`);
    if (end > bytes.length) throw new Error(`a field of ${end - start} bytes at byte ${start} runs past the end`);
    yield { number: Number(tag.value >> 3n), wire, value, bytes: bytes.subarray(start, end) };
    at = end;
  }
}

function varints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { value, end } = varint(bytes, at);
    values.push(signed(value));
    at = end;
  }
  return values;
}

const signed = (value: bigint): number => Number(BigInt.asIntN(64, value));

function varint(bytes: Uint8Array, start: number): { value: bigint; end: number } {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw new Error(`a number at byte ${start} runs past the end`);
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value, end: start + i + 1 };
  }
  throw new Error(`a number at byte ${start} is longer than 64 bits`);
}
