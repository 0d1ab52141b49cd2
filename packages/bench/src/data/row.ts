import type { Json } from "@spatialclaw/kernel";
import type { ImageRef } from "../benchmark/types.ts";
import { floatText, parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";

/** A row lacks what its adapter needs; the message is the rest of a sentence about the row. */
export class RowError extends Error {
  override name = "RowError";
}

/** A row of an annotation file, with its values as an adapter wants them. */
export class Row {
  /** Relative to the data set's folder. */
  readonly file: string;
  /** In its file, from 0. */
  readonly index: number;
  /** Over all annotation files, from 0. */
  readonly position: number;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #again: (column: string) => Promise<unknown>;

  constructor(
    place: { readonly file: string; readonly index: number; readonly position: number },
    values: Readonly<Record<string, unknown>>,
    again: (column: string) => Promise<unknown>,
  ) {
    this.file = place.file;
    this.index = place.index;
    this.position = place.position;
    this.#values = values;
    this.#again = again;
  }

  /** null for what is missing, empty or not a number: tables of different kinds say it differently. */
  raw(field: string): unknown {
    const value = plain(this.#values[field]);
    return value === undefined || Number.isNaN(value) ? null : value;
  }

  /** Throws RowError where the row has no such field and there is nothing to put in its place. */
  text(field: string, otherwise?: string): string {
    const raw = this.raw(field);
    // Records of TensorFlow have lists only.
    const value = Array.isArray(raw) && raw.length < 2 ? (raw[0] ?? null) : raw;
    if (value !== null) return textOf(value);
    if (otherwise !== undefined) return otherwise;
    const names = Object.keys(this.#values).join(", ");
    throw new RowError(
      field in this.#values ? `the field "${field}" is empty` : `there is no field "${field}", only ${names || "none"}`,
    );
  }

  /** As `text`, without blanks at its ends. */
  trimmed(field: string, otherwise?: string): string {
    return strip(this.text(field, otherwise));
  }

  number(field: string): number | null {
    const value = this.raw(field);
    return typeof value === "string" ? parseFloatLike(value) : typeof value === "number" ? value : null;
  }

  /** Empty where there is none; a text that holds a list is read. */
  list(field: string): readonly unknown[] {
    const value = this.raw(field);
    const read = typeof value === "string" ? jsonIn(value) : value;
    return Array.isArray(read) ? read : [];
  }

  /** Fields of a map; a text that holds one is read. Empty where there is none. */
  object(field: string): Readonly<Record<string, Json | undefined>> {
    const value = this.raw(field);
    const read = typeof value === "string" ? jsonIn(value) : value;
    return typeof read === "object" && read !== null && !Array.isArray(read) ? (read as Record<string, Json>) : {};
  }

  /** The list's entries as text, without those that are missing. */
  texts(field: string): readonly string[] {
    return this.list(field).filter(isThere).map(textOf);
  }

  /** The pictures of a column, one or a list of them, to be read when wanted. `name` gets their position. */
  images(column: string, name: (position: number) => string): readonly ImageRef[] {
    const value = this.#values[column];
    const entries = Array.isArray(value) ? value : [value];
    const again = this.#again;
    return entries.flatMap((entry, position) => {
      if (!hasPicture(entry)) return [];
      const bytes = async (): Promise<Uint8Array> => {
        const read = await again(column);
        return bytesOf(Array.isArray(read) ? read[position] : read, name(position));
      };
      return [{ kind: "embedded" as const, name: name(position), bytes }];
    });
  }
}

/** `str(value)` of Python. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : floatText(value);
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

/** null for a text that is no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The value as JSON has it, for a sample's meta. */
export const jsonOf = (value: unknown): Json => (value ?? null) as Json;

/** Tables have 64-bit integers, and byte strings where text was meant. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return Array.from(value as Int32Array, plain);
  return value;
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined && !Number.isNaN(value);

const hasPicture = (entry: unknown): boolean =>
  isThere(entry) && !(typeof entry === "object" && "bytes" in entry! && !isThere(entry.bytes));

function bytesOf(entry: unknown, name: string): Uint8Array {
  const found = typeof entry === "object" && entry !== null && "bytes" in entry ? entry.bytes : entry;
  if (found instanceof Uint8Array) return found;
  throw new RowError(`the picture ${name} has no bytes`);
}
