import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type EncodedImage, openInput, type RgbImage, type SourceFrame } from "@spatialclaw/media";
import sharp, { type Sharp } from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { focalPrior } from "../src/focal.ts";
import { refusalOf, temporaryFolder } from "./clips.ts";

const photo = (name: string): string =>
  fileURLToPath(new URL(`../../../test/fixtures/media/photos/${name}`, import.meta.url));

async function opened(make: Sharp, name: string): Promise<SourceFrame> {
  const file = path.join(await temporaryFolder(), name);
  await make.toFile(file);
  const [frame] = (await openInput([file])).frames;
  return frame as SourceFrame;
}

/** An uneven picture, larger than the 8x8 blocks of JPEG in both directions. */
const [W, H] = [48, 32];
const SCENE = Uint8Array.from({ length: W * H * 3 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % W, Math.floor(i / 3 / W)];
  return [4 * x, 6 * y, x < 16 && y < 8 ? 250 : 20][i % 3] as number;
});
const scene = (): Sharp => sharp(SCENE, { raw: { width: W, height: H, channels: 3 } });

/** How pixels are stored so that the EXIF orientation makes them upright again; sharp mirrors before it turns. */
const STORED: Readonly<Record<number, (upright: Sharp) => Sharp>> = {
  1: (s) => s,
  2: (s) => s.flop(),
  3: (s) => s.rotate(180),
  4: (s) => s.flip(),
  5: (s) => s.flip().rotate(90),
  6: (s) => s.rotate(270),
  7: (s) => s.flop().rotate(90),
  8: (s) => s.rotate(90),
};

describe("all eight EXIF orientations of a photo", () => {
  const variants: { pixels: RgbImage; encoded: EncodedImage; frame: SourceFrame }[] = [];
  beforeAll(async () => {
    for (const [orientation, store] of Object.entries(STORED)) {
      const { data, info } = await store(scene()).raw().toBuffer({ resolveWithObject: true });
      const raw = { raw: { width: info.width, height: info.height, channels: 3 as const } };
      const tagged = sharp(data, raw)
        .withMetadata({ orientation: Number(orientation) })
        .png();
      const frame = await opened(tagged, `${orientation}.png`);
      variants.push({ frame, pixels: await frame.pixels(), encoded: await frame.encoded() });
    }
  });

  it("give the same pixels", () => {
    for (const { pixels, frame } of variants) {
      expect([pixels.width, pixels.height, frame.width, frame.height]).toEqual([W, H, W, H]);
      expect(Buffer.compare(pixels.data, SCENE)).toBe(0);
    }
  });

  it("send the same picture", async () => {
    for (const { encoded } of variants) {
      const { data, info } = await sharp(encoded.bytes).raw().toBuffer({ resolveWithObject: true });
      expect([info.width, info.height, (await sharp(encoded.bytes).metadata()).orientation ?? 1]).toEqual([W, H, 1]);
      expect(
        data.reduce((sum, value, i) => sum + Math.abs(value - (SCENE[i] as number)), 0) / data.length,
      ).toBeLessThan(4);
    }
  });
});

describe("colours are sRGB", () => {
  it("of a wide gamut", async () => {
    // The same numbers mean a stronger red in Display P3: in sRGB they grow.
    const frame = await opened(
      sharp({ create: { width: 4, height: 4, channels: 3, background: "#c83c3c" } })
        .withIccProfile("p3")
        .png(),
      "p3.png",
    );
    const stored = await sharp(await frameBytes(frame)).metadata();
    expect(stored.hasProfile).toBe(true);
    const { data } = await frame.pixels();
    const plain = await sharp(await frameBytes(frame), { ignoreIcc: true })
      .removeAlpha()
      .raw()
      .toBuffer();
    expect([...data.subarray(0, 3)]).toEqual([200, 60, 60].map((value) => expect.closeTo(value, -0.5)));
    expect([...plain.subarray(0, 3)]).not.toEqual([...data.subarray(0, 3)]);
  });

  it("of inks, which are sent as JPEG", async () => {
    const frame = await opened(
      sharp({ create: { width: 8, height: 8, channels: 3, background: "#ff0000" } })
        .toColourspace("cmyk")
        .jpeg(),
      "inks.jpg",
    );
    const { data } = await frame.pixels();
    expect(data[0]).toBeGreaterThan(180);
    expect(data[1]).toBeLessThan(90);
    expect((await sharp((await frame.encoded()).bytes).metadata()).space).toBe("srgb");
  });
});

describe("what a model is sent shows what the pixels are", () => {
  it("over white, where the file is transparent", async () => {
    const frame = await opened(
      sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).png(),
      "clear.png",
    );
    const { mime, bytes } = await frame.encoded();
    expect(mime).toBe("image/jpeg");
    expect([...(await sharp(bytes).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it("in eight bits, where the file has sixteen", async () => {
    const frame = await opened(scene().toColourspace("rgb16").png(), "deep.png");
    expect((await frame.encoded()).mime).toBe("image/jpeg");
    expect(Buffer.compare((await frame.pixels()).data, SCENE)).toBe(0);
  });
});

describe("the focal length that EXIF tells", () => {
  it("is kept as a first guess, in pixels of the upright picture", async () => {
    const [frame] = (await openInput([photo("lens.jpg")])).frames;
    expect(frame?.focal).toEqual({
      pixels: expect.closeTo((26 / Math.hypot(36, 24)) * Math.hypot(96, 64), 6),
      source: "EXIF, 26 mm in 35 mm film",
    });
    const [plain] = (await openInput([photo("../../room/images/frame_000.jpg")])).frames;
    expect(plain?.focal).toBeNull();
  });

  it("comes from the density of the sensor where film is not named", async () => {
    const exif = async (tags: Record<string, string>) =>
      (
        await sharp(
          await scene()
            .withExif({ IFD0: { Make: "x" }, IFD2: tags })
            .jpeg()
            .toBuffer(),
        ).metadata()
      ).exif as Buffer;
    const found = focalPrior(
      await exif({ FocalLength: "50/10", FocalPlaneXResolution: "10000/1", FocalPlaneResolutionUnit: "3" }),
      { width: 24, height: 16 },
    );
    // 10,000 a centimetre: 5 mm are 5,000 pixels of the picture as it was taken, 48 wide, and half of that now.
    expect(found).toEqual({ pixels: expect.closeTo(2500), source: "EXIF, 5 mm" });
    expect(focalPrior(await exif({ FocalLength: "50/10" }), { width: 48, height: 32 })).toBeNull();
    expect(focalPrior(Buffer.from("nonsense"), { width: 48, height: 32 })).toBeNull();
  });
});

it("refuses HEIC in one clear line, whatever it is called", async () => {
  expect(await refusalOf(openInput([photo("phone.heic")]))).toMatch(
    /cannot read phone\.heic .* HEIC with HEVC inside, which the installed libvips does not decode; convert it to JPEG/,
  );
  const file = path.join(await temporaryFolder(), "phone.jpg");
  await writeFile(file, await readFile(photo("phone.heic")));
  expect(await refusalOf(openInput([file]))).toMatch(/HEIC with HEVC inside/);
});

/** The bytes behind a frame whose file is sent as it is. */
async function frameBytes(frame: SourceFrame): Promise<Uint8Array> {
  return (await frame.encoded()).bytes;
}
