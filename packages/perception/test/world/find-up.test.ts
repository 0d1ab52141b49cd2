import { angle, type Vec3 } from "@spatialclaw/geometry";
import { describe, expect, it } from "vitest";
import { findUp } from "../../src/world/find-up.ts";
import { upOfCameras, upOfSurfaces } from "../../src/world/gravity.ts";
import { sampleViews, type WorldView } from "../../src/world/sample.ts";
import { movedPose, turn } from "../../src/world/similarity.ts";
import { ELSEWHERE, openRoom } from "../onnx/da3/room.ts";

const input = await openRoom();
const up = turn(ELSEWHERE.rotation, input.capture!.up) as Vec3;

/** The room's views in another world; `change` gives the depth of a pixel anew. */
async function views(
  which: readonly number[],
  change: (metres: number, i: number, x: number, y: number) => number = (metres) => metres,
): Promise<WorldView[]> {
  return Promise.all(
    which.map(async (at) => {
      const { geometry } = input.frames[at]!;
      const { data } = (await geometry!.depth())!;
      const { width } = geometry!.intrinsics;
      const depth = data.map((metres, i) => change(metres, i, i % width, Math.floor(i / width)));
      const c2w = movedPose(ELSEWHERE, geometry!.c2w!);
      return { ...geometry!.intrinsics, c2w, depth, confidence: null, floor: null };
    }),
  );
}

const ALL = input.frames.map((_, at) => at);
/** Some per cent, smooth over the picture and different everywhere, as networks err. */
const bent = (metres: number, _: number, x: number, y: number) =>
  metres * (1 + 0.02 * Math.sin(x / 37) * Math.cos(y / 29) + 0.005 * Math.sin(x * 1.7 + y * 2.3));

describe("up", () => {
  it("is the floor's normal, whatever world the views are in", async () => {
    const found = findUp(await views(ALL), "");
    expect(angle(found.up, up)).toBeLessThan(0.05);
    expect(found.source).toBe("the lowest level surface");
    expect(found.ground).toBeCloseTo(-(input.frames[0]!.geometry!.c2w![11] as number), 2);
    expect(found.confidence).toBeGreaterThan(0.6);
  });

  it("is the same every time", async () => {
    expect(findUp(await views(ALL, bent), "")).toEqual(findUp(await views(ALL, bent), ""));
  });

  it("is found within two degrees where depth is bent", async () => {
    expect(angle(findUp(await views(ALL, bent), "").up, up)).toBeLessThan(2);
  });

  it.each(ALL)("is found in frame %s alone", async (at) => {
    const found = findUp(await views([at]), "");
    expect(angle(found.up, up)).toBeLessThan(2);
  });

  it("comes from the walls where no floor is seen", async () => {
    const [view] = (await views([0])) as [WorldView];
    const { width, c2w, fx, fy, cx, cy } = view;
    const seen = view.depth.map((z, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      const p = [((x + 0.5 - cx) / fx) * z, ((y + 0.5 - cy) / fy) * z, z];
      const world = [0, 4, 8].map((r) => c2w[r]! * p[0]! + c2w[r + 1]! * p[1]! + c2w[r + 2]! * p[2]!);
      // What lies more than 20 cm below the camera is cut away: all level surfaces but shelves and lamps.
      return world[0]! * up[0] + world[1]! * up[1] + world[2]! * up[2] < -0.2 ? Number.NaN : z;
    });
    const found = findUp([{ ...view, depth: seen }], "");
    expect(angle(found.up, up)).toBeLessThan(3);
  });

  it("follows a mask of the floor", async () => {
    const [view] = (await views([2])) as [WorldView];
    const { up: known, ground } = findUp([view], "") as { up: Vec3; ground: number };
    const floor = new Uint8Array(view.depth.length);
    const { width, c2w, fx, fy, cx, cy } = view;
    for (const [i, z] of view.depth.entries()) {
      const p = [((((i % width) + 0.5 - cx) / fx) * z) as number, ((Math.floor(i / width) + 0.5 - cy) / fy) * z, z];
      const world = [0, 4, 8].map((r) => c2w[r]! * p[0]! + c2w[r + 1]! * p[1]! + c2w[r + 2]! * p[2]!);
      const height = world[0]! * known[0] + world[1]! * known[1] + world[2]! * known[2];
      if (Math.abs(height - ground) < 0.03) floor[i] = 1;
    }
    const found = findUp([{ ...view, floor }], "SAM 3");
    expect(found.source).toBe("the floor (SAM 3)");
    expect(found.confidence).toBeGreaterThan(0.9);
    expect(angle(found.up, up)).toBeLessThan(0.2);
    expect(found.ground).toBeCloseTo(ground, 2);
    // A mask on a wall is no floor.
    const wall = view.depth.map((z, i) => (z > 0 && Math.floor(i / width) < 60 ? 1 : 0));
    expect(findUp([{ ...view, floor: Uint8Array.from(wall) }], "SAM 3").source).not.toContain("SAM 3");
  });

  it("is how the cameras were held where nothing else tells", async () => {
    const [view] = (await views([0], () => Number.NaN)) as [WorldView];
    const found = findUp([view], "");
    expect(found).toMatchObject({ source: "how the cameras were held", ground: null, confidence: 0.15 });
    expect(angle(found.up, [-view.c2w[1]!, -view.c2w[5]!, -view.c2w[9]!])).toBeLessThan(1e-6);
  });
});

describe("cameras", () => {
  /** c2w looking along a direction, pitched, without roll; Z is up. */
  function camera(yawDeg: number, pitchDeg: number, at: Vec3 = [0, 0, 0]): number[] {
    const [yaw, pitch] = [(yawDeg * Math.PI) / 180, (pitchDeg * Math.PI) / 180];
    const forward = [Math.cos(yaw) * Math.cos(pitch), Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch)];
    const right = [Math.sin(yaw), -Math.cos(yaw), 0];
    const down = [
      forward[1]! * right[2]! - forward[2]! * right[1]!,
      forward[2]! * right[0]! - forward[0]! * right[2]!,
      forward[0]! * right[1]! - forward[1]! * right[0]!,
    ];
    return [0, 1, 2].flatMap((k) => [right[k]!, down[k]!, forward[k]!, at[k]!]).concat(0, 0, 0, 1);
  }

  it("that look down all the same have level right sides", () => {
    const held = upOfCameras([0, 50, 100, 150].map((yaw) => camera(yaw, -35)));
    expect(angle(held, [0, 0, 1])).toBeLessThan(4);
  });

  it("that move stay at one height", () => {
    const track = [0, 1, 2, 3].map((k) => camera(20, -30, [k, 2 * k, 0]));
    const still = [0, 1, 2, 3].map(() => camera(20, -30));
    expect(angle(upOfCameras(track), [0, 0, 1])).toBeLessThan(angle(upOfCameras(still), [0, 0, 1]) / 2);
  });
});

it("normals look toward the camera", async () => {
  const all = await views([0]);
  const { normals } = sampleViews(all);
  expect(upOfSurfaces(normals, up).support).toBeGreaterThan(0.9);
  const forward: Vec3 = [all[0]!.c2w[2]!, all[0]!.c2w[6]!, all[0]!.c2w[10]!];
  let away = 0;
  for (let p = 0; p < normals.length; p += 3)
    if (normals[p]! * forward[0] + normals[p + 1]! * forward[1] + normals[p + 2]! * forward[2] > 0.7) away++;
  expect(away / (normals.length / 3)).toBeLessThan(0.01);
});
