import { describe, expect, test } from "vitest";
import { meshDistance } from "../src/synth/mesh-distance.ts";
import { Random } from "../src/synth/random.ts";
import { createScene } from "../src/synth/scene.ts";
import { groundTruth } from "../src/synth/truth.ts";
import { truthBox } from "../src/synth/truth-box.ts";
import type { Vec3 } from "../src/synth/types.ts";
import { boxMesh, nearestInBox, onSurface, randomBox } from "./scene-boxes.ts";

const ORIGIN: Vec3 = [0, 0, 0];

describe("meshDistance", () => {
  test("agrees with alternating projection on random pairs of boxes", () => {
    const random = new Random(7);
    let apart = 0;
    for (let i = 0; i < 60; i++) {
      const [a, b] = [randomBox(random), randomBox(random)];
      let [p, q]: [Vec3, Vec3] = [a.centre, b.centre];
      for (let step = 0; step < 3000; step++) {
        p = nearestInBox(a, q);
        q = nearestInBox(b, p);
      }
      const expected = Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
      // Solid boxes that overlap have distance 0, and so have their surfaces unless one holds the other.
      const found = meshDistance(boxMesh(a), boxMesh(b), ORIGIN);
      expect(found.distance).toBeCloseTo(expected, 3);
      expect(Math.hypot(...found.a.map((v, k) => v - found.b[k]!))).toBeCloseTo(found.distance, 6);
      if (expected > 0.01) apart++;
    }
    expect(apart).toBeGreaterThan(20);
  });

  test("is never more than the distance of any two sampled points", () => {
    const random = new Random(11);
    for (let i = 0; i < 20; i++) {
      const [a, b] = [boxMesh(randomBox(random)), boxMesh(randomBox(random))];
      const { distance } = meshDistance(a, b, ORIGIN);
      for (let k = 0; k < 500; k++) {
        const [p, q] = [onSurface(a, random), onSurface(b, random)];
        expect(Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])).toBeGreaterThanOrEqual(distance - 1e-6);
      }
    }
  });

  test("is 0 where a needle goes through the middle of a face", () => {
    const plate = Float32Array.of(-1, -1, 0, 1, -1, 0, 0, 1, 0);
    const needle = Float32Array.of(0, 0, -1, 0, 0, 1, 0.01, 0, 1);
    const { distance, a } = meshDistance(plate, needle, ORIGIN);
    expect(distance).toBe(0);
    expect(a[2]).toBeCloseTo(0, 9);
  });

  test("of equally close pairs gives the one nearest to the viewer", () => {
    const box = (x: number) => boxMesh({ centre: [x, 0, 0], half: [0.5, 0.5, 0.5], yaw: 0 });
    const seen = meshDistance(box(0), box(2), [1, 3, 0.1]);
    expect(seen.distance).toBeCloseTo(1, 6);
    expect(seen.a[1]).toBeCloseTo(0.5, 6);
    expect(meshDistance(box(0), box(2), [1, -3, 0.1]).a[1]).toBeCloseTo(-0.5, 6);
  });
});

test("truthBox recovers a turned box", () => {
  const random = new Random(3);
  for (let i = 0; i < 30; i++) {
    const box = randomBox(random);
    const found = truthBox(boxMesh(box));
    const [long, short] = [Math.max(box.half[0], box.half[1]), Math.min(box.half[0], box.half[1])];
    expect(found.width).toBeCloseTo(2 * long, 4);
    expect(found.depth).toBeCloseTo(2 * short, 4);
    expect(found.height).toBeCloseTo(2 * box.half[2], 4);
    for (const [k, v] of found.center.entries()) expect(v).toBeCloseTo(box.centre[k]!, 4);
    const yaw = box.half[0] >= box.half[1] ? box.yaw : box.yaw + Math.PI / 2;
    expect(Math.abs(found.axis[0] * Math.cos(yaw) + found.axis[1] * Math.sin(yaw))).toBeCloseTo(1, 5);
  }
});

describe("createScene", () => {
  test("gives the same truth for the same seed at any picture size, another for another seed", () => {
    const truth = groundTruth(createScene(5));
    expect(groundTruth(createScene(5, { width: 64, height: 48 }))).toEqual(truth);
    expect(groundTruth(createScene(6))).not.toEqual(truth);
  });

  test("furnishes rooms without overlaps, inside the walls", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const scene = createScene(seed);
      const truth = groundTruth(scene);
      expect(scene.objects.length).toBeGreaterThanOrEqual(7);
      expect(scene.objects.length).toBeLessThanOrEqual(11);
      for (const label of ["door", "heater"]) {
        expect(truth.objects.filter((object) => object.label === label)).toHaveLength(1);
      }
      for (const pair of truth.pairs) expect(pair.distance).toBeGreaterThan(0.1);
      for (const { triangles } of scene.objects) {
        triangles.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(-1e-6);
          expect(value).toBeLessThanOrEqual(scene.room[i % 3]! + 1e-6);
        });
      }
    }
  });

  test("has wall pieces face into the room, and none that has no front", () => {
    for (const seed of [1, 2, 3]) {
      const { room, objects } = createScene(seed);
      const facing = new Map(groundTruth(createScene(seed)).objects.map((object) => [object.label, object]));
      for (const label of ["door", "heater"]) {
        const { box, facing: front } = facing.get(label)!;
        // One step out of a wall piece's front leads away from the nearest wall.
        const toWall = (x: number, y: number): number => Math.min(x, y, room[0] - x, room[1] - y);
        const [x, y] = [box.center[0], box.center[1]];
        expect(toWall(x + 0.1 * front![0], y + 0.1 * front![1]) - toWall(x, y)).toBeCloseTo(0.1, 6);
      }
      const faceless = objects.filter(({ label }) => ["table", "lamp", "plant", "trash can", "box"].includes(label));
      for (const { facing: front } of faceless) expect(front).toBeUndefined();
    }
  });

  test("tells how far the camera walked and how far it got", () => {
    const { cameras, path } = groundTruth(createScene(5));
    const at = cameras.map((camera) => camera.position);
    const metres = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    expect(path.displacement).toBeCloseTo(metres(at[0]!, at.at(-1)!), 12);
    let walked = 0;
    for (let i = 1; i < at.length; i++) walked += metres(at[i - 1]!, at[i]!);
    expect(path.length).toBeCloseTo(walked, 9);
    expect(path.length).toBeGreaterThan(path.displacement);
  });
});
