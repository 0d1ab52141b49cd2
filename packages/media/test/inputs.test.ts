import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { encodePng, openInput, type Progress } from "@spatialclaw/media";
import { beforeAll, describe, expect, it } from "vitest";
import { clip, numberIn, openClip, refusalOf, temporaryFolder } from "./clips.ts";

const picture = (width = 4, height = 3): Promise<Uint8Array> =>
  encodePng({ width, height, data: new Uint8Array(3 * width * height).fill(90) });

let png: Uint8Array;
beforeAll(async () => {
  png = await picture();
});

describe("content without a file", () => {
  it("of pictures, in memory, as a stream, from standard input and as a data URL", async () => {
    const cache = { folder: await temporaryFolder() };
    const { frames, kind } = await openInput(
      [
        png,
        { name: "named.png", content: png },
        Readable.from([png.subarray(0, 20), png.subarray(20)]),
        "-",
        `data:image/png;base64,${Buffer.from(png).toString("base64")}`,
        `data:image/png,${[...png].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("")}`,
      ],
      { stdin: Readable.from([png]), cache },
    );
    expect(kind).toBe("images");
    expect(frames.map(({ frameIndex, name }) => [frameIndex, name])).toEqual([
      [0, "picture"],
      [1, "named.png"],
      [2, "picture"],
      [3, "standard input"],
      [4, "data URL"],
      [5, "data URL"],
    ]);
    for (const frame of frames) expect((await frame.pixels()).data).toEqual(new Uint8Array(36).fill(90));
  });

  it.each<[string, () => Promise<Uint8Array | AsyncIterable<Uint8Array>>]>([
    ["in memory", () => readFile(clip("constant.mp4"))],
    ["as a stream", async () => createReadStream(clip("constant.mp4"))],
  ])("of videos, %s", async (_, make) => {
    const cache = { folder: await temporaryFolder() };
    const { frames, kind } = await openInput([{ name: "walk.mp4", content: await make() }], { cache });
    expect([kind, frames.length, frames[7]?.name]).toEqual(["video", 50, "walk.mp4 at 0.28 s"]);
    const seen = await frames[7]?.pixels();
    expect(seen && numberIn(seen, "constant.mp4")).toBe(7);
    expect((await readdir(path.join(cache.folder, "inputs"))).filter((name) => name.includes("draft"))).toEqual([]);
  });

  it("is refused when it is empty, nonsense or too much, and leaves nothing behind", async () => {
    const cache = { folder: await temporaryFolder() };
    expect(await refusalOf(openInput([new Uint8Array()]))).toMatch(/picture is empty, expected a picture or a video/);
    expect(await refusalOf(openInput(["-"], { stdin: Readable.from([]), cache }))).toMatch(/standard input is empty/);
    expect(await refusalOf(openInput([Buffer.from("hello")]))).toMatch(
      /cannot read picture|neither a picture nor a video/,
    );
    expect(await refusalOf(openInput(["data:image/png;base64,!!"]))).toMatch(/holds what is no base64/);
    expect(await refusalOf(openInput(["data:image/png"]))).toMatch(/has no comma/);
    const endless = Readable.from(
      (function* () {
        for (;;) yield new Uint8Array(4096);
      })(),
    );
    expect(await refusalOf(openInput(["-"], { stdin: endless, mostBytes: 2 ** 20, cache }))).toMatch(
      /standard input has more than 1 MiB; fetch it by other means/,
    );
    expect(await readdir(path.join(cache.folder, "inputs"))).toEqual([]);
  });
});

describe("patterns and folders", () => {
  it("match files in natural order, passing links in circles", async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, "deep/er"), { recursive: true });
    await symlink(folder, path.join(folder, "deep/back"));
    for (const name of ["a10.png", "a2.png", "deep/er/a3.png", "b.png"]) await writeFile(path.join(folder, name), png);
    const names = async (pattern: string) =>
      (await openInput([path.join(folder, pattern)])).frames.map(({ name }) => name);
    expect(await names("a*.png")).toEqual(["a2.png", "a10.png"]);
    expect((await names("**/a?.png")).sort()).toEqual(["a2.png", "a3.png"]);
    expect(await names("{b,a2}.png")).toEqual(["a2.png", "b.png"]);
    expect(await refusalOf(openInput([path.join(folder, "c*.png")]))).toMatch(
      /no file matches .*c\*\.png; check the pattern/,
    );
  });

  it("are plain paths where somebody else names them", async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, "a.png"), png);
    for (const named of [path.join(folder, "*.png"), "http://127.0.0.1:1/a.png", "data:image/png;base64,AAAA", "-"])
      expect(await refusalOf(openInput([named], { beyondPaths: false }))).toMatch(/there is no file or folder/);
  });

  it("name a file with wildcards in its name as it is", async () => {
    const file = path.join(await temporaryFolder(), "a[1].png");
    await writeFile(file, png);
    expect((await openInput([file])).frames[0]?.name).toBe("a[1].png");
  });

  it("may hold pictures of different sizes", async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, "1.png"), png);
    await writeFile(path.join(folder, "2.png"), await picture(7, 5));
    expect((await openInput([folder])).frames.map(({ width, height }) => [width, height])).toEqual([
      [4, 3],
      [7, 5],
    ]);
  });

  it("refuse links to themselves, devices and other addresses", async () => {
    const loop = path.join(await temporaryFolder(), "loop");
    await symlink(loop, loop);
    expect(await refusalOf(openInput([loop]))).toMatch(/loop is a symbolic link that leads back to itself/);
    expect(await refusalOf(openInput(["/dev/null"]))).toMatch(/is neither a file nor a folder/);
    expect(await refusalOf(openInput(["ftp://host/a.png"]))).toMatch(/ftp: addresses are not read, expected https:/);
  });
});

describe("several videos", () => {
  it("follow each other, each with indices and times of its own", async () => {
    const input = await openInput([clip("ntsc.mp4"), clip("rotated-90.mp4")], {
      cache: false,
      sampling: { maxFps: 10 },
    });
    expect([input.kind, input.name, input.fps, input.durationSec]).toEqual(["video", "2 videos", null, null]);
    const [first, second] = input.videos ?? [];
    expect(first).toMatchObject({ name: "ntsc.mp4", totalFrames: 60, frames: [0, 20] });
    expect(second).toMatchObject({ name: "rotated-90.mp4", totalFrames: 12, frames: [20, 25] });
    expect(input.frames.map(({ video }) => video)).toEqual([...Array(20).fill(1), ...Array(5).fill(2)]);
    expect(input.frames.slice(20).map(({ frameIndex, seconds }) => [frameIndex, seconds])).toEqual([
      [0, 0],
      [2, 0.08],
      [5, 0.2],
      [8, 0.32],
      [10, 0.4],
    ]);
    for (const frame of input.frames.slice(18, 22)) {
      const name = frame.video === 1 ? "ntsc.mp4" : "rotated-90.mp4";
      expect(numberIn(await frame.pixels(), name)).toBe(frame.frameIndex);
    }
  });

  it("have no number where there is one", async () => {
    const { frames } = await openClip("constant.mp4");
    expect(frames.every(({ video }) => video === null)).toBe(true);
  });

  it("may exist as pictures only", async () => {
    const folder = await temporaryFolder();
    const files = await Promise.all(
      [0, 1, 2, 3].map(async (i) => {
        const file = path.join(folder, `${i}.png`);
        await writeFile(file, png);
        return file;
      }),
    );
    const input = await openInput([{ name: "walk", pictures: files, fps: 2 }], { sampling: { maxFps: 1 } });
    expect(input).toMatchObject({ kind: "video", name: "walk", fps: 2, durationSec: 2 });
    expect(input.frames.map(({ frameIndex, seconds }) => [frameIndex, seconds])).toEqual([
      [0, 0],
      [2, 1],
    ]);
    const timeless = await openInput([
      { pictures: files, fps: null },
      { pictures: [path.join(folder, "*.png")], fps: 1 },
    ]);
    expect(timeless.videos?.map(({ name, fps, totalFrames }) => [name, fps, totalFrames])).toEqual([
      ["video 1", null, 4],
      ["video 2", 1, 4],
    ]);
    expect(timeless.frames.map(({ video, seconds }) => [video, seconds])).toEqual([
      ...Array(4).fill([1, null]),
      ...[0, 1, 2, 3].map((i) => [2, i]),
    ]);
    await writeFile(path.join(folder, "4.png"), await picture(7, 5));
    expect(await refusalOf(openInput([{ pictures: [path.join(folder, "*.png")], fps: 2 }]))).toMatch(
      /video 1: 4\.png has 7x5 pixels, 0\.png 4x3; frames of one video have one size/,
    );
    expect(await refusalOf(openInput([{ pictures: files, fps: 0 }]))).toMatch(
      /rate of video 1 is 0, expected frames a second/,
    );
    expect(await refusalOf(openInput([{ pictures: [], fps: 1 }]))).toMatch(/video 1 has no frames/);
    expect(await refusalOf(openInput([{ pictures: files, fps: 1 }, files[0] as string]))).toMatch(/cannot be mixed/);
  });
});

describe("references", () => {
  it("are pictures that count on their own", async () => {
    const file = path.join(await temporaryFolder(), "sofa.png");
    await writeFile(file, png);
    const input = await openInput([clip("one-frame.mp4")], { references: [file, png], cache: false });
    expect(input.frames).toHaveLength(1);
    expect(input.references?.map(({ frameIndex, name }) => [frameIndex, name])).toEqual([
      [0, "sofa.png"],
      [1, "picture"],
    ]);
    expect(await refusalOf(openInput([file], { references: [clip("one-frame.mp4")] }))).toMatch(
      /one-frame\.mp4 is a video, expected a picture/,
    );
  });
});

it("reports files, frames and bytes as it reads them", async () => {
  const folder = await temporaryFolder();
  for (const name of ["1.png", "2.png"]) await writeFile(path.join(folder, name), png);
  await copyFile(clip("constant.mp4"), path.join(folder, "clip.mp4"));
  const seen: Progress[] = [];
  const options = {
    onProgress: (progress: Progress) => void seen.push(progress),
    cache: { folder: await temporaryFolder() },
  };
  await openInput([path.join(folder, "*.png")], options);
  await openInput([path.join(folder, "clip.mp4")], options);
  await openInput(["-"], { ...options, stdin: Readable.from([png]) });
  expect(seen.find(({ unit, done }) => unit === "files" && done === 2)).toMatchObject({ total: 2 });
  expect(seen.findLast(({ unit }) => unit === "frames")).toEqual({
    task: "reading the frame times of clip.mp4",
    done: 50,
    total: 50,
    unit: "frames",
  });
  expect(seen.find(({ unit }) => unit === "bytes")).toMatchObject({ done: png.length, task: "reading standard input" });
});

it("stops when it is told to", async () => {
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(openInput([clip("constant.mp4")], { signal, cache: false })).rejects.toThrow("enough");
});
