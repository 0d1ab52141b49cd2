import { copyFile, readdir, stat, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { openInput } from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { contentKey } from "../src/cache/content-key.ts";
import { DiskCache } from "../src/cache/disk-cache.ts";
import { cacheFolder } from "../src/cache/folder.ts";
import { Lru } from "../src/cache/lru.ts";
import { clip, numberIn, temporaryFolder } from "./clips.ts";

const open = (file: string, folder: string) => openInput([file], { cache: { folder } });
const kept = async (folder: string, ending: string) =>
  (await readdir(path.join(folder, "frames"))).filter((name) => name.endsWith(ending));

describe("decoded frames", () => {
  it("are kept on disk by content and index, the same to the last bit", async () => {
    const folder = await temporaryFolder();
    const first = await (await open(clip("constant.mp4"), folder)).frames[7]?.pixels();
    expect(await kept(folder, ".png")).toEqual([expect.stringMatching(/-7\.png$/)]);
    const again = await (await open(clip("constant.mp4"), folder)).frames[7]?.pixels();
    expect(again?.data).toEqual(first?.data);
    const other = await (await open(clip("variable.mp4"), folder)).frames[7]?.pixels();
    expect(other && numberIn(other, "variable.mp4")).toBe(7);
    expect(await kept(folder, ".png")).toHaveLength(2);
  });

  it("do not mix with those of another file under the same name, or of another sampling", async () => {
    const [folder, place] = await Promise.all([temporaryFolder(), temporaryFolder()]);
    const file = path.join(place, "clip.mp4");
    await copyFile(clip("constant.mp4"), file);
    expect((await open(file, folder)).frames).toHaveLength(50);
    const capped = await openInput([file], { cache: { folder }, sampling: { maxFps: 5 } });
    expect(capped.frames.map(({ frameIndex }) => frameIndex)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect(numberIn((await capped.frames[1]?.pixels()) ?? never(), "constant.mp4")).toBe(5);
    await copyFile(clip("cut-mid-gop.mp4"), file);
    const { frames } = await open(file, folder);
    expect(frames).toHaveLength(32);
    expect(numberIn((await frames[5]?.pixels()) ?? never(), "cut-mid-gop.mp4")).toBe(23);
  });

  it("are decoded again when what is kept is broken", async () => {
    const folder = await temporaryFolder();
    const { frames } = await open(clip("constant.mp4"), folder);
    await frames[3]?.pixels();
    for (const name of await readdir(path.join(folder, "frames")))
      await writeFile(path.join(folder, "frames", name), "broken");
    const again = await open(clip("constant.mp4"), folder);
    expect(again.frames).toHaveLength(50);
    expect(numberIn((await again.frames[3]?.pixels()) ?? never(), "constant.mp4")).toBe(3);
  });

  it("come all the same where nothing can be kept", async () => {
    const file = path.join(await temporaryFolder(), "a-file");
    await writeFile(file, "");
    const { frames } = await open(clip("constant.mp4"), path.join(file, "below"));
    expect(numberIn((await frames[3]?.pixels()) ?? never(), "constant.mp4")).toBe(3);
  });
});

describe("the folder", () => {
  it("stays below its limit: what was not used for longest goes", async () => {
    const folder = path.join(await temporaryFolder(), "cache");
    const cache = new DiskCache(folder, 1000);
    for (let i = 0; i < 8; i++) {
      await cache.put(`${i}`, new Uint8Array(100));
      const used = new Date(1_700_000_000_000 + 1000 * i);
      await utimes(path.join(folder, `${i}`), used, used);
    }
    await cache.get("0");
    await cache.put("next", new Uint8Array(300));
    const names = (await readdir(folder)).sort();
    expect(names).toContain("next");
    expect(names).toContain("0");
    expect(names).not.toContain("1");
    const sizes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1000);
  });

  it("is shared: writers of one name at once leave one whole file", async () => {
    const folder = path.join(await temporaryFolder(), "cache");
    const caches = Array.from({ length: 8 }, () => new DiskCache(folder, 10_000_000));
    await Promise.all(caches.map((cache, i) => cache.put("same", new Uint8Array(100_000).fill(i))));
    expect(await readdir(folder)).toEqual(["same"]);
    const bytes = await caches[0]?.get("same");
    expect(bytes?.length).toBe(100_000);
    expect(new Set(bytes).size).toBe(1);
  });

  it("forgets what a dead process left unfinished, and nothing that is being written", async () => {
    const folder = await temporaryFolder();
    const old = new Date(Date.now() - 7_200_000);
    for (const name of ["old.draft", "new.draft"]) await writeFile(path.join(folder, name), "x");
    await utimes(path.join(folder, "old.draft"), old, old);
    await new DiskCache(folder, 1000).put("a", new Uint8Array(100));
    expect((await readdir(folder)).sort()).toEqual(["a", "new.draft"]);
  });

  it("lies where the XDG standard says", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/var/me" })).toBe("/var/me/spatialclaw");
    expect(cacheFolder({ XDG_CACHE_HOME: "relative" })).toMatch(/\.cache\/spatialclaw$/);
  });
});

it("names content by size, time, beginning and end", async () => {
  const file = path.join(await temporaryFolder(), "a");
  const at = new Date(1_700_000_000_000);
  const keyOf = async (bytes: Uint8Array, time = at) => {
    await writeFile(file, bytes);
    await utimes(file, time, time);
    return contentKey(file);
  };
  const long = new Uint8Array(700_000);
  const ended = Uint8Array.from(long).fill(1, 699_999);
  const keys = [await keyOf(long), await keyOf(long.subarray(1)), await keyOf(ended), await keyOf(long, new Date(1))];
  expect(new Set(keys).size).toBe(4);
  expect(await keyOf(long)).toBe(keys[0]);
  expect(await keyOf(new Uint8Array())).toMatch(/^[0-9a-f]{64}$/);
});

it("keeps in memory what was used last", () => {
  const lru = new Lru<string, number>(10);
  for (const [i, key] of ["a", "b", "c"].entries()) lru.set(key, i, 4);
  expect([lru.get("a"), lru.get("b"), lru.get("c")]).toEqual([undefined, 1, 2]);
  lru.get("b");
  lru.set("d", 3, 4);
  expect([lru.get("b"), lru.get("c"), lru.get("d")]).toEqual([1, undefined, 3]);
  lru.set("large", 9, 11);
  expect(lru.get("large")).toBeUndefined();
});

function never(): never {
  throw new Error("no frame");
}
