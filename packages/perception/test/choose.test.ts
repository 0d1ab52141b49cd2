import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { MediaInput } from "@spatialclaw/media";
import { choosePerception, type PerceptionChoices, placesFrom } from "@spatialclaw/perception";
import { afterAll, describe, expect, it } from "vitest";
import { pickDepth, pickMasks } from "../src/choose/pick.ts";
import { sharedRuntime } from "../src/onnx/shared-runtime.ts";
import { scratch } from "./onnx/bundles.ts";
import { openRoom } from "./onnx/da3/room.ts";
import { FIXTURES } from "./onnx/goldens.ts";

const room = await openRoom();
const home = scratch("spatialclaw-choose-");
const places = placesFrom({}, home.path);
const runtime = { provider: "cpu" } as const;
const choices: PerceptionChoices = { places, runtime };

afterAll(async () => {
  await sharedRuntime({ ...runtime, places }).close();
  home[Symbol.dispose]();
});

/** Puts a fixture where models of the user's own lie. */
function install(fixture: string): void {
  mkdirSync(places.models, { recursive: true });
  cpSync(path.join(FIXTURES, fixture), path.join(places.models, fixture), { recursive: true });
}

const withoutDepth: MediaInput = { ...room, capture: { ...room.capture!, hasDepth: false, hasPoses: false } };
const photos: MediaInput = { ...room, kind: "images", capture: null, frames: bare(room) };

function bare({ frames }: MediaInput): MediaInput["frames"] {
  return frames.map((frame) => ({ ...frame, geometry: null }));
}

describe("what sees an input", () => {
  it("is the capture where it brings all, whatever models are named", () => {
    expect(choosePerception(room, { ...choices, depth: "da3-base" }).name).toBe(
      "capture (depth, poses and masks of the input)",
    );
  });

  it("is missing where there are no models: an error that says what to fetch", () => {
    expect(() => choosePerception(photos, choices)).toThrow(
      expect.objectContaining({
        kind: "environment",
        message: expect.stringMatching(
          /^room \(images\) comes without depth and object masks.*models pull da3-nested-base sam3/,
        ),
      }),
    );
    expect(() => choosePerception(withoutDepth, choices)).toThrow(
      /comes without depth, and no model that would add it/,
    );
    expect(() => choosePerception(photos, { ...choices, masks: ["off"] })).toThrow(/comes without depth, and/);
  });

  it.each([
    ["da3-base", /the model da3-base is not on this machine: spatialclaw models pull da3-base/],
    ["da3-tiny", /there is no model "da3-tiny"; give a name of `spatialclaw models list`/],
    [path.join(FIXTURES, "sam3-pcs"), /perception\.depth: .*sam3-pcs is of the family sam3-pcs, expected da3/],
  ])("does not take %s for depth", (depth, message) => {
    expect(() => choosePerception(photos, { ...choices, depth })).toThrow(message);
  });

  it("does not take a depth model for masks", () => {
    const masks = [path.join(FIXTURES, "da3-wide")];
    expect(() => choosePerception(photos, { ...choices, depth: "off", masks })).toThrow(
      /is of the family da3, expected/,
    );
  });

  it("does without what is off, and says so when asked", async () => {
    const nothing = choosePerception(photos, { ...choices, depth: "off", masks: ["off"] });
    expect(nothing.name).toBe("depth: off; masks: off");
    await expect(nothing.reconstruct(photos.frames)).rejects.toThrow(
      "this session has no depth: perception.depth is off",
    );
    await expect(nothing.segment(photos.frames, { text: "door" })).rejects.toThrow(
      /has no masks: perception\.masks is off/,
    );
  });

  it("is a model of the user's own, then the best that was pulled", () => {
    expect(pickDepth(null, places)).toBeNull();
    expect(pickMasks([], places)).toEqual({ text: null, tracker: null });
    install("da3-wide");
    install("sam3-pcs");
    install("sam3-video");
    expect(pickDepth(null, places)).toMatchObject({ name: "da3-wide", manifest: { id: "da3-tiny-wide" } });
    const { text, tracker } = pickMasks([], places);
    expect([text?.name, tracker?.name]).toEqual(["sam3-pcs", "sam3-video"]);
    expect(choosePerception(photos, choices)).toMatchObject({
      name: "depth: da3-wide; masks: sam3-pcs and sam3-video",
      maxFrames: 64,
    });
  });
});

describe("a capture without depth", () => {
  it("gets depth from a model and keeps its own masks", async () => {
    install("da3-wide");
    const perception = choosePerception(withoutDepth, choices);
    expect(perception.name).toBe("depth: da3-wide; masks: of the input");
    const frames = room.frames.slice(0, 3);
    const { views, world, scale, notes } = await perception.reconstruct(frames);
    expect(views.map(({ frame }) => frame)).toEqual(frames);
    // 98x70 from the middle of 480x360 leaves 4 rows of the map on either side.
    const [{ intrinsics, depth, pose, confidence, rawConfidence }] = views as [(typeof views)[number]];
    expect(intrinsics).toMatchObject({ width: 98, height: 74 });
    expect(notes).toContainEqual(expect.stringMatching(/saw 98x70 from the middle of 3 of 3 frames, at least 95 %/));
    const row = (map: ArrayLike<number>, y: number) => Array.from({ length: 98 }, (_, x) => map[98 * y + x]!);
    for (const map of [depth, confidence!, rawConfidence!]) {
      expect(map).toHaveLength(98 * 74);
      expect(row(map, 1).every(Number.isNaN)).toBe(true);
      expect(row(map, 37).every(Number.isFinite)).toBe(true);
      expect(row(map, 72).every(Number.isNaN)).toBe(true);
    }
    expect(pose.position.map(Math.abs)).toEqual([0, 0, 0]);
    expect(Math.abs(pose.forward[0])).toBeLessThan(1e-9);
    expect(world.confidence).toBeLessThan(1);
    expect(scale.source).toContain("nested");
    const { objects } = await perception.segment(frames, { text: "door" });
    expect(objects[0]?.label).toBe("door");
    await perception.close();
  });

  it("refuses more frames than can be put together, in one line", async () => {
    const perception = choosePerception(withoutDepth, choices);
    const many = Array.from({ length: 65 }, () => room.frames[0]!);
    await expect(perception.reconstruct(many)).rejects.toThrow(/65 frames are more than the 64/);
  });

  it("ends with the reason when it is aborted", async () => {
    const perception = choosePerception(withoutDepth, choices);
    const controller = new AbortController();
    const running = perception.reconstruct(room.frames.slice(3, 9), { signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(running).rejects.toThrow("enough");
  });
});

describe("photos", () => {
  it.each([
    ["of one pixel", 1, 1],
    ["of odd sizes", 61, 47],
  ])("%s are seen", async (_, width, height) => {
    install("da3-wide");
    const data = new Uint8Array(3 * width * height).fill(90);
    const frame = { ...photos.frames[0]!, width, height, pixels: async () => ({ width, height, data }) };
    const perception = choosePerception({ ...photos, frames: [frame] }, { ...choices, masks: ["off"] });
    const { views, scale } = await perception.reconstruct([frame]);
    expect(views[0]?.depth.some((metres) => metres > 0)).toBe(true);
    expect(scale.metric).toBe(true);
  });

  it("that no model takes are refused by name", async () => {
    const frame = { ...photos.frames[0]!, name: "pano.jpg", width: 20_000, height: 500 };
    const perception = choosePerception({ ...photos, frames: [frame] }, { ...choices, masks: ["off"] });
    await expect(perception.reconstruct([frame])).rejects.toThrow(
      /^frame 0 \(pano\.jpg\): the model would see \d+ % of a picture of 20000x500 pixels/,
    );
  });
});

it("shares one worker between all that want the same", () => {
  expect(sharedRuntime({ provider: "cpu", places })).toBe(
    sharedRuntime({ provider: "cpu", places, onNotice: () => {} }),
  );
  expect(sharedRuntime({ provider: "cpu", places })).not.toBe(sharedRuntime({ provider: "cpu", threads: 1, places }));
});
