import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodePng, InputError, openInput, readGrey } from "@spatialclaw/media";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { captureFolder } from "./capture-folder.ts";
import { greyPng } from "./png.ts";

const temporaryFolder = () => mkdtemp(path.join(tmpdir(), "images-"));

async function opened(name: string, bytes: Uint8Array) {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, bytes);
  const [frame] = (await openInput([file])).frames;
  if (!frame) throw new Error("no frame");
  return { file, frame };
}

const red = sharp({ create: { width: 4, height: 2, channels: 3, background: "#ff0000" } });

describe("pixels are three bytes of sRGB", () => {
  it.each<[string, string, () => Promise<Uint8Array>, number[]]>([
    ["8-bit grey", "grey.png", async () => greyPng(4, 2, 8, Buffer.alloc(8, 77)), [77, 77, 77]],
    ["16-bit grey", "deep.png", async () => greyPng(4, 2, 16, Buffer.alloc(16, 77)), [77, 77, 77]],
    ["a palette", "palette.png", () => red.clone().png({ palette: true }).toBuffer(), [255, 0, 0]],
    ["16-bit colours", "rgb16.png", () => red.clone().toColourspace("rgb16").png().toBuffer(), [255, 0, 0]],
    ["lossless WebP", "red.webp", () => red.clone().webp({ lossless: true }).toBuffer(), [255, 0, 0]],
    ["TIFF", "red.tiff", () => red.clone().tiff({ compression: "lzw" }).toBuffer(), [255, 0, 0]],
  ])("of %s", async (_, name, make, expected) => {
    const { frame } = await opened(name, await make());
    const { width, height, data } = await frame.pixels();
    expect([width, height, data.length]).toEqual([4, 2, 24]);
    expect([...data.subarray(0, 3)]).toEqual(expected);
  });
});

describe("encoded pictures", () => {
  it.each(["red.png", "red.webp", "red.jpg"])("are the bytes of %s as they are", async (name) => {
    const format = name.endsWith("jpg") ? "jpeg" : (path.extname(name).slice(1) as "png" | "webp");
    const { file, frame } = await opened(name, await red.clone().toFormat(format).toBuffer());
    const { mime, bytes } = await frame.encoded();
    expect(mime).toBe(`image/${format}`);
    expect(bytes).toEqual(await readFile(file));
  });

  it("are JPEG where a chat model would not read the file", async () => {
    const { frame } = await opened("red.tiff", await red.clone().tiff({ compression: "lzw" }).toBuffer());
    const { mime, bytes } = await frame.encoded();
    expect([mime, (await sharp(bytes).metadata()).format]).toEqual(["image/jpeg", "jpeg"]);
  });
});

it("reads 8-bit samples as they are", async () => {
  const file = path.join(await temporaryFolder(), "ids.png");
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  await writeFile(file, greyPng(16, 16, 8, Buffer.from(all)));
  expect((await readGrey(file)).data).toEqual(Uint16Array.from(all));
});

describe("inputs", () => {
  const refusal = async (...paths: string[]): Promise<InputError> => {
    const error: unknown = await openInput(paths).then(
      () => null,
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  };

  it("leave out what other systems note beside pictures", async () => {
    const root = await temporaryFolder();
    await writeFile(path.join(root, "._a.png"), "a note");
    await writeFile(path.join(root, "a.png"), await encodePng({ width: 1, height: 1, data: new Uint8Array(3) }));
    expect((await openInput([root])).frames.map((f) => f.name)).toEqual(["a.png"]);
  });

  it("name the folder when its transforms.json was given", async () => {
    const root = await captureFolder();
    expect((await refusal(path.join(root, "transforms.json"))).message).toContain(
      `is a part of a capture; name its folder ${root}`,
    );
  });

  it("name the first file that is broken, not the one that was read first", async () => {
    const root = await temporaryFolder();
    for (const name of ["b.png", "c.png"]) await writeFile(path.join(root, name), "broken");
    expect((await refusal(path.join(root, "b.png"), path.join(root, "c.png"))).message).toMatch(/cannot read b\.png/);
  });
});
