import { setImmediate } from "node:timers/promises";
import type { Json } from "@spatialclaw/kernel";
import type { ItemResult } from "../wire.ts";

export type HostFunction = (args: never, signal: AbortSignal) => Promise<Json>;

/** Items of one list that run at the same time: enough to hide a slow model, few enough for one server. */
const AT_ONCE = 16;

/**
 * For every function a twin `name[]` that takes a list of its arguments, runs them concurrently and returns their
 * results in order. An item that fails is a value; only an abort ends the list.
 */
export function withLists(functions: Readonly<Record<string, HostFunction>>): Record<string, HostFunction> {
  const twins = Object.entries(functions).map(([name, one]): [string, HostFunction] => [
    `${name}[]`,
    (list: readonly Json[], signal) =>
      concurrently(list, (args) => asValue(one(args as never, signal), signal), signal),
  ]);
  return { ...functions, ...Object.fromEntries(twins) };
}

/** Results in order, a bounded number at a time. Rejects with the first failure and starts no more after it. */
export async function concurrently<T, R>(
  list: readonly T[],
  run: (item: T) => Promise<R>,
  signal: AbortSignal,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = list.entries();
  const worker = async (): Promise<void> => {
    for (const [i, item] of waiting) {
      signal.throwIfAborted();
      results[i] = await run(item);
      // An abort gets its turn even when every item is answered from memory.
      await setImmediate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, list.length) }, worker));
  return results;
}

async function asValue(item: Promise<Json>, signal: AbortSignal): Promise<ItemResult<Json>> {
  try {
    return { value: await item };
  } catch (error) {
    signal.throwIfAborted();
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
