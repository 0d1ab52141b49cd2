import { copyFile } from "node:fs/promises";
import path from "node:path";
import { openInput, type RgbImage, type SourceFrame } from "@spatialclaw/media";
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { loadAv } from "../src/video/library.ts";
import { readIndex } from "../src/video/read-index.ts";
import { VideoReader } from "../src/video/reader.ts";
import { clip, GOLDENS, goldenPicture, numberIn, openClip, temporaryFolder } from "./clips.ts";

/** First numbers of clips that begin later; the others begin with 0. */
const BEGIN: Readonly<Record<string, number>> = { "cut-mid-gop.mp4": 18, "cut-mid-gop.m2ts": 12 };

const pixelsOf = async (frame: SourceFrame | undefined): Promise<RgbImage> => {
  if (!frame) throw new Error("no such frame");
  return frame.pixels();
};

describe.each(Object.entries(GOLDENS))("%s", (name, golden) => {
  it("has the frames and times that ffprobe lists", async () => {
    const { kind, frames, videos } = await openClip(name);
    expect(kind).toBe("video");
    expect(frames.map(({ frameIndex }) => frameIndex)).toEqual(golden.seconds.map((_, i) => i));
    const apart = frames.map(({ seconds }, i) => Math.abs((seconds as number) - (golden.seconds[i] as number)));
    // ffprobe writes microseconds.
    expect(Math.max(...apart)).toBeLessThan(2e-6);
    expect(videos).toMatchObject([{ name, totalFrames: golden.seconds.length, frames: [0, frames.length] }]);
  });

  it("gives each frame's own picture, in whatever order they are asked for", async () => {
    const { frames } = await openClip(name);
    const begin = BEGIN[name] ?? 0;
    const all = await Promise.all(frames.map((frame) => frame.pixels()));
    expect(all.map((picture) => numberIn(picture, name))).toEqual(frames.map((_, i) => begin + i));
    const order = fc.array(fc.nat(frames.length - 1), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(order, async (wanted) => {
        const { frames: fresh } = await openClip(name);
        for (const i of wanted) expect(numberIn(await pixelsOf(fresh[i]), name)).toBe(begin + i);
      }),
      { numRuns: 5 },
    );
  });

  it("has the pixels of ffmpeg, upright", async () => {
    const { frames } = await openClip(name);
    const { data, info } = await sharp(goldenPicture(name)).raw().toBuffer({ resolveWithObject: true });
    for (const [k, i] of golden.pictures.entries()) {
      const picture = await pixelsOf(frames[i]);
      expect([picture.width, picture.height]).toEqual([info.width, info.height / golden.pictures.length]);
      expect([frames[i]?.width, frames[i]?.height]).toEqual([picture.width, picture.height]);
      const expected = data.subarray(k * picture.data.length, (k + 1) * picture.data.length);
      const most = picture.data.reduce((max, value, j) => Math.max(max, Math.abs(value - (expected[j] as number))), 0);
      // Ten bits are rounded to eight in another way than by the FFmpeg that made the goldens.
      expect(most).toBeLessThanOrEqual(name === "open-gop.mp4" ? 4 : 0);
    }
  });
});

it("counts frames and seconds alike, and the rate from the times", async () => {
  const [ntsc, variable, one] = await Promise.all(
    ["ntsc.mp4", "variable.mp4", "one-frame.mp4"].map((n) => openClip(n)),
  );
  expect([ntsc?.fps, ntsc?.durationSec]).toEqual([expect.closeTo(30000 / 1001, 3), expect.closeTo(2.002, 5)]);
  expect([variable?.fps, variable?.durationSec]).toEqual([expect.closeTo(39 / 1.78, 6), expect.closeTo(1.8, 6)]);
  expect([one?.fps, one?.durationSec, one?.frames.length]).toEqual([null, expect.closeTo(0.04), 1]);
  expect(ntsc?.frames[30]?.name).toBe("ntsc.mp4 at 1.00 s");
});

it("makes pixels square", async () => {
  const { frames } = await openClip("wide-pixels.mp4");
  expect([frames[0]?.width, frames[0]?.height]).toEqual([85, 48]);
  const { width, height, data } = await pixelsOf(frames[0]);
  expect([width, height, data.length]).toEqual([85, 48, 85 * 48 * 3]);
});

it("sends frames as JPEG of the upright picture", async () => {
  const { frames } = await openClip("rotated-90.mp4");
  const { mime, bytes } = (await frames[3]?.encoded()) ?? { mime: "", bytes: new Uint8Array() };
  expect(mime).toBe("image/jpeg");
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "jpeg", width: 48, height: 64 });
});

it("gives every caller pixels of its own", async () => {
  const { frames } = await openClip("constant.mp4");
  const [a, b] = await Promise.all([pixelsOf(frames[5]), pixelsOf(frames[5])]);
  a.data.fill(7);
  expect(numberIn(b, "constant.mp4")).toBe(5);
  expect(numberIn(await pixelsOf(frames[5]), "constant.mp4")).toBe(5);
});

it("tells what a clip is by its content, not by its name", async () => {
  const file = path.join(await temporaryFolder(), "photo.jpg");
  await copyFile(clip("constant.mp4"), file);
  expect(await openInput([file], { cache: false })).toMatchObject({ kind: "video", name: "photo.jpg" });
});

it("may be decoded by a device; where there is none, as ever", async () => {
  const { frames } = await openClip("constant.mp4", { hardware: true });
  for (const i of [49, 3, 20]) expect(numberIn(await pixelsOf(frames[i]), "constant.mp4")).toBe(i);
});

it("decodes no more than from the key frame before to the frame itself", async () => {
  const [file, shown] = [clip("constant.mp4"), "constant.mp4"];
  const av = await loadAv(shown);
  const index = await readIndex(av, file, shown);
  const reader = new VideoReader({ av, file, shown, index });
  // Key frames are 0, 12, 24, 36 and 48; three are in the decoder's hands before the first one comes out.
  expect(numberIn((await reader.read(40)) as RgbImage, shown)).toBe(40);
  expect(reader.decoded).toBeLessThanOrEqual(8);
  expect(numberIn((await reader.read(41)) as RgbImage, shown)).toBe(41);
  expect(reader.decoded).toBeLessThanOrEqual(9);
  expect(numberIn((await reader.read(2)) as RgbImage, shown)).toBe(2);
  expect(reader.decoded).toBeLessThanOrEqual(13);
  await reader.close();
});
