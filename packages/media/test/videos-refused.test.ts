import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { openInput } from "@spatialclaw/media";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { loadAv } from "../src/video/library.ts";
import { clip, openClip, refusalOf, temporaryFolder } from "./clips.ts";

/** A clip of which only the first part is there. */
async function cut(name: string, share: number): Promise<string> {
  const bytes = await readFile(clip(name));
  const file = path.join(await temporaryFolder(), `cut-${name}`);
  await writeFile(file, bytes.subarray(0, Math.floor(share * bytes.length)));
  return file;
}

describe("a video is refused", () => {
  it.each([
    ["with sound alone", "audio-only.mp4", /audio-only\.mp4 has no pictures, only sound; name a video/],
    ["without frames", "no-frames.mp4", /no-frames\.mp4 has no pictures; name a video/],
    ["with an absurd rate", "absurd-rate.mp4", /has 2000 frames a second, expected at most 1000; correct its times/],
    ["without time stamps", "no-times.h264", /does not say when its frames are shown; put it into a container/],
  ])("%s", async (_, name, message) => {
    expect(await refusalOf(openClip(name))).toMatch(message);
  });

  it("that breaks off before its table of contents", async () => {
    expect(await refusalOf(openInput([await cut("constant.mp4", 0.6)], { cache: false }))).toMatch(
      /cut-constant\.mp4 cannot be opened as a video .* breaks off before its table of contents; copy it again/,
    );
  });

  it("that breaks off in the middle, with its table of contents in front", async () => {
    const { bytes, moov } = await fastStart("constant.mp4");
    const file = path.join(await temporaryFolder(), "short.mp4");
    await writeFile(file, bytes.subarray(0, moov + Math.floor(0.5 * (bytes.length - moov))));
    expect(await refusalOf(openInput([file], { cache: false }))).toMatch(
      /short\.mp4 breaks off after \d+ of its 50 frames; copy it again, or keep what is there: ffmpeg/,
    );
  });

  it("that ends behind its header", async () => {
    const file = path.join(await temporaryFolder(), "none.mkv");
    const bytes = await readFile(clip("no-duration.mkv"));
    const cluster = bytes.indexOf(Buffer.of(0x1f, 0x43, 0xb6, 0x75));
    await writeFile(file, bytes.subarray(0, cluster));
    expect(await refusalOf(openInput([file], { cache: false }))).toMatch(/none\.mkv cannot be opened as a video/);
  });

  it.each([
    ["that is empty", "", /clip\.mp4 is empty, expected a picture or a video/],
    ["that is a web page", "<!DOCTYPE html><html>", /clip\.mp4 holds a web page, expected a picture or a video/],
    ["that is a text", "hello", /clip\.mp4 is neither a picture nor a video/],
    // Lists that name other files or hosts are not followed.
    ["that is a playlist", "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", /clip\.mp4 is neither a picture nor a video/],
    ["that only begins like one", "\0\0\0\x18ftypisom", /clip\.mp4 cannot be opened as a video/],
  ])("%s", async (_, content, message) => {
    const file = path.join(await temporaryFolder(), "clip.mp4");
    await writeFile(file, content, "latin1");
    expect(await refusalOf(openInput([file], { cache: false }))).toMatch(message);
  });

  it("in a folder with pictures, or beside them", async () => {
    const folder = await temporaryFolder();
    await copyFile(clip("one-frame.mp4"), path.join(folder, "a.mp4"));
    const picture = path.join(folder, "b.png");
    await sharp({ create: { width: 4, height: 4, channels: 3, background: "red" } })
      .png()
      .toFile(picture);
    expect(await refusalOf(openInput([folder]))).toMatch(/holds 1 pictures and 1 videos; name those that are meant/);
    expect(await refusalOf(openInput([picture, clip("one-frame.mp4")], { cache: false }))).toMatch(
      /b\.png is no video, one-frame\.mp4 is one; ask about pictures or about videos/,
    );
  });

  it("where node-av is not installed, with the way out", async () => {
    const absent = async (): Promise<never> => {
      throw new Error("Cannot find package 'node-av' imported from …\nmore");
    };
    expect(await refusalOf(loadAv("walk.mp4", absent))).toBe(
      "walk.mp4 is a video, and node-av, the optional package that reads videos, cannot be loaded (Cannot find package 'node-av' imported from …); install it: npm install node-av",
    );
  });
});

describe("a header that counts wrongly", () => {
  it("does not matter in AVI", async () => {
    const bytes = await readFile(clip("motion-jpeg.avi"));
    // Total frames of the main header, and the length of the stream's.
    bytes.writeUInt32LE(7, bytes.indexOf("avih") + 8 + 16);
    bytes.writeUInt32LE(7, bytes.indexOf("strh") + 8 + 32);
    const file = path.join(await temporaryFolder(), "wrong.avi");
    await writeFile(file, bytes);
    expect((await openInput([file], { cache: false })).frames).toHaveLength(12);
  });
});

it("names a frame that is damaged, and gives the others", async () => {
  const bytes = await readFile(clip("motion-jpeg.avi"));
  const at = bytes.indexOf("movi");
  const chunks = [...bytes.subarray(at).toString("latin1").matchAll(/00dc/g)].map((match) => at + (match.index ?? 0));
  const fifth = chunks[5] as number;
  bytes.fill(0, fifth + 8, fifth + 8 + bytes.readUInt32LE(fifth + 4));
  const file = path.join(await temporaryFolder(), "damaged.avi");
  await writeFile(file, bytes);
  const { frames } = await openInput([file], { cache: false });
  expect(await refusalOf(frames[5]?.pixels() ?? Promise.resolve())).toMatch(
    /frame 5 of damaged\.avi, at 0\.33 s, cannot be decoded: the file is damaged there/,
  );
  expect((await frames[6]?.pixels())?.width).toBe(64);
  expect((await frames[4]?.pixels())?.width).toBe(64);
});

/** An MP4 with its table of contents in front of the pictures: `moov` is where it ends. */
async function fastStart(name: string): Promise<{ bytes: Buffer; moov: number }> {
  const bytes = await readFile(clip(name));
  const boxes = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    boxes.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at, at + bytes.readUInt32BE(at)));
  const [ftyp, moov, mdat] = ["ftyp", "moov", "mdat"].map((box) => boxes.get(box) as Buffer) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  const oldStart = bytes.indexOf(mdat);
  const moved = Buffer.from(moov);
  const shift = ftyp.length + moov.length - oldStart;
  const table = moved.indexOf("stco") + 8;
  for (let i = 0; i < moved.readUInt32BE(table); i++) {
    const entry = table + 4 + 4 * i;
    moved.writeUInt32BE(moved.readUInt32BE(entry) + shift, entry);
  }
  return { bytes: Buffer.concat([ftyp, moved, mdat]), moov: ftyp.length + moved.length };
}
