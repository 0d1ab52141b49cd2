import type { GuestHost, Json } from "@spatialclaw/kernel";
import type { ItemResult } from "../wire.ts";
import { fail } from "./check.ts";

/** One of a list of calls: its arguments and what a note calls it. */
export interface Item {
  readonly args: Json;
  readonly name: string;
}

/** Runs them all in one call of the host; null for each that failed, with a printed line that names it. */
export function callEach<T>(host: GuestHost, call: string, items: readonly Item[]): (T | null)[] {
  if (items.length === 0) return [];
  const results = host.call(
    `${call}[]`,
    items.map(({ args }) => args),
  ) as ItemResult<T>[];
  return results.map((result, i) => {
    if ("value" in result) return result.value;
    host.print(`${call}: ${items[i]?.name}: failed (${result.problem}); null in its place`);
    return null;
  });
}

/** One with each of many, or two lists of the same length side by side. */
export function pairUp<A, B>(where: string, first: A | readonly A[], second: B | readonly B[]): (readonly [A, B])[] {
  if (!isList(first)) return isList(second) ? second.map((b) => [first, b]) : [[first, second]];
  if (!isList(second)) return first.map((a) => [a, second]);
  if (first.length !== second.length)
    fail(where, `lists of ${first.length} and ${second.length} do not pair up; give them the same length, or one item`);
  return first.map((a, i) => [a, second[i] as B]);
}

export function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
