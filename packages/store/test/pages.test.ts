import { expect, it } from "vitest";
import { PageStore } from "@spatialclaw/store";

it("keeps equal content once, under one id, and says which id it does not know", () => {
  const store = new PageStore();
  const a = store.put(Uint8Array.of(1, 2, 3));
  expect(store.put(Uint8Array.of(1, 2, 3))).toBe(a);
  expect(store.put(Uint8Array.of(1, 2, 4))).not.toBe(a);
  expect(store.size).toBe(2);
  expect(store.get(a)).toEqual(Uint8Array.of(1, 2, 3));
  expect(() => store.get("nothing")).toThrow('there is no page "nothing"');
});
