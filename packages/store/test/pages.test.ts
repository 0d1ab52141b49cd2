import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PageStore } from "@spatialclaw/store";
import { describe, expect, it } from "vitest";

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), "pages-"));

describe("pages", () => {
  it("keeps equal content once, under one id, and says which id it does not know", () => {
    const store = new PageStore();
    const a = store.put(Uint8Array.of(1, 2, 3));
    expect(store.put(Uint8Array.of(1, 2, 3))).toBe(a);
    expect(store.put(Uint8Array.of(1, 2, 4))).not.toBe(a);
    expect(store.size).toBe(2);
    expect(store.get(a)).toEqual(Uint8Array.of(1, 2, 3));
    expect(() => store.get("nothing")).toThrow('there is no page "nothing"');
  });

  it("knows in which order they came", () => {
    const store = new PageStore();
    const [a, b] = [store.put(Uint8Array.of(1)), store.put(Uint8Array.of(2))];
    store.put(Uint8Array.of(1));
    expect([store.placeOf(a), store.placeOf(b), store.placeOf("nothing")]).toEqual([0, 1, -1]);
    expect([store.idAt(1), store.idAt(2), store.idAt(-1)]).toEqual([b, null, null]);
  });

  it("names a page by the beginning of its SHA-256", () => {
    expect(new PageStore().put(new TextEncoder().encode("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223");
  });

  it("gives floats back to the last bit, from any address", () => {
    const store = new PageStore();
    const values = new Float32Array([0, 1.5, Number.NaN, 2, -0, Number.POSITIVE_INFINITY]).subarray(1);
    expect(store.getFloat32(store.putFloat32(values))).toEqual(values);
    const odd = new Uint8Array(9).subarray(1);
    odd.set(new Uint8Array(Float32Array.of(7, -8).buffer));
    expect(store.getFloat32(store.put(odd))).toEqual(Float32Array.of(7, -8));
    expect(() => store.getFloat32(store.put(Uint8Array.of(1)))).toThrow(/has 1 bytes, expected a multiple of 4/);
  });
});

describe("pages in a folder", () => {
  it("outlive the store that wrote them, one file each, no drafts left", () => {
    const folder = path.join(temporaryFolder(), "new", "pages");
    const first = new PageStore({ folder });
    const id = first.put(Uint8Array.of(1, 2, 3));
    first.put(Uint8Array.of(1, 2, 3));
    expect(readdirSync(folder)).toEqual([id]);
    const second = new PageStore({ folder });
    expect([...second.get(id)]).toEqual([1, 2, 3]);
    expect(second.put(Uint8Array.of(1, 2, 3))).toBe(id);
  });

  it("are refused when damaged, and never looked for outside of it", () => {
    const root = temporaryFolder();
    const folder = path.join(root, "pages");
    const id = new PageStore({ folder }).put(Uint8Array.of(5));
    writeFileSync(path.join(folder, id), "cut");
    expect(() => new PageStore({ folder }).get(id)).toThrow(`page ${id} is damaged`);
    writeFileSync(path.join(root, "secret"), "x");
    expect(() => new PageStore({ folder }).get("../secret")).toThrow('there is no page "../secret"');
  });
});
