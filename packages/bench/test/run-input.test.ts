import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { file, film, filmAt, films, pictures } from "../src/benchmark/media.ts";
import type { ImageRef } from "../src/benchmark/types.ts";
import { openMedia, pathsOf, UnsupportedInput } from "../src/run/input.ts";

const VIDEO = fileURLToPath(new URL("../../../test/fixtures/media/videos/constant.mp4", import.meta.url));
const ROOM = fileURLToPath(new URL("../../../test/fixtures/room", import.meta.url));
const ALL = {};

let folder: string;
let picture: string;
let inTable: ImageRef;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "spatialclaw-input-"));
  picture = path.join(folder, "a*b.png");
  const image = sharp(new Uint8Array(12 * 8 * 3), { raw: { width: 12, height: 8, channels: 3 } }).png();
  const bytes = await image.toBuffer();
  await writeFile(picture, bytes);
  inTable = { kind: "embedded", name: "row 3, picture 1", bytes: async () => bytes };
});
afterAll(() => rm(folder, { recursive: true }));

describe("what a sample shows becomes an input", () => {
  it("of pictures, from files and from tables, with references", async () => {
    const media = pictures([file(picture), inTable], { references: [file(picture)] });
    const input = await openMedia(media, ALL);
    expect(input.frames.map(({ width, height }) => [width, height])).toEqual([
      [12, 8],
      [12, 8],
    ]);
    expect(input.references).toHaveLength(1);
    expect(pathsOf(media)).toEqual([picture, "row 3, picture 1"]);
  });

  it("of a capture", async () => {
    expect((await openMedia(pictures([file(ROOM)]), ALL)).capture?.hasDepth).toBe(true);
  });

  it("of a video, under the benchmark's frame rate", async () => {
    const [all, some] = [await openMedia(film(VIDEO), ALL), await openMedia(film(VIDEO), { maxFps: 2 })];
    expect(all.kind).toBe("video");
    expect(some.frames.length).toBeLessThan(all.frames.length);
  });

  it("of several videos, each its own, as files or as the frames of them", async () => {
    const shipped = { ...filmAt("x"), name: "shipped", path: null, images: [file(picture), file(picture)], fps: 2 };
    const names = async (groups: Parameters<typeof films>[0]) =>
      (await openMedia(films(groups), ALL)).videos?.map(({ name, totalFrames }) => [name, totalFrames]);
    expect(await names([filmAt(VIDEO), filmAt(VIDEO)])).toHaveLength(2);
    expect(await names([shipped, { ...shipped, name: "other" }])).toEqual([
      ["shipped", 2],
      ["other", 2],
    ]);
  });

  it.each([
    ["a video that is missing", film(null), /the file of its video is missing/],
    ["a video that is not there", film("/no/where.mp4"), /there is no file or folder \/no\/where\.mp4/],
    ["no pictures at all", pictures([]), /it has no pictures/],
    ["one of several videos missing", films([{ ...filmAt("b.mp4"), path: null }]), /its video b\.mp4 is missing/],
  ])("says in one line what is wrong with %s", async (_, media, message) => {
    const failure = await openMedia(media, ALL).catch((error) => error);
    expect(failure).toBeInstanceOf(UnsupportedInput);
    expect(failure.message).toMatch(message);
  });
});
