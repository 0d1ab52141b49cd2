import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { encodeGrey16, InputError, openInput } from "@spatialclaw/media";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { captureFolder, HEIGHT, WIDTH } from "./capture-folder.ts";
import { greyPng } from "./png.ts";

type Json = Record<string, unknown>;
const frame = (json: Json, i: number) => (json.frames as Json[])[i] as Json;

async function refusal(root: string): Promise<string> {
  const error: unknown = await openInput([root]).then(
    () => null,
    (e: unknown) => e,
  );
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).kind).toBe("usage");
  expect((error as InputError).message).not.toContain("\n");
  return (error as InputError).message;
}

describe("transforms.json is refused for", () => {
  it.each<[string, (json: Json) => void, RegExp]>([
    [
      "depth in some frames only",
      (j) => delete frame(j, 1).depth_file_path,
      /frame 1: field "depth_file_path" is missing, though 1 of 2 frames have it; expected it in all frames or in none/,
    ],
    [
      "masks in some frames only",
      (j) => delete frame(j, 0).instances_file_path,
      /frame 0: field "instances_file_path" is missing, though 1 of 2 frames/,
    ],
    [
      "masks without labels",
      (j) => delete j.instances,
      /field "instances" is missing, expected the labels of the maps/,
    ],
    [
      "an id given twice",
      (j) => {
        j.instances = [
          { id: 1, label: "box" },
          { id: 1, label: "lamp" },
        ];
      },
      /instance 1: field "id" is 1 for "lamp", but "box" has it already/,
    ],
    [
      "an id that is not whole",
      (j) => {
        j.instances = [{ id: 1.5, label: "box" }];
      },
      /instance 0: field "id" is 1\.5, expected a whole number from 1 to 65535/,
    ],
    [
      "a blank label",
      (j) => {
        j.instances = [{ id: 1, label: "  " }];
      },
      /instance 0: field "label" is " {2}", expected a text/,
    ],
    [
      "a fisheye camera",
      (j) => {
        j.camera_model = "OPENCV_FISHEYE";
      },
      /field "camera_model" is "OPENCV_FISHEYE", expected one of OPENCV, PINHOLE.*undistort/,
    ],
    [
      "distortion of one frame",
      (j) => {
        frame(j, 1).p2 = -0.01;
      },
      /frame 1: lens distortion "p2" is -0\.01/,
    ],
    [
      "poses that are no metres",
      (j) => {
        j.applied_scale = 0.25;
      },
      /field "applied_scale" is 0\.25, expected poses in metres; divide the positions by it/,
    ],
    [
      "a depth unit of 0",
      (j) => {
        j.depth_unit_scale_factor = 0;
      },
      /field "depth_unit_scale_factor" is 0, expected a number above 0/,
    ],
    [
      "a width that is not whole",
      (j) => {
        j.w = 64.5;
      },
      /field "w" is 64\.5, expected a whole number from 1/,
    ],
    [
      "a frame that is a text",
      (j) => {
        j.frames = ["images/0.png"];
      },
      /frame 0 is "images\/0\.png", expected an object/,
    ],
    [
      "a time that is a text",
      (j) => {
        frame(j, 0).time = "12:30";
      },
      /frame 0: field "time" is "12:30", expected a finite number/,
    ],
    [
      "a matrix with a hole",
      (j) => {
        frame(j, 0).transform_matrix = [
          [1, 0, 0, 0],
          [0, 1, 0, null],
          [0, 0, 1, 0],
          [0, 0, 0, 1],
        ];
      },
      /"transform_matrix" is .*, expected 4 rows of 4 finite numbers/,
    ],
  ])("%s", async (_, change, message) => {
    expect(await refusal(await captureFolder(change))).toMatch(message);
  });

  it("a list instead of an object", async () => {
    const root = await captureFolder();
    await writeFile(path.join(root, "transforms.json"), "[]");
    expect(await refusal(root)).toMatch(/transforms\.json is \[\], expected an object/);
  });

  it("not being a file", async () => {
    const root = await captureFolder();
    await rm(path.join(root, "transforms.json"));
    await mkdir(path.join(root, "transforms.json"));
    expect(await refusal(root)).toMatch(/cannot read .*transforms\.json/);
  });

  it("the first of several faults", async () => {
    const root = await captureFolder((j) => {
      frame(j, 0).file_path = "images/lost.png";
      frame(j, 1).transform_matrix = [];
    });
    expect(await refusal(root)).toMatch(/frame 0: "file_path" names images\/lost\.png/);
  });
});

describe("a map is refused for", () => {
  const size = WIDTH * HEIGHT;
  it.each<[string, string, () => Promise<Uint8Array>, RegExp]>([
    [
      "8 bits of depth",
      "depth/0.png",
      async () => greyPng(WIDTH, HEIGHT, 8, Buffer.alloc(size)),
      /frame 0: depth\/0\.png is a png with 1 channel of 8 bits, "depth_file_path" expects a greyscale png of 16 bits/,
    ],
    [
      "samples that would be scaled",
      "instances/1.png",
      async () => greyPng(WIDTH, HEIGHT, 4, Buffer.alloc(size / 2)),
      /frame 1: instances\/1\.png is a png with 1 channel of 4 bits, .* png of 8 or 16 bits/,
    ],
    [
      "colours",
      "instances/0.png",
      () =>
        sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: "#010101" } })
          .png()
          .toBuffer(),
      /instances\/0\.png is a png with 3 channels of 8 bits/,
    ],
    [
      "a lossy format",
      "instances/0.png",
      () =>
        sharp(new Uint8Array(size), { raw: { width: WIDTH, height: HEIGHT, channels: 1 } })
          .toColourspace("b-w")
          .jpeg()
          .toBuffer(),
      /instances\/0\.png is a jpeg with 1 channel, "instances_file_path" expects a greyscale png/,
    ],
    [
      "another size",
      "instances/0.png",
      () => encodeGrey16(8, 6, new Uint16Array(48)),
      /frame 0: instances\/0\.png has 8x6 pixels, its image 64x48; they must agree/,
    ],
    ["no picture in it", "depth/1.png", async () => Buffer.from("none"), /cannot read 1\.png in .*depth as an image/],
  ])("%s", async (_, file, make, message) => {
    const root = await captureFolder();
    await writeFile(path.join(root, file), await make());
    expect(await refusal(root)).toMatch(message);
  });
});

it("refuses a picture that is not stored upright: its depth would not fit it", async () => {
  const root = await captureFolder();
  const file = path.join(root, "images/1.png");
  await writeFile(
    file,
    await sharp(await readFile(file))
      .withMetadata({ orientation: 3 })
      .png()
      .toBuffer(),
  );
  expect(await refusal(root)).toMatch(/frame 1: images\/1\.png is turned by its EXIF orientation 3/);
});
