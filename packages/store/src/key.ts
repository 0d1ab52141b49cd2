import { createHash, type Hash } from "node:crypto";
import { types } from "node:util";

/**
 * Names a plain value by its content: the same numbers, texts, lists, typed arrays and objects have the same key,
 * whatever the order of an object's keys. Throws TypeError for what is no plain value.
 */
export function keyOf(value: unknown): string {
  const hash = createHash("sha256");
  feed(hash, value, "value");
  return hash.digest("hex").slice(0, 32);
}

/** Every part begins with its kind and size, so that no two values run together to the same bytes. */
function feed(hash: Hash, value: unknown, at: string): void {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "number")
    hash.update(`${typeof value} ${Object.is(value, -0) ? "-0" : String(value)};`);
  else if (typeof value === "bigint") hash.update(`bigint ${value};`);
  else if (typeof value === "string") hash.update(`string ${Buffer.byteLength(value)} `).update(value);
  else if (types.isTypedArray(value)) {
    hash.update(`${value.constructor.name} ${value.byteLength} `);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`list ${value.length} `);
    for (const [index, entry] of value.entries()) feed(hash, entry, `${at}[${index}]`);
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value as object).filter(([, entry]) => entry !== undefined);
    hash.update(`object ${entries.length} `);
    for (const [name, entry] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
      feed(hash, name, at);
      feed(hash, entry, `${at}.${name}`);
    }
  } else throw new TypeError(`${at} is ${describe(value)}, expected a plain value with typed arrays`);
}

function describe(value: unknown): string {
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  return `an object of ${value.constructor?.name ?? "no class"}`;
}
