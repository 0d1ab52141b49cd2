import { cp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { encodeGrey16, openInput } from "@spatialclaw/media";
import { describe, expect, it } from "vitest";
import { refusalOf, temporaryFolder } from "./clips.ts";

const SAMPLES = fileURLToPath(new URL("../../../test/fixtures/media/captures/", import.meta.url));

async function copyOf(name: string): Promise<string> {
  const root = path.join(await temporaryFolder(), name);
  await cp(path.join(SAMPLES, name), root, { recursive: true });
  return root;
}

/** A sample of which one file has another text. */
async function changed(name: string, file: string, change: (text: string) => string): Promise<string> {
  const root = await copyOf(name);
  const target = path.join(root, file);
  await writeFile(target, change(await readFile(target, "utf8").catch(() => "")));
  return root;
}

const line = (n: number, change: (line: string) => string) => (text: string) =>
  text
    .split("\n")
    .map((one, i) => (i === n ? change(one) : one))
    .join("\n");
const word = (n: number, to: string) => (one: string) =>
  one
    .split(" ")
    .map((w, i) => (i === n ? to : w))
    .join(" ");

describe("TUM lists are refused for", () => {
  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "a time given twice",
      "rgb.txt",
      line(2, word(0, "0.0")),
      /rgb\.txt, line 3 has the time stamp 0 of rgb\.txt, line 2; expected each time once/,
    ],
    [
      "a time that is none",
      "depth.txt",
      line(2, word(0, "noon")),
      /depth\.txt, line 3 holds "noon", expected a time stamp and a file name/,
    ],
    ["a line without a file", "rgb.txt", line(2, () => "1.0"), /rgb\.txt, line 3 has no file name/],
    [
      "a file that is not there",
      "rgb.txt",
      line(2, word(1, "rgb/9.png")),
      /line 3: "file name" names rgb\/9\.png, but there is no such file/,
    ],
    [
      "a way out of the folder",
      "rgb.txt",
      line(2, word(1, "../../etc/passwd")),
      /lies outside of the capture's folder/,
    ],
    [
      "NaN in a pose",
      "groundtruth.txt",
      line(3, word(2, "NaN")),
      /groundtruth\.txt, line 4 holds "NaN", expected timestamp tx ty tz qx qy qz qw/,
    ],
    [
      "a quaternion that is no rotation",
      "groundtruth.txt",
      line(3, word(7, "3")),
      /groundtruth\.txt, line 4 has a quaternion of length 3\.\d+, expected 1: it is no rotation/,
    ],
    [
      "too few values",
      "groundtruth.txt",
      line(1, () => "0 1 2"),
      /groundtruth\.txt, line 2 has 3 values, expected timestamp/,
    ],
    ["an empty list", "rgb.txt", () => "# timestamp filename\n", /rgb\.txt lists nothing/],
    [
      "clocks that do not agree",
      "depth.txt",
      (t) => t.replaceAll(/^(\d)\.0/gm, "9$1.5"),
      /no picture has depth and pose within 0\.02 s \(rgb 0 to 5, depth 90\.5 to 95\.5/,
    ],
    [
      "distortion",
      "calibration.txt",
      (t) => `${t.trim()} 0.1 0 0 0\n`,
      /calibration\.txt, line 1 has lens distortion \(0\.1 0 0 0\); undistort/,
    ],
    ["a calibration of two lines", "calibration.txt", (t) => t + t, /has 2 lines, expected one: fx fy cx cy/],
    ["labels that are no list", "instances.json", () => "{", /instances\.json is not valid JSON/],
  ])("%s", async (_, file, change, message) => {
    expect(await refusalOf(openInput([await changed("tum", file, change)]))).toMatch(message);
  });

  it("a camera that nobody states", async () => {
    const root = await copyOf("tum");
    await rm(path.join(root, "calibration.txt"));
    expect(await refusalOf(openInput([root]))).toMatch(
      /calibration\.txt is missing, and pictures of 120x90 pixels are not the TUM benchmark's \(640x480\); write "fx fy cx cy" into it/,
    );
  });
});

describe("TUM lists", () => {
  it("may lack poses or depth, and say so", async () => {
    const root = await copyOf("tum");
    await rm(path.join(root, "groundtruth.txt"));
    const { capture, frames } = await openInput([root]);
    expect(capture).toMatchObject({ hasPoses: false, hasDepth: true });
    expect(frames[2]?.geometry?.c2w).toBeNull();
    expect((await frames[2]?.geometry?.depth())?.width).toBe(120);
    await rm(path.join(root, "depth.txt"));
    expect((await openInput([root])).capture).toMatchObject({ hasPoses: false, hasDepth: false });
  });

  it("are matched by time, the nearest first, and what has no partner is left out", async () => {
    const root = await changed("tum", "depth.txt", (t) =>
      t.replace("1.000000 depth", "1.015000 depth").replace("2.000000 depth", "2.030000 depth"),
    );
    const { frames, warnings } = await openInput([root]);
    expect(frames.map(({ seconds }) => seconds)).toEqual([0, 1, 3, 4, 5]);
    expect(frames.map(({ frameIndex }) => frameIndex)).toEqual([0, 1, 2, 3, 4]);
    expect(warnings).toEqual(["1 of 6 pictures have no depth, pose or ids within 0.02 s; they are left out"]);
  });
});

describe("ScanNet folders", () => {
  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "a pose that is no rotation",
      "pose/2.txt",
      line(0, () => "2 0 0 0"),
      /pose\/2\.txt is not a camera-to-world pose/,
    ],
    [
      "NaN in a pose",
      "pose/2.txt",
      (t) => t.replace(/^\S+/, "nan"),
      /pose\/2\.txt holds "nan", expected 4 rows of 4 finite numbers/,
    ],
    [
      "three rows",
      "pose/2.txt",
      (t) => t.split("\n").slice(0, 3).join("\n"),
      /pose\/2\.txt has 12 values, expected 4 rows/,
    ],
    [
      "intrinsics of another size",
      "intrinsic/intrinsic_depth.txt",
      (t) => t.replace("59.5", "647.5"),
      /centre at \(647\.5, 44\.5\), outside of 120x90 pixels/,
    ],
    [
      "a sensor that stands elsewhere",
      "intrinsic/extrinsic_depth.txt",
      () => "1 0 0 0.05\n0 1 0 0\n0 0 1 0\n0 0 0 1\n",
      /extrinsic_depth\.txt moves depth against colour/,
    ],
    [
      "labels without an id",
      "capture.aggregation.json",
      () => '{"segGroups":[{"label":"door"}]}',
      /segGroup 0: field "objectId" is missing/,
    ],
  ])("are refused for %s", async (_, file, change, message) => {
    expect(await refusalOf(openInput([await changed("scannet", file, change)]))).toMatch(message);
  });

  it("are refused without intrinsics, and when nothing has a pose", async () => {
    const root = await copyOf("scannet");
    await rm(path.join(root, "intrinsic/intrinsic_depth.txt"));
    expect(await refusalOf(openInput([root]))).toMatch(
      /intrinsic\/intrinsic_depth\.txt is missing, expected the camera matrix of the depth maps/,
    );
    await cp(path.join(SAMPLES, "scannet"), root, { recursive: true });
    await rm(path.join(root, "pose"), { recursive: true });
    await cp(path.join(root, "intrinsic"), path.join(root, "pose"), { recursive: true });
    expect(await refusalOf(openInput([root]))).toMatch(
      /none of the 6 pictures in .*color has a pose and all of its maps/,
    );
  });

  it("leave out frames without tracking or partner, and count them", async () => {
    const infinite = "-inf -inf -inf -inf\n".repeat(4);
    const root = await changed("scannet", "pose/1.txt", () => infinite);
    await rm(path.join(root, "depth/4.png"));
    const { frames, warnings } = await openInput([root]);
    expect(frames.map(({ name, frameIndex }) => [frameIndex, name])).toEqual([
      [0, "0.jpg"],
      [1, "2.jpg"],
      [2, "3.jpg"],
      [3, "5.jpg"],
    ]);
    expect(warnings).toEqual([
      "1 of 6 frames have a pose of -inf, where tracking was lost; they are left out",
      "1 of 6 pictures have no pose or map of their name; they are left out",
    ]);
  });

  it("may have depth of another size than the pictures, with intrinsics of its own", async () => {
    const root = await changed(
      "scannet",
      "intrinsic/intrinsic_depth.txt",
      () => "40 0 29.5 0\n0 40 19.5 0\n0 0 1 0\n0 0 0 1\n",
    );
    for (const i of [0, 1, 2, 3, 4, 5])
      await writeFile(path.join(root, `depth/${i}.png`), await encodeGrey16(60, 40, new Uint16Array(2400).fill(1500)));
    const [frame] = (await openInput([root])).frames;
    expect([frame?.width, frame?.height]).toEqual([120, 90]);
    expect(frame?.geometry?.intrinsics).toEqual({ fx: 40, fy: 40, cx: 30, cy: 20, width: 60, height: 40 });
    expect((await frame?.geometry?.depth())?.data[7]).toBeCloseTo(1.5);
  });
});

describe("COLMAP models are refused for", () => {
  const [cameras, images] = ["sparse/0/cameras.txt", "sparse/0/images.txt"] as const;
  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      "distortion",
      cameras,
      line(1, () => "1 OPENCV 120 90 88 88 60 45 0.1 0 0 0"),
      /cameras\.txt, line 2 is OPENCV with k1 = 0\.1: lens distortion is not undone here; run "colmap image_undistorter"/,
    ],
    [
      "a radial lens",
      cameras,
      line(1, () => "1 SIMPLE_RADIAL 120 90 88 60 45 -0.02"),
      /is SIMPLE_RADIAL with k = -0\.02/,
    ],
    [
      "a fisheye",
      cameras,
      line(1, () => "1 OPENCV_FISHEYE 120 90 88 88 60 45 0 0 0 0"),
      /is OPENCV_FISHEYE: lens distortion is not undone/,
    ],
    [
      "a model that is not known",
      cameras,
      line(1, () => "1 PERISCOPE 120 90 88"),
      /has the camera model "PERISCOPE", which is not known/,
    ],
    [
      "too few parameters",
      cameras,
      line(1, () => "1 PINHOLE 120 90 88 88 60"),
      /PINHOLE has 3 parameters, expected fx, fy, cx, cy/,
    ],
    [
      "another size",
      cameras,
      line(1, () => "1 PINHOLE 240 180 88 88 60 45"),
      /camera 1 is for 240x180 pixels, frame_0000\.jpg has 120x90/,
    ],
    ["a camera that is not there", images, line(1, word(8, "7")), /names camera 7, which the model does not have/],
    ["no rotation", images, line(1, word(1, "0")), /images\.txt, line 2 has a quaternion of length/],
    ["NaN", images, line(1, word(5, "nan")), /images\.txt, line 2 holds "nan"/],
    ["a picture that is not there", images, line(1, word(9, "lost.jpg")), /names lost\.jpg, but there is no such file/],
    ["no pictures", images, () => "# none\n", /places no picture, expected at least one/],
  ])("%s", async (_, file, change, message) => {
    expect(await refusalOf(openInput([await changed("colmap", file, change)]))).toMatch(message);
  });

  it("a binary file that breaks off, or that is none", async () => {
    const root = await copyOf("colmap-binary");
    const file = path.join(root, "sparse/images.bin");
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, 100));
    expect(await refusalOf(openInput([root]))).toMatch(
      /images\.bin breaks off after 100 bytes, or is no model of COLMAP's/,
    );
    await writeFile(file, Buffer.alloc(64, 0xff));
    expect(await refusalOf(openInput([root]))).toMatch(/images\.bin breaks off after 64 bytes/);
  });
});

it("takes lenses whose distortion is 0, and names with spaces", async () => {
  const root = await changed(
    "colmap",
    "sparse/0/cameras.txt",
    line(1, () => "1 SIMPLE_RADIAL 120 90 88 60 45 0"),
  );
  await cp(path.join(root, "images/frame_0000.jpg"), path.join(root, "images/my photo.jpg"));
  const file = path.join(root, "sparse/0/images.txt");
  await writeFile(file, (await readFile(file, "utf8")).replace("frame_0000.jpg", "my photo.jpg"));
  const { frames } = await openInput([root]);
  expect(frames.map(({ name }) => name)).toContain("my photo.jpg");
  expect(frames[0]?.geometry?.intrinsics).toMatchObject({ fx: 88, fy: 88, cx: 60, cy: 45 });
});
