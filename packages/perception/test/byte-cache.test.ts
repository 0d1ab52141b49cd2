import { expect, it } from "vitest";
import { ByteCache } from "../src/capture/byte-cache.ts";

function counting(budget: number) {
  const made: number[] = [];
  const cache = new ByteCache<Uint8Array>(budget, (value) => value.byteLength);
  const get = (key: number, bytes = 10) =>
    cache.get(key, async () => {
      made.push(key);
      return new Uint8Array(bytes);
    });
  return { cache, get, made };
}

it("drops the least recently used values beyond its budget", async () => {
  const { get, made } = counting(30);
  for (const key of [1, 2, 3]) await get(key);
  await get(1);
  await get(4);
  for (const key of [1, 3, 4]) await get(key);
  expect(made).toEqual([1, 2, 3, 4]);
  await get(2);
  expect(made).toEqual([1, 2, 3, 4, 2]);
});

it("gives also what is larger than the budget, and shares one making", async () => {
  const { get, made } = counting(5);
  const [a, b] = await Promise.all([get(1, 100), get(1, 100)]);
  expect(a).toBe(b);
  expect(made).toEqual([1]);
});

it("does not keep failures", async () => {
  const cache = new ByteCache<string>(100, () => 1);
  await expect(cache.get(1, () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await cache.get(1, async () => "back")).toBe("back");
});
