import { mkdtemp, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { encodeGrey16, encodePng, InputError, openInput, readGrey } from "@spatialclaw/media";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { captureFolder, HEIGHT, WIDTH } from "./capture-folder.ts";

type Json = Record<string, unknown>;
const frame = (json: Json, i: number) => (json.frames as Json[])[i] as Json;

async function failure(paths: readonly string[]): Promise<InputError> {
  const error = await openInput(paths).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).message).not.toContain("\n");
  return error as InputError;
}

describe("a capture", () => {
  it("gives frames with intrinsics, poses in OpenCV axes, metres and labelled instances", async () => {
    const input = await openInput([await captureFolder()]);
    expect(input.kind).toBe("capture");
    expect(input.capture).toMatchObject({ up: [0, 0, 1], hasDepth: true });
    const second = input.frames[1];
    expect(second).toMatchObject({ frameIndex: 1, width: WIDTH, height: HEIGHT, seconds: null, name: "1.png" });
    // Columns: right +X, down -Z, forward +Y, position.
    expect(second?.geometry?.c2w?.map((n) => n + 0)).toEqual([1, 0, 0, 3.5, 0, 0, 1, 4, 0, -1, 0, 1.5, 0, 0, 0, 1]);
    const depth = await second?.geometry?.depth();
    expect(depth?.data[0]).toBeNaN();
    expect(depth?.data[1]).toBeCloseTo(2, 6);
    expect((await second?.geometry?.instances())?.data.slice(31, 33)).toEqual(Uint16Array.of(1, 2));
  });

  it.each<[string, (json: Json) => void, RegExp]>([
    [
      "a missing intrinsic",
      (j) => delete j.fl_x,
      /transforms\.json, frame 0: field "fl_x" is missing, expected a number above 0/,
    ],
    [
      "a negative focal length",
      (j) => {
        j.fl_y = -3;
      },
      /field "fl_y" is -3, expected a number above 0/,
    ],
    [
      "no frames",
      (j) => {
        j.frames = [];
      },
      /field "frames" is \[\], expected a list with at least one entry/,
    ],
    [
      "a missing picture",
      (j) => {
        frame(j, 1).file_path = "images/9.png";
      },
      /frame 1: "file_path" names images\/9\.png, but there is no such file/,
    ],
    [
      "a missing depth map",
      (j) => {
        frame(j, 0).depth_file_path = "depth/9.png";
      },
      /frame 0: "depth_file_path" names depth\/9\.png/,
    ],
    [
      "a way out of the folder",
      (j) => {
        frame(j, 0).file_path = "../../etc/passwd";
      },
      /lies outside of the capture's folder/,
    ],
    [
      "a matrix of three rows",
      (j) => {
        frame(j, 0).transform_matrix = [[1, 0, 0, 0]];
      },
      /"transform_matrix" is .*, expected 4 rows of 4 finite numbers/,
    ],
    [
      "a matrix that scales",
      (j) => {
        frame(j, 0).transform_matrix = [
          [2, 0, 0, 0],
          [0, 2, 0, 0],
          [0, 0, 2, 0],
          [0, 0, 0, 1],
        ];
      },
      /frame 0: field "transform_matrix" is not a camera-to-world pose/,
    ],
    [
      "intrinsics of another size",
      (j) => {
        j.w = 128;
      },
      /"w" and "h" say 128x48, the image has 64x48/,
    ],
    [
      "lens distortion",
      (j) => {
        j.k1 = 0.1;
      },
      /lens distortion "k1" is 0\.1; undistort the images first/,
    ],
    [
      "an up that is no direction",
      (j) => {
        j.up = [0, 0, 5];
      },
      /"up" has length 5\.00, expected a unit vector/,
    ],
    [
      "an instance without a label",
      (j) => {
        j.instances = [{ id: 1 }];
      },
      /instance 0: field "label" is missing/,
    ],
  ])("refuses %s", async (_, change, message) => {
    expect((await failure([await captureFolder(change)])).message).toMatch(message);
  });

  it("refuses depth of another size than the colours, naming both", async () => {
    const root = await captureFolder();
    await writeFile(path.join(root, "depth/1.png"), await encodeGrey16(32, 24, new Uint16Array(32 * 24).fill(1)));
    expect((await failure([root])).message).toMatch(
      /frame 1: depth\/1\.png has 32x24 pixels, its image 64x48; they must agree/,
    );
  });

  it("refuses broken JSON and instances nobody labelled", async () => {
    const broken = await captureFolder();
    await writeFile(path.join(broken, "transforms.json"), "{");
    expect((await failure([broken])).message).toMatch(/transforms\.json is not valid JSON/);
    const input = await openInput([
      await captureFolder((j) => {
        j.instances = [{ id: 1, label: "x" }];
      }),
    ]);
    await expect(input.frames[0]?.geometry?.instances()).rejects.toThrow(
      /holds instance 2, which "instances" in transforms\.json does not label/,
    );
  });

  it("is refused beside other inputs", async () => {
    expect((await failure([await captureFolder(), await captureFolder()])).message).toMatch(
      /cannot be mixed with other inputs/,
    );
  });
});

describe("images", () => {
  const picture = async (root: string, name: string) => {
    await writeFile(path.join(root, name), await encodePng({ width: 8, height: 6, data: new Uint8Array(144) }));
  };

  it("come in natural order, by folder or by name", async () => {
    const root = await mkdtemp(path.join(tmpdir(), "images-"));
    for (const name of ["f10.png", "f2.png", "notes.txt"])
      name.endsWith("png") ? await picture(root, name) : await writeFile(path.join(root, name), "");
    const input = await openInput([root]);
    expect(input.frames.map((f) => [f.frameIndex, f.name])).toEqual([
      [0, "f2.png"],
      [1, "f10.png"],
    ]);
    expect((await openInput([path.join(root, "f10.png")])).frames).toHaveLength(1);
  });

  it("are turned upright as EXIF says before anything else", async () => {
    const root = await mkdtemp(path.join(tmpdir(), "images-"));
    const file = path.join(root, "turned.jpg");
    await sharp({ create: { width: 20, height: 10, channels: 3, background: "#ff0000" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toFile(file);
    const [turned] = (await openInput([file])).frames;
    expect([turned?.width, turned?.height]).toEqual([10, 20]);
    const rgb = await turned?.pixels();
    expect([rgb?.width, rgb?.height]).toEqual([10, 20]);
    expect((await turned?.encoded())?.mime).toBe("image/jpeg");
  });

  it("put transparency over white", async () => {
    const root = await mkdtemp(path.join(tmpdir(), "images-"));
    const file = path.join(root, "clear.png");
    await sharp({ create: { width: 2, height: 2, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toFile(file);
    expect((await (await openInput([file])).frames[0]?.pixels())?.data[0]).toBe(255);
  });

  it("refuse what cannot be used, in one line", async () => {
    const root = await mkdtemp(path.join(tmpdir(), "images-"));
    expect((await failure([path.join(root, "none")])).message).toMatch(/there is no file or folder .*none/);
    expect((await failure([root])).message).toMatch(
      /holds no images, no videos and no capture \(transforms\.json, rgb\.txt/,
    );
    expect((await failure([])).message).toMatch(/no input was given/);
    await writeFile(path.join(root, "broken.png"), "not a picture");
    expect((await failure([path.join(root, "broken.png")])).message).toMatch(/cannot read broken\.png .* as an image/);
    await writeFile(path.join(root, "clip.mp4"), "");
    expect((await failure([path.join(root, "clip.mp4")])).message).toMatch(/clip\.mp4 is empty, expected a picture/);
    await writeFile(path.join(root, "table.csv"), "a,b");
    expect((await failure([path.join(root, "table.csv")])).message).toMatch(
      /table\.csv is neither a picture nor a video/,
    );
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251);
    await writeFile(path.join(root, "cut.png"), await encodePng({ width: 64, height: 64, data: noise }));
    await truncate(path.join(root, "cut.png"), 400);
    const cut = await openInput([path.join(root, "cut.png")]);
    await expect(cut.frames[0]?.pixels()).rejects.toThrow(/cannot read cut\.png/);
  });
});

it("keeps 16-bit values to the last bit", async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "grey-")), "all.png");
  const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
  await writeFile(file, await encodeGrey16(256, 256, all));
  expect((await readGrey(file)).data).toEqual(all);
});
