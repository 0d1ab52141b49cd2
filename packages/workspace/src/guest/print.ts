import type { GuestHost } from "@spatialclaw/kernel";
import { formatValue } from "./format/values.ts";

type Print = (...items: unknown[]) => void;

/** Strings raw, anything else in a few words, one line per call. */
export function createPrint(host: GuestHost): Print {
  return function print(...items) {
    host.print(items.map((item) => (typeof item === "string" ? item : formatValue(item))).join(" "));
  };
}

export function createConsole(print: Print): Readonly<Record<"log" | "info" | "warn" | "error", Print>> {
  return Object.freeze({
    log: (...items: unknown[]) => print(...items),
    info: (...items: unknown[]) => print(...items),
    warn: (...items: unknown[]) => print(...items),
    error: (...items: unknown[]) => print(...items),
  });
}
