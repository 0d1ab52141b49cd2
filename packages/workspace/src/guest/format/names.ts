import { isProxy } from "./proxies.ts";

/** Name of the class behind a prototype; null where it cannot be read without running code. */
export function className(prototype: object | null): string | null {
  if (prototype === null || isProxy(prototype)) return null;
  const type = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value as unknown;
  if (typeof type !== "function" || isProxy(type)) return null;
  const name = Object.getOwnPropertyDescriptor(type, "name")?.value as unknown;
  return typeof name === "string" && name !== "" ? name : null;
}

/** `instanceof` without `Symbol.hasInstance` and without asking proxies on the way. */
export function inherits(value: object, ancestor: object): boolean {
  for (let at = Object.getPrototypeOf(value) as object | null; at !== null; at = Object.getPrototypeOf(at)) {
    if (at === ancestor) return true;
    if (isProxy(at)) return false;
  }
  return false;
}
