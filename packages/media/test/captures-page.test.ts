import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { encodeGrey16, encodePng, openInput } from "@spatialclaw/media";
import sharp from "sharp";
import { expect, it } from "vitest";

it("opens the example of docs/captures.md, whose camera stands where the page says", async () => {
  const page = await readFile(fileURLToPath(new URL("../../../docs/captures.md", import.meta.url)), "utf8");
  const example = /```json\n([^`]+)```/.exec(page)?.[1] ?? "";
  const root = await mkdtemp(path.join(tmpdir(), "example-"));
  for (const folder of ["images", "depth", "instances"]) await mkdir(path.join(root, folder));
  const [width, height] = [480, 360];
  const picture = await encodePng({ width, height, data: new Uint8Array(3 * width * height) });
  await writeFile(path.join(root, "images/frame_000.jpg"), await sharp(picture).jpeg().toBuffer());
  for (const map of ["depth", "instances"])
    await writeFile(
      path.join(root, map, "frame_000.png"),
      await encodeGrey16(width, height, new Uint16Array(width * height).fill(1)),
    );
  await writeFile(path.join(root, "transforms.json"), example);
  const { frames, capture } = await openInput([root]);
  expect(capture).toMatchObject({
    hasDepth: true,
    instances: [
      { id: 1, label: "door" },
      { id: 2, label: "heater" },
    ],
  });
  const c2w = frames[0]?.geometry?.c2w ?? [];
  expect([c2w[3], c2w[7], c2w[11]]).toEqual([3, 4, 1.5]);
  expect([c2w[2], c2w[6], c2w[10]].map((n) => Number(n) + 0)).toEqual([0, 1, 0]);
  expect(frames[0]?.seconds).toBe(0);
  expect((await frames[0]?.geometry?.depth())?.data[0]).toBeCloseTo(0.001);
});
