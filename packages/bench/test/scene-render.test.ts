import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderFrame } from "../src/synth/render.ts";
import { createScene } from "../src/synth/scene.ts";
import { sightings } from "../src/synth/sightings.ts";
import { closestCandidates, type Triangle } from "../src/synth/triangle-distance.ts";
import type { Vec3 } from "../src/synth/types.ts";
import { writeCapture, writeGrey16 } from "../src/synth/write-capture.ts";

const SIZE = { width: 80, height: 60 };
const scene = createScene(2, SIZE);
const frames = scene.cameras.map((_, i) => renderFrame(scene, i));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "scene-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** World point of a pixel, from depth and pose. */
function unprojected(frame: number, column: number, row: number): Vec3 {
  const { c2w, intrinsics } = scene.cameras[frame]!;
  const depth = frames[frame]!.depth[row * SIZE.width + column]!;
  const x = ((column + 0.5 - intrinsics.cx) / intrinsics.fx) * depth;
  const y = -((row + 0.5 - intrinsics.cy) / intrinsics.fy) * depth;
  const at = (i: number): number => c2w[i]! * x + c2w[i + 1]! * y - c2w[i + 2]! * depth + c2w[i + 3]!;
  return [at(0), at(4), at(8)];
}

/** Metres from a point to an object's mesh, or to the room's shell for id 0. */
function offSurface(id: number, p: Vec3): number {
  if (id === 0) return Math.min(...p.flatMap((v, k) => [Math.abs(v), Math.abs(scene.room[k]! - v)]));
  const mesh = scene.objects.find((object) => object.id === id)!.triangles;
  const corner = (i: number): Vec3 => [mesh[i]!, mesh[i + 1]!, mesh[i + 2]!];
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < mesh.length; i += 9) {
    const face: Triangle = [corner(i), corner(i + 3), corner(i + 6)];
    for (const { distance } of closestCandidates([p, p, p], face)) best = Math.min(best, distance);
  }
  return best;
}

describe("renderFrame", () => {
  test("has depth that unprojects onto the mesh its ids name, within 2 mm", () => {
    const seen = new Set<number>();
    for (let frame = 0; frame < frames.length; frame += 2) {
      for (let row = 3; row < SIZE.height; row += 6) {
        for (let column = 3; column < SIZE.width; column += 6) {
          const id = frames[frame]!.ids[row * SIZE.width + column]!;
          seen.add(id);
          expect(offSurface(id, unprojected(frame, column, row))).toBeLessThan(0.002);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(6);
  });

  test("sees every object in two frames or more", () => {
    const sight = sightings(scene, frames);
    for (const { id } of scene.objects) {
      expect(sight.pixels(id).filter((pixels) => pixels > 0).length).toBeGreaterThanOrEqual(2);
    }
  });

  test("refuses a camera the scene has not", () => {
    expect(() => renderFrame(scene, 99)).toThrow(/camera 99/);
  });
});

describe("sightings", () => {
  const sight = sightings(scene, frames);

  test("finds the frame a surface point was taken from, not with another id nor far off its depth", () => {
    const [column, row] = [SIZE.width / 2, SIZE.height / 2];
    for (let frame = 0; frame < frames.length; frame++) {
      const id = frames[frame]!.ids[row * SIZE.width + column]!;
      const point = unprojected(frame, column, row);
      expect(sight.of(id, point, 0.01)).toContain(frame);
      expect(sight.of(200, point, 0.01)).toEqual([]);
      const { c2w } = scene.cameras[frame]!;
      const nearer = point.map((v, k) => (v + c2w[4 * k + 3]!) / 2) as unknown as Vec3;
      expect(sight.of(id, nearer, 0.01)).not.toContain(frame);
    }
  });

  test("tells pieces cut by the picture's border", () => {
    expect(sight.cut(0, 0)).toBe(true);
    const whole = scene.objects.some(({ id }) => sight.pixels(id).some((n, frame) => n > 0 && !sight.cut(id, frame)));
    expect(whole).toBe(true);
    expect(() => sight.cut(1, 99)).toThrow(/frame 99/);
  });
});

describe("writeCapture", () => {
  test("writes frames of matching sizes whose depth and ids read back as rendered", async () => {
    const capture = path.join(folder, "capture");
    await writeCapture(capture, scene, frames.slice(0, 2));
    const written = JSON.parse(await readFile(path.join(capture, "transforms.json"), "utf8"));
    expect(written.frames).toHaveLength(2);
    expect(written).toMatchObject({ w: SIZE.width, h: SIZE.height, up: [0, 0, 1] });
    expect(written.instances).toEqual(scene.objects.map(({ id, label }) => ({ id, label })));
    for (const [i, entry] of written.frames.entries()) {
      expect(entry.transform_matrix.flat()).toEqual(scene.cameras[i]!.c2w);
      const image = await sharp(path.join(capture, entry.file_path)).metadata();
      expect([image.width, image.height]).toEqual([SIZE.width, SIZE.height]);
      const depth = await readGrey16(path.join(capture, entry.depth_file_path));
      expect(depth).toEqual(Uint16Array.from(frames[i]!.depth, (metres) => Math.round(metres * 1000)));
      const ids = await sharp(path.join(capture, entry.instances_file_path)).toColourspace("b-w").raw().toBuffer();
      expect(ids.equals(Uint8Array.from(frames[i]!.ids))).toBe(true);
    }
    expect(await readdir(folder)).toEqual(["capture"]);
    expect((await readdir(capture)).sort()).toEqual(["depth", "images", "instances", "transforms.json"]);
  });

  test("replaces an older capture and leaves nothing half-written when it fails", async () => {
    const capture = path.join(folder, "capture");
    const broken = { ...frames[0]!, depth: new Float32Array(SIZE.width * SIZE.height).fill(70) };
    await expect(writeCapture(capture, scene, [broken])).rejects.toThrow(/70 m/);
    expect(await readdir(folder)).toEqual(["capture"]);
    await writeCapture(capture, scene, frames.slice(0, 1));
    expect(await readdir(path.join(capture, "images"))).toEqual(["frame_000.jpg"]);
  });

  test("keeps every 16-bit value", async () => {
    const values = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const file = path.join(folder, "ramp.png");
    await writeGrey16(file, values, 256, 256);
    expect(await readGrey16(file)).toEqual(values);
    await rm(file);
  });
});

async function readGrey16(file: string): Promise<Uint16Array> {
  const { data, info } = await sharp(file)
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(1);
  return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2).slice();
}
