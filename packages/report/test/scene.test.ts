import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBundle } from "@spatialclaw/store";
import { SCENE_FOLDER } from "@spatialclaw/workspace";
import { validateBytes } from "gltf-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SceneModel, Shape, World } from "../src/scene/data.ts";
import { glb } from "../src/scene/export/glb.ts";
import { ply } from "../src/scene/export/ply.ts";
import { sceneJson } from "../src/scene/payload.ts";
import { readScene } from "../src/scene/read.ts";
import { sceneModel } from "../src/scene/worlds.ts";
import { HERE, MEASUREMENTS, SEGMENT, smallScene, writeSmallScene } from "./small-scene.ts";

let folder: string;
let model: SceneModel;
let world: World;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scene-"));
  await writeSmallScene(folder, await smallScene());
  const recorded = await readScene(folder);
  model = (recorded && (await sceneModel(recorded, SEGMENT))) as SceneModel;
  world = model.worlds[0] as World;
});
afterAll(() => rm(folder, { recursive: true }));

const named = (name: string): Shape => {
  const found = world.shapes.find((shape) => shape.name === name);
  if (!found) throw new Error(`no ${name} among ${world.shapes.map((shape) => shape.name).join("; ")}`);
  return found;
};

describe("a scene", () => {
  it("draws the answer's segment where it was measured, once, with its length", () => {
    const answers = world.shapes.filter(({ isAnswer }) => isAnswer);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatchObject({
      name: "heater – door: 0.913 m, closest points",
      lines: [...SEGMENT.a, ...SEGMENT.b],
      label: { text: "heater – door: 0.913 m" },
      step: 3,
    });
    expect(model.start).toBe(0);
  });

  it("draws what was measured in a rescaled reconstruction where its points are, with the length that was measured", () => {
    expect(named("heater: 2 m")).toMatchObject({ lines: [0, 0, -1, 0, 0, -2] });
  });

  it("leaves out what belongs to another reconstruction", () => {
    expect(world.shapes.some(({ name }) => name.includes("15.6"))).toBe(false);
  });

  it("fills the sector that a point was found in", () => {
    const { faces = [], lines = [] } = named("door: front-right, 45°, 1.41 m, seen from camera of frame 0");
    const bearings = Array.from({ length: faces.length / 3 }, (_, i) => {
      const [x, , z] = faces.slice(3 * i, 3 * i + 3) as [number, number, number];
      return x === 0 && z === 0 ? null : (Math.atan2(x, -z) * 180) / Math.PI;
    }).filter((bearing) => bearing !== null);
    expect(Math.min(...bearings)).toBeCloseTo(22.5);
    expect(Math.max(...bearings)).toBeCloseTo(67.5);
    expect(lines.slice(-3)).toEqual([1, 0, -1]);
  });

  it("draws objects in colours of their own, with the box that a cell measured where there is one", () => {
    const door = named("door, with the box that was measured");
    const heater = named("heater");
    expect(door.colour).not.toEqual(heater.colour);
    // The box of the measurement: 2 m high, about its own middle.
    const heights = (door.lines ?? []).filter((_, i) => i % 3 === 1);
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([-1, 1]);
    expect(door.lines).toHaveLength(12 * 6);
    expect(heater.points).toHaveLength(9);
  });

  it("names up, forward, the ground and the cameras", () => {
    expect(named("up").lines?.slice(0, 6)).toEqual([0, 0, 0, 0, expect.any(Number), 0]);
    const [, , , , , ahead] = named("camera forward").lines ?? [];
    expect(ahead).toBeLessThan(0);
    expect(
      named("ground, squares of 0.5 m")
        .lines?.filter((_, i) => i % 3 === 1)
        .every((y) => y === -1.2),
    ).toBe(true);
    expect(named("camera of frame 1").lines?.slice(0, 3)).toEqual([0.5, 0, 0]);
    expect(named("track of the camera").lines).toEqual([0, 0, 0, 0.5, 0, 0]);
  });

  it("takes colours from the pictures, and none where there are none", () => {
    const [first, second] = world.views;
    const [r, g, b] = first?.colours ?? [];
    expect(Math.abs((r ?? 0) - 200) + Math.abs((g ?? 0) - 40) + Math.abs((b ?? 0) - 10)).toBeLessThan(12);
    expect(second?.colours).toBeNull();
  });

  it("says when it does not draw everything, and keeps the last", async () => {
    const many = Array.from({ length: 250 }, (_, i) => ({
      kind: "distance" as const,
      a: [0, 0, 0] as const,
      b: [0, 0, -1 - i / 100] as const,
      distance: 1 + i / 100,
      of: ["a", "b"] as const,
      world: HERE,
    }));
    const crowded = await mkdtemp(join(tmpdir(), "scene-"));
    await writeSmallScene(crowded, await smallScene(many));
    const recorded = await readScene(crowded);
    const [crowd] = (recorded && (await sceneModel(recorded, null)))?.worlds ?? [];
    expect(crowd?.notes).toContain("50 earlier measurements are not drawn");
    expect(crowd?.shapes.filter(({ layer }) => layer === "measurements")).toHaveLength(200);
    expect(crowd?.shapes.at(-1)?.name).toBe("a – b: 3.49 m");
    await rm(crowded, { recursive: true });
  });
});

describe("records", () => {
  it("that are damaged, newer, unknown or no bundles are left out and told", async () => {
    const broken = await mkdtemp(join(tmpdir(), "scene-"));
    await writeSmallScene(broken, await smallScene());
    const file = (name: string) => join(broken, SCENE_FOLDER, name);
    await writeFile(file("0002.bundle"), (await readFile(file("0002.bundle"))).subarray(0, 200));
    await writeBundle(file("0006.bundle"), { version: 2, kind: "cloud" });
    await writeBundle(file("0007.bundle"), { version: 1, kind: "smell" });
    await writeBundle(file("0008.bundle"), { version: 1, kind: "cloud" });
    await writeFile(file("notes.txt"), "not of the scene");
    const recorded = await readScene(broken);
    expect(recorded?.problems).toEqual([
      "scene/0002.bundle is damaged",
      "scene/0006.bundle has version 2, this release reads 1",
      "scene/0007.bundle is of a kind that this release does not know",
      "scene/0008.bundle is of a kind that this release does not know",
    ]);
    // Without its objects the rest can still be drawn.
    const rest = recorded && (await sceneModel(recorded, null));
    expect(rest?.worlds[0]?.shapes.some(({ layer }) => layer === "measurements")).toBe(true);
    await rm(broken, { recursive: true });
  });

  it("of a run that recorded nothing are no scene", async () => {
    const empty = await mkdtemp(join(tmpdir(), "scene-"));
    expect(await readScene(empty)).toBeNull();
    expect(await readdir(empty)).toEqual([]);
  });
});

it("as JSON cannot end the element that it stands in", async () => {
  const hostile = "</script><script>alert(1)</script><!--";
  const shapes = world.shapes.map((shape) => ({ ...shape, name: hostile }));
  const json = sceneJson({ start: 0, worlds: [{ ...world, title: hostile, shapes }] });
  expect(json).not.toContain("<");
  expect(JSON.parse(json).worlds[0].title).toBe(hostile);
});

describe("a GLB", () => {
  it("passes the Khronos validator without errors and warnings", async () => {
    const { issues, info } = await validateBytes(glb(world));
    expect(issues.messages).toEqual([]);
    expect(info).toMatchObject({ version: "2.0", hasDefaultScene: true });
  });

  it("holds the points, cameras and shapes of the scene by name", async () => {
    const bytes = glb(world);
    const words = new DataView(bytes.buffer);
    const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + words.getUint32(12, true))));
    const names = json.nodes.map((node: { name: string }) => node.name);
    for (const name of ["points of frame 0", "frame 1", "heater", "heater – door: 0.913 m, closest points", "up"])
      expect(names).toContain(name);
    // 11 measured pixels of 12 in each view.
    const cloud = json.meshes[json.nodes[names.indexOf("points of frame 0")].mesh].primitives[0];
    expect(json.accessors[cloud.attributes.POSITION]).toMatchObject({ count: 11, type: "VEC3" });
    // The camera of frame 1 stands half a metre to the right, looking along -Z with +Y up.
    expect(json.nodes[names.indexOf("frame 1")].matrix).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0.5, 0, 0, 1]);
  });

  it("is valid for a scene with nothing in it", async () => {
    const nothing: World = { ...world, views: [], shapes: [] };
    const { issues } = await validateBytes(glb(nothing));
    expect(issues.numErrors).toBe(0);
  });
});

it("a PLY holds every point with its colour and object", () => {
  const bytes = ply({ ...world, title: "nä\nend_header" });
  const text = new TextDecoder("latin1").decode(bytes);
  const end = text.indexOf("\nend_header\n") + "\nend_header\n".length;
  expect(text).toContain("comment n?end_header; +Y up\n");
  expect(text).toContain("comment object 2: door");
  const count = Number(/element vertex (\d+)/.exec(text)?.[1]);
  expect(count).toBe(11 + 11 + 3 + 3);
  expect(bytes.length - end).toBe(18 * count);
  const view = new DataView(bytes.buffer, end);
  const vertex = (i: number) => [0, 4, 8].map((at) => view.getFloat32(18 * i + at, true));
  // The first kept pixel is (1, 1) of the depth map: its centre, three metres ahead.
  const [x, y, z] = vertex(0) as [number, number, number];
  expect([x, y, z]).toEqual([expect.closeTo(((1.5 - 4) / 8) * 3), expect.closeTo(((3 - 1.5) / 8) * 3), -3]);
  expect(vertex(22)).toEqual([-0.5, 0, -3].map((value) => expect.closeTo(value)));
  expect(view.getUint16(18 * 22 + 16, true)).toBe(1);
  expect(view.getUint16(18 * 27 + 16, true)).toBe(2);
});

it("knows a measurement of every kind", () => {
  expect(new Set(MEASUREMENTS.map(({ kind }) => kind)).size).toBe(8);
});
