import { formatValue } from "./format/values.ts";

/**
 * Checks at run time what the types promise: casts can bypass the check of a cell, and then a message that names
 * the value, the expectation and the way out is worth more than a NaN three steps later.
 */

export function fail(where: string, problem: string): never {
  throw new TypeError(`${where}: ${problem}`);
}

/** The value in one short piece for a message. */
export function shown(value: unknown): string {
  const text = formatValue(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

export function text(where: string, value: unknown): string {
  if (typeof value === "string" && value.trim() !== "") return value;
  return fail(where, `expected a text that is not empty, got ${shown(value)}`);
}

export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

export function number(where: string, value: unknown, range: NumberRange = {}): number {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY, integer = false } = range;
  if (typeof value === "number" && value >= min && value <= max && (!integer || Number.isInteger(value))) return value;
  const kind = integer ? "a whole number" : "a number";
  const [lower, upper] = [Number.isFinite(min), Number.isFinite(max)];
  const span =
    lower && upper ? ` from ${min} to ${max}` : lower ? ` of at least ${min}` : upper ? ` of at most ${max}` : "";
  return fail(where, `expected ${kind}${span}, got ${shown(value)}`);
}

/** A number that may be NaN or infinite, as measurements are. */
export function measurement(where: string, value: unknown): number {
  return typeof value === "number" ? value : fail(where, `expected a number, got ${shown(value)}`);
}

export function vec3(where: string, value: unknown): Vec3 {
  if (Array.isArray(value) && value.length === 3 && value.every((x) => typeof x === "number" && Number.isFinite(x)))
    return value as unknown as Vec3;
  const wayOut = value === null ? "; test for null first" : "";
  return fail(where, `expected [x, y, z] of finite numbers, got ${shown(value)}${wayOut}`);
}

export function numbers(where: string, value: unknown): ArrayLike<number> {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView) && typeof (value as Float32Array)[0] !== "bigint")
    return value as Float32Array;
  if (Array.isArray(value)) {
    const stray = value.findIndex((x) => typeof x !== "number");
    if (stray < 0) return value as number[];
    return fail(where, `expected numbers, but element ${stray} is ${shown(value[stray])}`);
  }
  const wayOut = value === null ? "; test for null first" : "";
  return fail(where, `expected an array of numbers, got ${shown(value)}${wayOut}`);
}

export function oneOf<T extends string>(where: string, value: unknown, choices: readonly T[]): T {
  if (choices.includes(value as T)) return value as T;
  return fail(where, `expected ${choices.map((c) => JSON.stringify(c)).join(" or ")}, got ${shown(value)}`);
}

/** Whether it is a plain object, as literals and `Object.fromEntries` make them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function callback<F>(where: string, value: F): F {
  return typeof value === "function" ? value : fail(where, `expected a function, got ${shown(value)}`);
}

/** The options object, or an empty one; a misspelt key is an error, not a default. */
export function options<T extends object>(
  where: string,
  value: T | undefined,
  known: readonly (keyof T & string)[],
): Partial<T> {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return fail(where, `expected options like { ${known[0]}: … }, got ${shown(value)}`);
  for (const key of Object.keys(value))
    if (!known.includes(key as keyof T & string))
      fail(where, `unknown option ${JSON.stringify(key)}; it takes ${known.join(", ")}`);
  return value;
}

/** `number` where it is given. */
export function optional(where: string, value: unknown, fallback: number, range?: NumberRange): number {
  return value === undefined ? fallback : number(where, value, range);
}
