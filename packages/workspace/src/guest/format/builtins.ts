import { className, inherits } from "./names.ts";
import { formatRange, formatVector } from "./numbers.ts";

type Write = (value: unknown) => string;

const ITEMS = 24;
const VECTOR = 16;

const typedArray = Object.getPrototypeOf(Float32Array.prototype) as object;
const typedArrayName = getter(typedArray, Symbol.toStringTag);
const typedArrayLength = getter(typedArray, "length");
const mapSize = getter(Map.prototype, "size");
const mapEach = Map.prototype.forEach;
const setSize = getter(Set.prototype, "size");
const setEach = Set.prototype.forEach;
const dateTime = Date.prototype.getTime;
const dateText = Date.prototype.toISOString;
const regExpSource = getter(RegExp.prototype, "source");
/** One by one: the getter `flags` would read properties that a cell may have replaced. */
const regExpFlags = (
  ["hasIndices", "global", "ignoreCase", "multiline", "dotAll", "unicode", "unicodeSets", "sticky"] as const
).map((name, i) => ({ letter: "dgimsuvy".charAt(i), isSet: getter(RegExp.prototype, name) }));
const bufferLength = getter(ArrayBuffer.prototype, "byteLength");

/** What the language itself made: typed arrays, maps, dates …; null for anything else. */
export function formatBuiltIn(value: object, write: Write): string | null {
  const typed = typedArrayName.call(value);
  if (typeof typed === "string") return formatTypedArray(typed, value);
  if (inherits(value, Error.prototype)) return formatError(value);
  for (const format of byBrand) {
    try {
      return format(value, write);
    } catch {
      // Not of this brand: the captured method refused it.
    }
  }
  return null;
}

const byBrand: readonly ((value: object, write: Write) => string)[] = [
  (value, write) => {
    const size = mapSize.call(value) as number;
    const parts: string[] = [];
    mapEach.call(value as Map<unknown, unknown>, (item, key) => {
      if (parts.length < ITEMS) parts.push(`${write(key)} => ${write(item)}`);
    });
    return `Map(${size}) ${braces(parts, size)}`;
  },
  (value, write) => {
    const size = setSize.call(value) as number;
    const parts: string[] = [];
    setEach.call(value as Set<unknown>, (item) => {
      if (parts.length < ITEMS) parts.push(write(item));
    });
    return `Set(${size}) ${braces(parts, size)}`;
  },
  (value) => (Number.isNaN(dateTime.call(value as Date)) ? "Invalid Date" : dateText.call(value as Date)),
  (value) => {
    const source = regExpSource.call(value);
    const flags = regExpFlags.filter((flag) => flag.isSet.call(value) === true);
    return `/${source}/${flags.map((flag) => flag.letter).join("")}`;
  },
  (value) => `ArrayBuffer(${bufferLength.call(value)})`,
];

function formatTypedArray(name: string, value: object): string {
  const length = typedArrayLength.call(value) as number;
  if (name.startsWith("Big")) return `${name}(${length})`;
  const numbers = value as Float64Array;
  const elements = new Float64Array(length);
  for (let i = 0; i < length; i++) elements[i] = numbers[i] as number;
  return length <= VECTOR ? `${name}${formatVector(elements)}` : `${name}(${length}) ${formatRange(elements)}`;
}

function formatError(value: object): string {
  const message = Object.getOwnPropertyDescriptor(value, "message")?.value as unknown;
  return `${className(Object.getPrototypeOf(value)) ?? "Error"}: ${typeof message === "string" ? message : ""}`;
}

function braces(parts: readonly string[], size: number): string {
  if (size === 0) return "{}";
  return `{ ${parts.join(", ")}${parts.length < size ? `, … ${size - parts.length} more` : ""} }`;
}

function getter(of: object, key: PropertyKey): () => unknown {
  const get = Object.getOwnPropertyDescriptor(of, key)?.get;
  if (!get) throw new Error(`no getter ${String(key)}`);
  return get;
}
