import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { keyOf, ResultCache } from "../src/index.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-results-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cacheOf = (maxBytes = 1e6) => new ResultCache({ folder, maxBytes });
const key = (n: number) => keyOf({ n });

describe("keyOf", () => {
  it("is the same for the same content, whatever the order of the keys", () => {
    const one = { a: 1, b: [Float32Array.of(1, 2), "x", null], c: undefined };
    const other = { b: [Float32Array.of(1, 2), "x", null], a: 1 };
    expect(keyOf(one)).toBe(keyOf(other));
    expect(keyOf(one)).toMatch(/^[0-9a-f]{32}$/);
  });

  it("tells apart what differs", () => {
    const values: unknown[] = [
      0,
      -0,
      "0",
      0n,
      false,
      null,
      undefined,
      [],
      {},
      [0],
      [[0]],
      ["a", "b"],
      ["ab"],
      { a: "b" },
      { ab: "" },
      Uint8Array.of(0),
      Int8Array.of(0),
      new Float32Array(1),
      new Uint8Array(4),
      Number.NaN,
    ];
    expect(new Set(values.map(keyOf)).size).toBe(values.length);
  });

  it("refuses what is no plain value, by its place", () => {
    expect(() => keyOf({ a: [new Map()] })).toThrow("value.a[0] is an object of Map, expected a plain value");
    expect(() => keyOf({ f: () => 1 })).toThrow("value.f is a function");
  });
});

describe("kept results", () => {
  it("come back as they were, their arrays in shared memory", async () => {
    const value = {
      depth: Float32Array.of(1, Number.NaN, Number.POSITIVE_INFINITY),
      masks: [{ bits: Uint8Array.of(255), big: BigInt64Array.of(-1n) }, null],
      scale: Number.NaN,
      far: Number.NEGATIVE_INFINITY,
      name: "a \u0000 b",
      empty: new Float64Array(0),
    };
    await cacheOf().put(key(1), value);
    const found = (await cacheOf().get(key(1)))?.value as typeof value;
    expect(found).toEqual(value);
    expect(found.depth.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(await cacheOf().get(key(2))).toBeNull();
    expect(readdirSync(folder)).toEqual([`${key(1)}.result`]);
  });

  it("come back whatever the value", async () => {
    const arrays = fc.oneof(fc.float32Array(), fc.uint8Array(), fc.bigInt64Array());
    const leaf = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), arrays);
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie("value"), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).value;
    const cache = cacheOf(1e9);
    await fc.assert(
      fc.asyncProperty(plain, async (value) => {
        await cache.put(key(1), value);
        expect((await cache.get(key(1)))?.value).toEqual(value === undefined ? undefined : value);
      }),
      { numRuns: 40 },
    );
  });

  it("count as absent when they are damaged or of another format", async () => {
    const file = path.join(folder, `${key(1)}.result`);
    await cacheOf().put(key(1), { depth: new Float32Array(100).fill(3) });
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped[whole.length - 1] = 1;
    for (const bytes of [
      flipped,
      whole.subarray(0, whole.length - 4),
      whole.subarray(0, 5),
      Buffer.from("SCRESULT\xff\xff\xff\xff{", "latin1"),
      Buffer.alloc(0),
    ]) {
      writeFileSync(file, bytes);
      expect(await cacheOf().get(key(1))).toBeNull();
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  it("go when there are too many, those first that were used longest ago", async () => {
    const value = { a: new Uint8Array(1000) };
    await cacheOf().put(key(0), value);
    const { size } = statSync(path.join(folder, `${key(0)}.result`));
    const cache = cacheOf(3.5 * size);
    for (const n of [1, 2]) await cache.put(key(n), value);
    const used = (n: number, seconds: number) => utimesSync(path.join(folder, `${key(n)}.result`), seconds, seconds);
    for (const n of [0, 1, 2]) used(n, 1000 + n);
    // A read is a use.
    await cache.get(key(0));
    await cache.put(key(3), value);
    expect(await cache.get(key(1))).toBeNull();
    for (const n of [0, 2, 3]) expect(await cache.get(key(n))).not.toBeNull();
    expect(await cache.use()).toEqual({ results: 3, bytes: 3 * size });
    // What is larger than everything together may be is not kept, and pushes nothing out.
    await cache.put(key(4), { a: new Uint8Array(10_000) });
    expect((await cache.use()).results).toBe(3);
  });

  it("are no error where nothing can be written", async () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const cache = new ResultCache({ folder: path.join(file, "results"), maxBytes: 1e6 });
    await cache.put(key(1), { a: 1 });
    expect(await cache.get(key(1))).toBeNull();
    expect(await cache.use()).toEqual({ results: 0, bytes: 0 });
    await expect(cache.put(key(1), { a: new Map() })).rejects.toThrow("an object of Map cannot be kept");
    await expect(cache.get("../../etc/passwd")).rejects.toThrow(/is no key/);
  });

  it("are shared by processes that write and evict at once", () => {
    const store = pathToFileURL(path.join(import.meta.dirname, "../src/index.ts")).href;
    const source = `
      import { keyOf, ResultCache } from ${JSON.stringify(store)};
      const cache = new ResultCache({ folder: ${JSON.stringify(folder)}, maxBytes: 20000 });
      for (let n = 0; n < 60; n++) {
        await cache.put(keyOf(n % 20), { n: new Float64Array(100).fill(n % 20) });
        const found = await cache.get(keyOf((n * 7) % 20));
        if (found && found.value.n.some((v) => v !== (n * 7) % 20)) throw new Error("mixed up");
      }`;
    const child = () =>
      spawnSync(
        "sh",
        [
          "-c",
          '"$0" --input-type=module --eval "$1" & "$0" --input-type=module --eval "$1"; code=$?; wait $! && exit $code',
          process.execPath,
          source,
        ],
        { encoding: "utf8" },
      );
    const { status, stderr } = child();
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = readdirSync(folder);
    expect(files.every((file) => file.endsWith(".result"))).toBe(true);
    expect(files.length).toBeGreaterThan(0);
  });
});
