import type { Json } from "@spatialclaw/kernel";
import { fail, shown } from "./check.ts";
import { InputFrame } from "./frames.ts";
import { RankedArray } from "./np/array.ts";
import { Cloud } from "./points.ts";
import type { Session } from "./session.ts";

/** The user's own groups of functions: every call is one of the host's. */
export function createCustomTools({ host, init }: Session): Record<string, object> {
  const groups = init.custom.map(({ name, functions }) => {
    const calls = functions.map((called) => {
      const where = `tools.${name}.${called}`;
      const call = (...args: unknown[]) =>
        host.call(
          `custom.${name}.${called}`,
          args.map((arg, i) => plain(`${where}(${i})`, arg)),
        );
      return [called, call] as const;
    });
    return [name, Object.freeze(Object.fromEntries(calls))] as const;
  });
  return Object.fromEntries(groups);
}

/** As plain data: a frame as its index, points and arrays as lists. */
function plain(where: string, value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (InputFrame.is(value))
    return { frameIndex: value.frameIndex, ...(value.video === null ? {} : { video: value.video }) };
  if (Cloud.is(value)) return Array.from({ length: value.length }, (_, i) => value.at(i));
  if (RankedArray.is(value)) return value.toArray() as Json;
  if (Array.isArray(value)) return value.map((item, i) => plain(`${where}[${i}]`, item));
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Float64Array);
  if (typeof value !== "object" || ![Object.prototype, null].includes(Object.getPrototypeOf(value)))
    return fail(where, `expected plain data (numbers, texts, lists, records, frames, points), got ${shown(value)}`);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(`${where}.${key}`, item)]));
}
