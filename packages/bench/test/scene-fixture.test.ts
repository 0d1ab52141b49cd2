import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { createScene } from "../src/synth/scene.ts";
import { groundTruth } from "../src/synth/truth.ts";
import type { GroundTruth } from "../src/synth/types.ts";

const fixture = (name: string): Promise<string> =>
  readFile(new URL(`../../../test/fixtures/${name}`, import.meta.url), "utf8");

test("the room in the repository is what its seed gives", async () => {
  const stored: GroundTruth = JSON.parse(await fixture("room.ground-truth.json"));
  const scene = createScene(stored.seed);
  expect(groundTruth(scene)).toEqual(stored);
  const capture = JSON.parse(await fixture("room/transforms.json"));
  expect(capture.instances).toEqual(stored.objects.map(({ id, label }) => ({ id, label })));
  expect(capture.frames.map((frame: { transform_matrix: number[][] }) => frame.transform_matrix.flat())).toEqual(
    scene.cameras.map((camera) => camera.c2w),
  );
  const only = (label: string): number => {
    const found = stored.objects.filter((object) => object.label === label);
    expect(found).toHaveLength(1);
    return found[0]!.id;
  };
  const ids = [only("heater"), only("door")];
  const pair = stored.pairs.find(({ a, b }) => ids.includes(a) && ids.includes(b));
  expect(pair?.distance).toBeGreaterThan(0.85);
  expect(pair?.distance).toBeLessThan(0.95);
});
