import { types } from "node:util";

type Typed = Exclude<NodeJS.TypedArray, Float16Array>;

/** The value with every typed array in a SharedArrayBuffer: those that are not yet are copied. */
export function shared<T>(value: T): T {
  return mapArrays(value, share) as T;
}

export function share<A extends Typed>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const buffer = new SharedArrayBuffer(array.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return new (array.constructor as new (buffer: SharedArrayBuffer) => A)(buffer);
}

/** Plain objects and lists are rebuilt; anything else stays what it is. */
function mapArrays(value: unknown, change: (array: Typed) => unknown): unknown {
  if (types.isTypedArray(value)) return change(value as Typed);
  if (Array.isArray(value)) return value.map((entry) => mapArrays(entry, change));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapArrays(entry, change)]));
}
