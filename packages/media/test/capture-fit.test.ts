import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Pose } from "@spatialclaw/geometry";
import { encodeGrey16, openInput } from "@spatialclaw/media";
import { expect, it } from "vitest";
import { captureFolder, HEIGHT, WIDTH } from "./capture-folder.ts";
import { refusalOf, temporaryFolder } from "./clips.ts";

type Rows = number[][];
interface Transforms {
  depth_unit_scale_factor?: number;
  frames: { transform_matrix: Rows }[];
}

const SAMPLE = fileURLToPath(new URL("../../../test/fixtures/media/captures/nerfstudio", import.meta.url));

async function warningsOf(change: (json: Transforms) => void): Promise<readonly string[]> {
  const root = path.join(await temporaryFolder(), "room");
  await cp(SAMPLE, root, { recursive: true });
  const file = path.join(root, "transforms.json");
  const json = JSON.parse(await readFile(file, "utf8")) as Transforms;
  change(json);
  await writeFile(file, JSON.stringify(json));
  return (await openInput([root])).warnings ?? [];
}

const each = (change: (m: Rows) => Rows) => (json: Transforms) => {
  for (const frame of json.frames) frame.transform_matrix = change(frame.transform_matrix);
};
const turned = (m: Rows): Rows =>
  m.map((row, r) => row.map((value, c) => (r < 3 && (c === 1 || c === 2) ? -value : value)));
const inverted = (m: Rows): Rows => {
  const flat = Pose.fromMatrix(m.flat()).inverse().matrix;
  return [0, 4, 8, 12].map((r) => flat.slice(r, r + 4));
};

it.each<[string, (json: Transforms) => void, RegExp]>([
  ["OpenCV's axes", each(turned), /\d+ % would with the camera's y and z axes turned round/],
  ["world-to-camera", each(inverted), /\d+ % would with the poses read as world-to-camera/],
  [
    "world-to-camera in OpenCV's axes",
    each((m) => inverted(turned(m))),
    /would with the poses read as world-to-camera/,
  ],
  [
    "depth of another unit",
    (json) => {
      json.depth_unit_scale_factor = 1 / 5000;
    },
    /would with depth 5 times as large/,
  ],
])("warns of %s, naming what would fit", async (_, change, message) => {
  const warnings = await warningsOf(change);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^poses and depth do not fit: of the points of one frame, \d+ % lie where/);
  expect(warnings[0]).toMatch(message);
});

it("warns of nothing when a camera stands still", async () => {
  const frames = await warningsOf((json) => {
    const [first] = json.frames;
    // All frames are the first one's.
    for (const frame of json.frames) Object.assign(frame, first);
  });
  expect(frames).toEqual([]);
});

it("refuses depth that is 0 everywhere, and takes a single empty map", async () => {
  const root = await captureFolder();
  const empty = await encodeGrey16(WIDTH, HEIGHT, new Uint16Array(WIDTH * HEIGHT));
  await writeFile(path.join(root, "depth/1.png"), empty);
  expect((await openInput([root])).frames).toHaveLength(2);
  await writeFile(path.join(root, "depth/0.png"), empty);
  expect(await refusalOf(openInput([root]))).toMatch(
    /the depth of 0\.png, 1\.png is 0 everywhere, expected measurements; export the depth again, or leave it out/,
  );
});
