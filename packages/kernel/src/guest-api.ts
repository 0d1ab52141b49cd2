import type { Json } from "./types.ts";

/**
 * What the guest script finds as `__host` while it runs; the kernel removes the name before the first cell,
 * so the guest must keep the reference in its own closure.
 */
export interface GuestHost {
  readonly init: Json;
  /** Blocks the isolate until the host has answered; throws when the host's function failed. */
  call(name: string, args: Json): Json;
  /** Bytes of a page named in a result, without a copy; fetched once per id. */
  page(id: string): Uint8Array;
  print(text: string): void;
  show(item: Json): void;
  /** Kept with the cell's result for whoever keeps a record of it; the model never sees it. */
  record(item: Json): void;
  /** Ends the run. Throws an error of kind `answer` when the form is wrong; a `catch` in the cell cannot swallow it otherwise. */
  answer(value: Json): never;
  /** Writes any value in a few words without running code of the cell; the kernel uses it for summaries and last expressions. */
  setFormatter(format: (value: unknown) => string): void;
  /** Defines a frozen global of the session. */
  define(name: string, value: unknown): void;
}
