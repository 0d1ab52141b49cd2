import type * as cell from "../src/cell-types.ts";
import { createNp } from "../src/guest/np.ts";

/** The guest's own np, outside of any isolate. */
export const np = createNp() as unknown as typeof cell.np;

/** As a cell without types might call it: `call("mean", a)`, `call("linalg.norm", a)`. */
export function call(name: string, ...args: unknown[]): unknown {
  const found = name.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], np);
  return (found as (...args: unknown[]) => unknown)(...args);
}

/** A number or lists of numbers, as deep as the array has axes. */
export type Nested = number | readonly Nested[];

/** What np gives back, as numbers and lists; booleans as 0 and 1. */
export function plain(value: unknown): Nested {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  if (Array.isArray(value)) return value as Nested;
  return (value as cell.NdArray).toArray() as Nested;
}
