import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CAPTURE_FORMATS, convertCapture, type MediaInput, openInput } from "@spatialclaw/media";
import { beforeAll, describe, expect, it } from "vitest";
import { captureFolder } from "./capture-folder.ts";
import { refusalOf, temporaryFolder } from "./clips.ts";

const SAMPLE = fileURLToPath(new URL("../../../test/fixtures/media/captures/nerfstudio", import.meta.url));
let room: MediaInput;
beforeAll(async () => {
  room = await openInput([SAMPLE]);
});

const target = async (): Promise<string> => path.join(await temporaryFolder(), "out");
const posesOf = ({ frames }: MediaInput) => frames.map(({ geometry }) => geometry?.c2w);

describe.each(CAPTURE_FORMATS)("to %s and back", (format) => {
  it("is the same capture", async () => {
    const out = await target();
    const lost = await convertCapture(room, out, format);
    const written = await openInput([out]);
    expect(written.capture?.format).toBe(format);
    if (format === "colmap") expect(lost).toEqual(["the format has no depth and no object masks: left out"]);
    const back = path.join(await temporaryFolder(), "back");
    await convertCapture(written, back, "nerfstudio");
    const again = await openInput([back]);
    for (const [i, c2w] of posesOf(again).entries())
      expect(c2w).toEqual(posesOf(room)[i]?.map((value) => expect.closeTo(value, 9)));
    for (const [i, frame] of again.frames.entries()) {
      const twin = room.frames[i];
      expect((await frame.encoded()).bytes).toEqual((await twin?.encoded())?.bytes);
      if (format === "colmap") continue;
      const [depth, due] = [await frame.geometry?.depth(), await twin?.geometry?.depth()];
      expect(depth?.data.every((m, k) => Math.abs(m - (due?.data[k] ?? 0)) < 1e-6)).toBe(true);
      expect((await frame.geometry?.instances())?.data).toEqual((await twin?.geometry?.instances())?.data);
    }
  });
});

describe("formats whose world has +Z up", () => {
  it.each(["tum", "scannet"] as const)("%s gets the capture turned so", async (format) => {
    const root = await captureFolder((json) => {
      json.up = [0, 1, 0];
    });
    const out = await target();
    await convertCapture(await openInput([root]), out, format);
    const turned = await openInput([out]);
    expect(turned.capture?.up).toEqual([0, 0, 1]);
    // Its cameras stood at (3, 4, 1.5) with +Y up: a quarter turn about x makes that (3, -1.5, 4).
    const [m = []] = posesOf(turned);
    expect([m?.[3], m?.[7], m?.[11]]).toEqual([3, -1.5, 4].map((value) => expect.closeTo(value, 9)));
    const [was] = posesOf(await openInput([root]));
    // What the camera saw along +Y, upwards, it still sees upwards.
    expect(was?.[6]).toBeCloseTo(m?.[10] ?? Number.NaN, 9);
  });
});

it("keeps times where there are some, and says where there are none", async () => {
  const root = await captureFolder((json) => {
    for (const [i, frame] of (json.frames as Record<string, unknown>[]).entries()) frame.time = 0.25 * i;
  });
  const out = await target();
  expect(await convertCapture(await openInput([root]), out, "tum")).toEqual([]);
  expect((await openInput([out])).frames.map(({ seconds }) => seconds)).toEqual([0, 0.25]);
  expect(await convertCapture(room, await target(), "tum")).toEqual([
    "the frames have no times, which the format wants: they are one second apart",
  ]);
});

it("counts depth that the format cannot hold", async () => {
  const root = await captureFolder((json) => {
    json.depth_unit_scale_factor = 0.01;
  });
  const out = await target();
  const [, far] = await convertCapture(await openInput([root]), out, "tum");
  expect(far).toMatch(
    /^\d+ pixels are farther than 13\.1 m, which the format cannot hold: they count as not measured$/,
  );
});

describe("is refused", () => {
  it("into a folder that is there, and leaves it alone", async () => {
    const out = await target();
    await mkdir(out);
    await writeFile(path.join(out, "mine"), "");
    expect(await refusalOf(convertCapture(room, out, "tum"))).toMatch(
      /out exists already; name a folder that does not/,
    );
    expect(await readdir(out)).toEqual(["mine"]);
  });

  it("for pictures, and for cameras that differ where the format holds one", async () => {
    const photos = await openInput([path.join(SAMPLE, "images")]);
    expect(await refusalOf(convertCapture(photos, await target(), "tum"))).toMatch(
      /is no capture; name a capture folder/,
    );
    const root = await captureFolder((json) => {
      Object.assign((json.frames as object[])[1] as object, { fl_x: 60 });
    });
    const mixed = await openInput([root]);
    const out = await target();
    expect(await refusalOf(convertCapture(mixed, out, "scannet"))).toMatch(
      /1\.png has another camera than 0\.png, and scannet holds one for all; convert to nerfstudio or colmap/,
    );
    expect(await readdir(path.dirname(out))).toEqual([]);
    expect(await convertCapture(mixed, out, "colmap")).toHaveLength(1);
    expect((await readFile(path.join(out, "sparse/0/cameras.txt"), "utf8")).match(/PINHOLE/g)).toHaveLength(2);
  });

  it("half-way, and leaves nothing behind", async () => {
    const out = await target();
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(convertCapture(room, out, "nerfstudio", { signal })).rejects.toThrow("enough");
    expect(await readdir(path.dirname(out))).toEqual([]);
  });
});

it("writes a folder that others may read", async () => {
  const out = await target();
  await convertCapture(room, out, "nerfstudio");
  expect((await stat(out)).mode & 0o777).toBe(0o755);
});
