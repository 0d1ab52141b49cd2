import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAnswer } from "../src/index.ts";
import { DOOR_HEIGHT, HEATER_TO_DOOR } from "./room.ts";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const [door, heater] = tools.SAM3.findObject(InputImages, ["door", "heater"]);
    const chairs = tools.SAM3.segmentVideo(InputImages, "chair");
  `);
});
afterAll(() => session.kernel.close());

async function value<T>(expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
}

it("a place means nothing that a negative point lies on", async () => {
  await session.ok(`
    const { frame, seg } = heater;
    const on = seg.mask(frame)!.largest();
    const [cx, cy] = on.centroid()!;
    const meant = tools.SAM3.segmentImage(frame, { frame, points: [[cx, cy]] });
    const not = tools.SAM3.segmentImage(frame, { frame, points: [[cx, cy]], negative: [[cx, cy + 1]] });
  `);
  expect(await value("[meant && meant.label, not]")).toEqual(["heater", null]);
});

describe("measuring", () => {
  it("finds the closest distance between two objects", async () => {
    const distance = await value<number>(
      "tools.Geometry.closest(door.seg.points(recon), heater.seg.points(recon)).distance",
    );
    expect(distance).toBeGreaterThan(HEATER_TO_DOOR * 0.97);
    expect(distance).toBeLessThan(HEATER_TO_DOOR * 1.03);
  });

  it("measures the size of an object upright", async () => {
    const height = await value<number>(`door.seg.points(recon).extent("y").size`);
    expect(Math.abs(height - DOOR_HEIGHT)).toBeLessThan(0.05);
  });

  it("puts the first camera at the origin, looking along -Z, with +X to its right", async () => {
    const [x, , z] = await value<number[]>("heater.seg.centroid(recon)");
    // The first camera stands at x = -0.5, 3.5 m before the heater's front, whose middle is at x = -0.7.
    expect(x).toBeCloseTo(-0.2, 1);
    expect(z).toBeCloseTo(-3.5, 1);
  });

  it("takes nothing of the wall behind for the object, though the depth map is coarser than the mask", async () => {
    expect(await value<number>(`heater.seg.points(recon).extent("z").size`)).toBeLessThan(0.25);
  });

  it("lifts a mask to the points of one view, and of all of them", async () => {
    const counts = await value<number[]>(
      "[...recon.views.map((view) => heater.seg.points(recon, { frame: view.frame }).length), heater.seg.points(recon).length]",
    );
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(counts.slice(0, 3).reduce((a, b) => a + b)).toBe(counts[3]);
  });

  it("takes the border of a mask off on demand, and unsure pixels", async () => {
    const counts = await value<number[]>(
      "[heater.seg.points(recon), heater.seg.points(recon, { erode: 3 }), heater.seg.points(recon, { minConfidence: 1 })].map((p) => p.length)",
    );
    expect(counts[1]).toBeLessThan(counts[0] as number);
    expect(counts[2]).toBeLessThanOrEqual(counts[0] as number);
  });

  it("goes from a pixel to the world and back, across the two sizes", async () => {
    const [x, y, depth] = await value<number[]>(`(() => {
      const view = recon.views[1];
      const px = view.project(view.pointAt([200, 100]));
      return [...px, view.depthAt([200, 100])];
    })()`);
    expect(x).toBeCloseTo(200.5, 3);
    expect(y).toBeCloseTo(100.5, 3);
    expect(depth).toBeGreaterThan(3);
  });

  it("has no pixel for what is behind the camera", async () => {
    expect(await value("recon.views[0].project([0, 0, 5])")).toBeNull();
  });

  it("counts, splits and tracks objects", async () => {
    expect(await value("[chairs.count, ...chairs.objects.map((c) => c.count)]")).toEqual([2, 1, 1]);
    const track = await value<{ n: number; seconds: null[] }>(
      "(() => { const t = heater.seg.track(recon); return { n: t.positions.length, seconds: t.seconds }; })()",
    );
    expect(track).toEqual({ n: 3, seconds: [null, null, null] });
  });

  it("follows the camera", async () => {
    const track = await value<{ pathLength: number; displacement: number[] }>("recon.cameraTrack()");
    expect(track.pathLength).toBeCloseTo(1, 5);
    expect(track.displacement[0]).toBeCloseTo(1, 5);
  });

  it("finds the floor below the cameras", async () => {
    const [x, y, z, offset] = await value<[number, number, number, number]>(
      "(() => { const p = tools.Geometry.groundPlane(recon); return [...p.normal, p.offset]; })()",
    );
    expect([x, z].every((v) => Math.abs(v) < 0.02)).toBe(true);
    expect(y).toBeGreaterThan(0.99);
    expect(offset).toBeCloseTo(-1.4, 1);
  });

  it("keeps the frames it is told to, within the limit, and says what it left out", async () => {
    const { stdout } = await session.ok(
      "const two = tools.Reconstruct.reconstruct(InputImages, { maxFrames: 2, include: [InputImages[1]] }); print(JSON.stringify(two.frames.map((f) => f.frameIndex)));",
    );
    expect(stdout).toBe("reconstruct: 2 of 3 frames, evenly spread\n[0,1]\n");
    expect(await value("two.nearest(InputImages.last).gapFrames")).toBe(1);
    expect(await value("two.at(InputImages.last)")).toBeNull();
  });

  it("says the scale of the last reconstruction", () => {
    expect(session.workspace.scale()).toMatchObject({ metric: true });
  });
});

describe("misses", () => {
  it("are null, with one line about what was tried", async () => {
    const { stdout, error } = await session.ok(`print(tools.SAM3.findObject(InputImages, "red sofa"));`);
    expect(error).toBeNull();
    expect(stdout).toMatch(/^findObject: "red sofa" was not found \(tried text in frames 0\.\.2\); .+\nnull\n$/);
  });

  it("keep their place in a list of names", async () => {
    expect(await value(`tools.SAM3.findObject(InputImages, ["sofa", "door"]).map((f) => f && f.label)`)).toEqual([
      null,
      "door",
    ]);
  });
});

describe("pictures", () => {
  it("takes nested lists and counts what was not found", async () => {
    const { stdout, shown } = await session.ok(
      "show(InputImages.first, [door, null, [heater.seg, recon.renderBev({ objects: { door, heater } })]], chairs.mask(InputImages.first));",
    );
    expect(stdout).toBe("show: 1 of 6 items are null (not found) and not shown\n");
    expect(shown.map((item) => (item as { kind: string }).kind)).toEqual([
      "frame",
      "overlay",
      "overlay",
      "bev",
      "overlay",
    ]);
    for (const item of shown) {
      const picture = await session.workspace.picture(item);
      expect(picture.label).toMatch(/frame \d/);
      expect(picture.image.bytes.length).toBeGreaterThan(100);
      expect(Math.min(picture.width, picture.height)).toBeGreaterThan(0);
    }
  });

  it("gives the numbers that the bird's-eye view draws", async () => {
    const items = await value<{ label: string; forward: number; right: number }[]>(
      "recon.renderBev({ objects: { door, heater }, from: InputImages[1] }).items",
    );
    expect(items.map((item) => item.label)).toEqual(["door", "heater"]);
    const [door, heater] = items as [(typeof items)[0], (typeof items)[0]];
    expect(door.right).toBeGreaterThan(0);
    expect(heater.right).toBeLessThan(0);
    expect(door.forward).toBeCloseTo(3.5, 0);
  });

  it("splits several objects of one name", async () => {
    expect(await value("recon.renderBev({ objects: [chairs, null] }).items.map((i) => i.label)")).toEqual([
      "chair 1",
      "chair 2",
    ]);
  });
});

describe("the answer", () => {
  it("carries the pair it repeats and what it rests on", async () => {
    const own = await openSession();
    try {
      const result = await own.ok(`
        const recon = tools.Reconstruct.reconstruct(InputImages);
        const [door, heater] = tools.SAM3.findObject(InputImages, ["door", "heater"]);
        const pair = tools.Geometry.closest(door.seg.points(recon), heater.seg.points(recon));
        ReturnAnswer(np.round(pair.distance, 3));
      `);
      const { value: answer, evidence } = readAnswer(result.answer);
      expect(answer).toBeCloseTo(HEATER_TO_DOOR, 1);
      expect(evidence.objects).toEqual(["door", "heater"]);
      expect(evidence.frames.length).toBeGreaterThan(0);
      const [a, b] = [evidence.segment?.a as number[], evidence.segment?.b as number[]];
      expect(Math.hypot(...a.map((x, i) => x - (b[i] as number)))).toBeCloseTo(answer as number, 2);
    } finally {
      await own.kernel.close();
    }
  });

  it("has no segment when it repeats no measurement", async () => {
    const own = await openSession();
    try {
      const { evidence } = readAnswer((await own.ok(`ReturnAnswer("left");`)).answer);
      expect(evidence).toEqual({ frames: [], objects: [], segment: null });
    } finally {
      await own.kernel.close();
    }
  });

  it("is refused when it has another form, and the run goes on", async () => {
    const own = await openSession({ answerForm: { kind: "choice", letters: ["A", "B"] } });
    try {
      const refused = await own.kernel.run(`ReturnAnswer("F");`);
      expect(refused.error?.kind).toBe("answer");
      expect(refused.error?.message).toContain("none of the options A, B");
      expect((await own.kernel.run("ReturnAnswer(NaN);")).error?.message).toContain("finite");
      expect(readAnswer((await own.ok(`ReturnAnswer("B. 0.9 m");`)).answer).value).toBe("B. 0.9 m");
    } finally {
      await own.kernel.close();
    }
  });
});
