import { createHash } from "node:crypto";
import { types } from "node:util";

/**
 * One file: "SCRESULT", the length of the header (uint32, little-endian), the header (JSON), and the arrays as they
 * lie in memory, each from an offset that 64 divides. The header has the value with the arrays taken out, their places,
 * and the SHA-256 of all bytes after it.
 */
const MAGIC = Buffer.from("SCRESULT", "latin1");
const ALIGN = 64;
const HEAD = MAGIC.length + 4;

const KINDS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

type Kind = keyof typeof KINDS;
type Typed = InstanceType<(typeof KINDS)[Kind]>;

interface Place {
  readonly kind: Kind;
  /** From the first array on. */
  readonly offset: number;
  readonly length: number;
}

interface Header {
  readonly value: unknown;
  readonly arrays: readonly Place[];
  readonly bytes: number;
  readonly sha256: string;
}

/** Stands in the JSON for an array. */
const MARK = "\u0000array";

/** The pieces of a file, in order. Throws TypeError for what is no plain value. */
export function packed(value: unknown): Uint8Array[] {
  const arrays: { place: Place; bytes: Uint8Array }[] = [];
  let end = 0;
  const plain = replaced(value, (array) => {
    const offset = aligned(end);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    arrays.push({ place: { kind: array.constructor.name as Kind, offset, length: array.length }, bytes });
    end = offset + array.byteLength;
    return { [MARK]: arrays.length - 1 };
  });
  const body: Uint8Array[] = [];
  let at = 0;
  for (const { place, bytes } of arrays) {
    if (place.offset > at) body.push(new Uint8Array(place.offset - at));
    body.push(bytes);
    at = place.offset + bytes.length;
  }
  const hash = createHash("sha256");
  for (const piece of body) hash.update(piece);
  const header: Header = {
    value: plain,
    arrays: arrays.map(({ place }) => place),
    bytes: end,
    sha256: hash.digest("hex"),
  };
  const json = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(aligned(HEAD + json.length), " ");
  MAGIC.copy(head);
  head.writeUInt32LE(json.length, MAGIC.length);
  json.copy(head, HEAD);
  return [head, ...body];
}

/** The value again, its arrays as views of `file`. null for a file that is damaged or of another format. */
export function unpacked(file: Uint8Array): { readonly value: unknown } | null {
  const header = headerOf(file);
  if (!header) return null;
  const { start, value, arrays, bytes, sha256 } = header;
  const body = file.subarray(start);
  if (body.length !== bytes || createHash("sha256").update(body).digest("hex") !== sha256) return null;
  const views = arrays.map(
    ({ kind, offset, length }) => new KINDS[kind](file.buffer as ArrayBuffer, file.byteOffset + start + offset, length),
  );
  return { value: restored(value, views) };
}

function headerOf(file: Uint8Array): (Header & { readonly start: number }) | null {
  const buffer = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (buffer.length < HEAD || !buffer.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const length = buffer.readUInt32LE(MAGIC.length);
  try {
    return { ...(JSON.parse(buffer.toString("utf8", HEAD, HEAD + length)) as Header), start: aligned(HEAD + length) };
  } catch {
    return null;
  }
}

function replaced(value: unknown, take: (array: Typed) => unknown): unknown {
  if (types.isTypedArray(value)) {
    if (!(value.constructor.name in KINDS)) throw new TypeError(`an array of ${value.constructor.name} cannot be kept`);
    return take(value as Typed);
  }
  if (Array.isArray(value)) return value.map((entry) => replaced(entry, take));
  if (typeof value === "number" && !Number.isFinite(value)) return { [MARK]: String(value) };
  if (typeof value !== "object" || value === null) {
    if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol")
      throw new TypeError(`a ${typeof value} cannot be kept`);
    return value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new TypeError(
      `an object of ${value.constructor?.name ?? "no class"} cannot be kept, only plain values with typed arrays`,
    );
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, replaced(entry, take)]));
}

function restored(value: unknown, views: readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((entry) => restored(entry, views));
  if (typeof value !== "object" || value === null) return value;
  const mark = (value as Readonly<Record<string, unknown>>)[MARK];
  if (typeof mark === "number") return views[mark];
  // JSON has no word for NaN and the infinities.
  if (typeof mark === "string") return Number(mark);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, restored(entry, views)]));
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGN) * ALIGN;
}
