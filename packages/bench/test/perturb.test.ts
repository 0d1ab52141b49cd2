import { fileURLToPath } from "node:url";
import { distance, type Mask, type Pose } from "@spatialclaw/geometry";
import { type MediaInput, openInput } from "@spatialclaw/media";
import { choosePerception, type Perception } from "@spatialclaw/perception";
import { beforeAll, describe, expect, it } from "vitest";
import { noisyDepth } from "../src/perturb/depth.ts";
import { type Perturbation, perturbationIn, perturbationText, perturbed } from "../src/perturb/index.ts";

const ROOM = fileURLToPath(new URL("../../../test/fixtures/room", import.meta.url));
const NONE: Perturbation = { depth: 0, mask: 0, pose: 0 };

let input: MediaInput;
let exact: Perception;

beforeAll(async () => {
  input = await openInput([ROOM]);
  exact = choosePerception(input);
});

const wrong = (errors: Partial<Perturbation>, seed = "s"): Perception =>
  perturbed(exact, input, { ...NONE, ...errors }, seed);

const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

describe("errors of depth", () => {
  it("have the size that was asked for, over many frames", () => {
    const size = { width: 80, height: 60 };
    const flat = new Float32Array(80 * 60).fill(2);
    const frames = Array.from({ length: 200 }, (_, i) => noisyDepth(flat, size, 0.05, "seed", i));
    const relative = frames.map((depth) => Array.from(depth, (metres) => metres / 2 - 1));
    expect(rms(relative.flat())).toBeGreaterThan(0.045);
    expect(rms(relative.flat())).toBeLessThan(0.055);
    // A good part of it is common to a frame: averaging over pixels does not take it away.
    const means = relative.map((errors) => errors.reduce((sum, error) => sum + error) / errors.length);
    expect(rms(means)).toBeGreaterThan(0.02);
  });

  it("are the same whenever and with whatever they are asked for, and others for another seed", async () => {
    const depthOf = async (perception: Perception, which: readonly number[]) => {
      const { views } = await perception.reconstruct(which.map((i) => input.frames[i]!));
      return views.map(({ depth }) => depth.slice(5000, 5040));
    };
    const [a, b] = await depthOf(wrong({ depth: 0.1 }), [3, 5]);
    const [again] = await depthOf(wrong({ depth: 0.1 }), [5]);
    const [other] = await depthOf(wrong({ depth: 0.1 }, "t"), [5]);
    expect(again).toEqual(b);
    expect(other).not.toEqual(b);
    expect(a).not.toEqual(b);
  });
});

describe("errors of poses", () => {
  const posesOf = async (perception: Perception): Promise<Pose[]> =>
    (await perception.reconstruct(input.frames)).views.map(({ pose }) => pose);

  it("begin at nothing and add up along the way", async () => {
    const [right, off] = [await posesOf(exact), await posesOf(wrong({ pose: 0.05 }))];
    const errors = right.map((pose, i) => distance(pose.position, off[i]!.position));
    expect(errors[0]).toBeLessThan(1e-9);
    const path = right.slice(1).map((pose, i) => distance(pose.position, right[i]!.position));
    const length = path.reduce((sum, step) => sum + step);
    expect(errors.at(-1)).toBeGreaterThan(0.001 * length);
    expect(errors.at(-1)).toBeLessThan(0.2 * length);
    const larger = await posesOf(wrong({ pose: 0.2 }));
    expect(distance(right.at(-1)!.position, larger.at(-1)!.position)).toBeGreaterThan(errors.at(-1)!);
  });

  it("of one frame do not depend on the others that are asked for", async () => {
    const [all, one] = [wrong({ pose: 0.05 }), wrong({ pose: 0.05 })];
    const { views } = await one.reconstruct([input.frames[7]!]);
    expect(views[0]!.pose.matrix).toEqual((await posesOf(all))[7]!.matrix);
  });
});

describe("errors of masks", () => {
  const labels = ["door", "heater", "chair", "table", "box"];
  const masksOf = async (perception: Perception): Promise<Map<string, Mask>> => {
    const found = new Map<string, Mask>();
    for (const text of labels)
      for (const [i, { masks }] of (await perception.segment(input.frames, { text })).objects.entries())
        for (const [frame, mask] of masks) found.set(`${text} ${i} ${frame.frameIndex}`, mask);
    return found;
  };

  it("take some away and change the others' outlines, the more the larger", async () => {
    const right = await masksOf(exact);
    const quality = async (mask: number): Promise<{ kept: number; iou: number }> => {
      const off = await masksOf(wrong({ mask }));
      const common = [...right].filter(([name]) => off.has(name));
      const ious = common.map(([name, of]) => of.iou(off.get(name)!));
      return { kept: common.length / right.size, iou: ious.reduce((sum, iou) => sum + iou, 0) / ious.length };
    };
    const [small, large] = [await quality(0.03), await quality(0.25)];
    expect(small.kept).toBeGreaterThan(0.75);
    expect(small.iou).toBeGreaterThan(0.85);
    expect(large.kept).toBeLessThan(small.kept);
    expect(large.iou).toBeLessThan(small.iou);
  });

  it("now and then show another object under the name of the one that was meant", async () => {
    const doors = await Promise.all(
      Array.from({ length: 20 }, (_, i) => wrong({ mask: 0.5 }, `seed ${i}`).segment(input.frames, { text: "door" })),
    );
    const { objects } = await exact.segment(input.frames, { text: "door" });
    const overlaps = doors.map(({ objects: [found] }) =>
      [...(found?.masks ?? [])].some(([frame, mask]) => (objects[0]!.masks.get(frame)?.iou(mask) ?? 0) > 0),
    );
    expect(doors.every(({ objects: all }) => all.every(({ label }) => label === "door"))).toBe(true);
    expect(overlaps).toContain(true);
    expect(overlaps).toContain(false);
  });
});

describe("--perturb", () => {
  it("is read, and written in one way", () => {
    expect(perturbationIn("pose=0.01, depth=.05")).toEqual({ depth: 0.05, mask: 0, pose: 0.01 });
    expect(perturbationText(perturbationIn("pose=0.01,depth=.05,mask=0"))).toBe("depth=0.05,pose=0.01");
    expect(perturbationText(NONE)).toBeNull();
  });

  it.each(["", "depth", "depth=", "depth=x", "depth=-1", "depth=2", "smell=0.1", "depth=0.1,"])(
    "refuses %j",
    (text) => {
      expect(() => perturbationIn(text)).toThrow(/expected depth, mask, pose with a number from 0 to 1 each/);
    },
  );
});
