import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readBundle, writeBundle } from "@spatialclaw/store";
import { expect, it } from "vitest";

const file = () => path.join(mkdtempSync(path.join(tmpdir(), "bundle-")), "deep", "a.bundle");

const VALUE = {
  name: "depth",
  empty: null,
  list: [1, Number.NaN, "two"],
  depth: Float32Array.of(1.5, Number.NaN, 3),
  nested: [{ bits: Uint8Array.of(1, 2, 255) }, { matrix: Float64Array.of(1e-300) }],
};

it("gives a value with its arrays back, and leaves no draft", async () => {
  const place = file();
  await writeBundle(place, VALUE);
  expect(await readBundle(place)).toEqual({ value: VALUE });
  expect(readdirSync(path.dirname(place))).toEqual(["a.bundle"]);
});

it.each([
  ["a changed byte", (bytes: Buffer) => bytes.with(bytes.length - 1, 7)],
  ["a cut end", (bytes: Buffer) => bytes.subarray(0, bytes.length - 3)],
  ["another format", () => Buffer.from("not a bundle")],
  ["nothing", () => Buffer.alloc(0)],
])("%s is no bundle", async (_, damage) => {
  const place = file();
  await writeBundle(place, VALUE);
  writeFileSync(place, damage(readFileSync(place)));
  expect(await readBundle(place)).toBeNull();
});

it("refuses what is no plain value, and writes nothing", async () => {
  const place = file();
  await expect(writeBundle(place, { when: new Date() })).rejects.toThrow("an object of Date cannot be kept");
  await expect(writeBundle(place, Buffer.from("x"))).rejects.toThrow("an array of Buffer cannot be kept");
  await expect(readBundle(place)).rejects.toThrow("ENOENT");
});
