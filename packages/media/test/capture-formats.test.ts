import { fileURLToPath } from "node:url";
import { Pose } from "@spatialclaw/geometry";
import { type MediaInput, openInput } from "@spatialclaw/media";
import { beforeAll, describe, expect, it } from "vitest";

const sample = (name: string): string =>
  fileURLToPath(new URL(`../../../test/fixtures/media/captures/${name}`, import.meta.url));

/** What is not compared: where a file lies and how it is called. */
const posesOf = ({ frames }: MediaInput) => frames.map(({ geometry }) => geometry?.c2w ?? []);

let room: MediaInput;
beforeAll(async () => {
  room = await openInput([sample("nerfstudio")]);
});

describe.each(["tum", "scannet", "colmap", "colmap-binary"])("the sample in %s", (name) => {
  let input: MediaInput;
  const hasMaps = !name.startsWith("colmap");
  beforeAll(async () => {
    input = await openInput([sample(name)]);
  });

  it("is recognised by what is in its folder", () => {
    expect(input).toMatchObject({ kind: "capture", name });
    expect(input.capture?.format).toBe(name.replace("-binary", ""));
  });

  it("has the same poses and cameras", () => {
    for (const [i, c2w] of posesOf(input).entries())
      expect(c2w).toEqual(posesOf(room)[i]?.map((value) => expect.closeTo(value, 9)));
    for (const [i, frame] of input.frames.entries()) {
      const { fx, fy, cx, cy, width, height } = room.frames[i]?.geometry?.intrinsics ?? {};
      const [f, c] = [[fx, fy].map((v) => expect.closeTo(v ?? 0, 9)), [cx, cy].map((v) => expect.closeTo(v ?? 0, 9))];
      expect(frame.geometry?.intrinsics).toEqual({ fx: f[0], fy: f[1], cx: c[0], cy: c[1], width, height });
    }
  });

  it("has the same pictures, depth and masks, as far as it has any", async () => {
    expect(input.frames).toHaveLength(room.frames.length);
    for (const [i, frame] of input.frames.entries()) {
      const twin = room.frames[i];
      expect((await frame.pixels()).data).toEqual((await twin?.pixels())?.data);
      const [depth, due] = [await frame.geometry?.depth(), await twin?.geometry?.depth()];
      expect(depth === null).toBe(!hasMaps);
      if (depth && due) {
        const most = depth.data.reduce(
          (max, metres, k) => Math.max(max, Math.abs(metres - (due.data[k] as number))),
          0,
        );
        expect(most).toBeLessThan(1e-6);
      }
      const ids = await frame.geometry?.instances();
      expect(ids?.data ?? null).toEqual(hasMaps ? (await twin?.geometry?.instances())?.data : null);
    }
    expect(input.capture?.instances).toEqual(hasMaps ? room.capture?.instances : null);
    expect(input.capture?.hasDepth).toBe(hasMaps);
  });
});

it("says of a COLMAP model that it has no scale, and takes up from how the camera was held", async () => {
  const { capture, warnings } = await openInput([sample("colmap")]);
  expect(capture).toMatchObject({ metric: false, hasDepth: false });
  expect(warnings).toEqual([expect.stringMatching(/no scale: its lengths are no metres/)]);
  const [x = 0, y = 0, z = 0] = capture?.up ?? [];
  expect(Math.hypot(x, y, z)).toBeCloseTo(1, 12);
  // The walk looks slightly down, all round the room: on the whole the camera was upright.
  expect(z).toBeGreaterThan(0.9);
});

it("says nothing where poses and depth fit", async () => {
  for (const name of ["nerfstudio", "tum", "scannet"])
    expect((await openInput([sample(name)])).warnings ?? []).toEqual([]);
});

it("has poses that are rigid", () => {
  for (const c2w of posesOf(room)) expect(() => Pose.fromMatrix(c2w)).not.toThrow();
});
