import { stats } from "@spatialclaw/geometry";
import type { CaptureInfo, MediaInput, SourceFrame } from "@spatialclaw/media";
import { createCapturePerception } from "@spatialclaw/perception";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Manifest, readManifest } from "../../../src/onnx/manifest/index.ts";
import { createOnnxPerception } from "../../../src/onnx/perception.ts";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { Perception, Reconstruction } from "../../../src/types.ts";
import { scratch } from "../bundles.ts";
import { ELSEWHERE, openRoom, writeRoomModel } from "./room.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
const folder = scratch("spatialclaw-room-");
const input = await openRoom();
const capture = createCapturePerception(input);
let model = "";
let seen: Perception;

beforeAll(async () => {
  model = await writeRoomModel(folder.path, input);
  seen = perception(false);
});
afterAll(async () => {
  await runtime.close();
  folder[Symbol.dispose]();
});

function perception(usePoses: boolean): Perception {
  const { manifest } = readManifest(model);
  return createOnnxPerception({ input, runtime, depth: { name: model, manifest }, segmenter: capture, usePoses });
}

/** The largest distance between positions, in metres, and between axes. */
function between(a: Reconstruction, b: Reconstruction) {
  let [metres, axes] = [0, 0];
  for (const [n, { pose }] of a.views.entries()) {
    const other = b.views[n]!.pose;
    for (const [i, number] of pose.matrix.entries()) {
      const off = Math.abs(number - other.matrix[i]!);
      if (i % 4 === 3) metres = Math.max(metres, off);
      else axes = Math.max(axes, off);
    }
  }
  return { metres, axes };
}

describe("a room by its own depth, and by a model that gives that depth in another world", () => {
  it("has one world, which the model's depth and cameras alone tell", async () => {
    const [own, model] = [await capture.reconstruct(input.frames), await seen.reconstruct(input.frames)];
    const { metres, axes } = between(own, model);
    expect(axes).toBeLessThan(5e-4);
    expect(metres).toBeLessThan(1e-3);
    expect(own.world).toEqual({ up: "the capture", confidence: 1, ground: null });
    expect(model.world.up).toBe("the lowest level surface");
    expect(model.world.confidence).toBeGreaterThan(0.6);
    expect(model.scale).toEqual({ source: "Depth Anything 3 (replay)", metric: true, confidence: 0.8 });
    expect(model.notes).toEqual([]);
    for (const [n, { depth, intrinsics }] of own.views.entries()) {
      const view = model.views[n]!;
      expect(view.intrinsics.fx).toBe(Math.fround(intrinsics.fx));
      expect(view.depth.every((value, i) => Object.is(value, depth[i]))).toBe(true);
    }
    // The room's floor is at Z = 0 of the capture.
    const height = input.frames[0]?.geometry?.c2w?.[11] as number;
    expect(model.world.ground).toBeCloseTo(-height, 2);
  });

  it("keeps that world for calls that ask for some of the frames", async () => {
    const all = await seen.reconstruct(input.frames);
    const [third, first] = [input.frames[3]!, input.frames[1]!];
    const some = await seen.reconstruct([third, first]);
    expect(some.views).toEqual([all.views[3], all.views[1]]);
    expect(some.world).toBe(all.world);
  });

  it("says by its own labels where the floor is", async () => {
    const floor = { id: 11, label: "wooden floor" };
    const frames = input.frames.map((frame) => withFloor(frame, floor.id));
    const instances = [...(input.capture?.instances ?? []), floor];
    const labelled = { ...input, frames, capture: { ...input.capture!, instances } };
    const { world, views } = await createCapturePerception(labelled).reconstruct(frames.slice(2, 5));
    expect(world).toMatchObject({ up: "the capture", confidence: 1 });
    expect(world.ground).toBeCloseTo(-(input.frames[0]?.geometry?.c2w?.[11] as number), 2);
    expect(views[0]?.pose.position[1]).not.toBeCloseTo(0, 2);
  });
});

describe("poses that came without depth", () => {
  /** The room without its depth, with what else is changed. */
  const without = (more: Partial<CaptureInfo> = {}): MediaInput => ({
    ...input,
    capture: { ...input.capture!, hasDepth: false, ...more },
    frames: input.frames,
  });
  const shrunk = { ...ELSEWHERE, scale: 0.37 };
  const relative = (unit: "relative" | "metric"): Partial<Manifest> => ({
    post: { depth: { kind: "z", unit, extrinsics: "w2c-opencv-3x4" } },
  });
  const see = async (given: MediaInput, unit: "relative" | "metric", frames = given.frames) => {
    using room = scratch("spatialclaw-shrunk-");
    const name = await writeRoomModel(room.path, input, { to: shrunk, manifest: relative(unit) });
    const { manifest } = readManifest(name);
    const made = createOnnxPerception({ input: given, runtime, depth: { name, manifest }, segmenter: capture });
    return await made.reconstruct(frames);
  };

  it("give the model's depth its scale, and are used as they are", async () => {
    const [own, made] = [await capture.reconstruct(input.frames), await see(without(), "relative")];
    const { metres, axes } = between(own, made);
    expect(Math.max(metres, axes)).toBeLessThan(1e-6);
    expect(made.scale).toMatchObject({ source: "poses of the capture", metric: true });
    expect(made.scale.confidence).toBeCloseTo(0.95, 3);
    expect(made.world).toMatchObject({ up: "the capture", confidence: 1 });
    const [a, b] = [own.views[5]!, made.views[5]!];
    expect(b.intrinsics.fx).toBeCloseTo(a.intrinsics.fx, 6);
    const off = b.depth.map((metres, i) => Math.abs(metres / a.depth[i]! - 1)).filter((ratio) => !Number.isNaN(ratio));
    expect(stats.max(off)).toBeLessThan(1e-5);
    expect(off.length).toBeGreaterThan(100_000);
  });

  it("without a scale are stretched to the model's metres, and up is found", async () => {
    const made = await see(without({ metric: false, format: "colmap", up: [0.2, 0, 1] }), "metric");
    const own = await capture.reconstruct(input.frames);
    expect(made.scale).toMatchObject({ metric: true });
    expect(made.world.up).toBe("the lowest level surface");
    const [a, b] = [own.views[7]!.pose.position, made.views[7]!.pose.position];
    for (const k of [0, 1, 2]) expect(b[k]!).toBeCloseTo(0.37 * a[k]!, 3);
  });

  it("of one frame tell no scale", async () => {
    const made = await see(without(), "relative", [input.frames[4]!]);
    expect(made.scale).toEqual({ source: "relative", metric: false, confidence: 0 });
    // The world is the input's, as for the capture itself.
    const own = await capture.reconstruct([input.frames[4]!]);
    expect(between(own, made).metres).toBeLessThan(1e-6);
  });
});

/** What the room does not label and lies at the bottom becomes the floor. */
function withFloor(frame: SourceFrame, id: number): SourceFrame {
  const geometry = frame.geometry!;
  const { fx, fy, cx, cy } = geometry.intrinsics;
  return {
    ...frame,
    geometry: {
      ...geometry,
      instances: async () => {
        const [map, depth] = [(await geometry.instances())!, (await geometry.depth())!];
        const [, , , , , , , , zx, zy, zz, z0] = geometry.c2w as number[];
        const data = map.data.map((known, i) => {
          const [x, y, z] = [i % map.width, Math.floor(i / map.width), depth.data[i]!];
          const height = zx! * ((x + 0.5 - cx) / fx) * z + zy! * ((y + 0.5 - cy) / fy) * z + zz! * z + z0!;
          return known === 0 && Math.abs(height) < 0.02 ? id : known;
        });
        return { ...map, data };
      },
    },
  };
}
