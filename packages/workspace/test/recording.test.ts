import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readBundle } from "@spatialclaw/store";
import { type Measurement, type ReconstructionRecord, SCENE_FOLDER, type SceneRecord } from "@spatialclaw/workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HEATER_TO_DOOR } from "./room.ts";
import { openSession, type Session } from "./session.ts";

const temporary = () => mkdtempSync(path.join(tmpdir(), "recording-"));

/** What lies beside the trace, in order. */
async function recordsIn(folder: string): Promise<SceneRecord[]> {
  const names = readdirSync(path.join(folder, SCENE_FOLDER)).sort();
  const bundles = await Promise.all(names.map((name) => readBundle(path.join(folder, SCENE_FOLDER, name))));
  return bundles.map((bundle) => bundle?.value as SceneRecord);
}

const FIND = `
  const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]).map((found) => found!.seg);
  const recon = tools.Reconstruct.reconstruct(InputImages);
  const a = heater!.points(recon);
  const b = door!.points(recon);
`;

describe("what cells measure", () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({ recordScene: true });
    await session.ok(FIND);
  });
  afterAll(() => session.kernel.close());

  /** What a cell is recorded to have measured. */
  const measured = async (cell: string) => ((await session.ok(cell)).recorded ?? []) as unknown as Measurement[];

  it("is recorded with what it belongs to, as the cell got it", async () => {
    const [closest, distance, ...rest] = await measured(`
      const pair = tools.Geometry.closest(a.trim(), b)!;
      const apart = tools.Geometry.distance(a.median(), heater!.centroid(recon)!);
    `);
    expect(closest).toMatchObject({ kind: "closest", of: ["heater", "door"], world: { scale: 1 } });
    if (closest?.kind !== "closest") throw new Error("no pair was recorded");
    expect(Math.abs(closest.distance - HEATER_TO_DOOR)).toBeLessThan(0.05);
    expect(Math.hypot(...closest.a.map((x, i) => x - (closest.b[i] as number)))).toBeCloseTo(closest.distance, 6);
    expect(distance).toMatchObject({ kind: "distance", of: ["heater", "heater"], distance: 0 });
    expect(rest).toEqual([]);
  });

  it("knows headings, where things are from there, and who stands there", async () => {
    const [facing, found] = await measured(`
      const standing = tools.Geometry.heading({ at: recon.views[0]!.pose.position, facing: { toward: a.median() } });
      const place = standing.locate(b.median());
    `);
    expect(facing).toMatchObject({ kind: "heading", of: "camera of frame 0" });
    expect(found).toMatchObject({ kind: "location", what: "door", of: "camera of frame 0" });
    if (found?.kind !== "location") throw new Error("no location was recorded");
    expect(found.bearingDeg).toBeGreaterThan(0);
    expect(["front", "front-right", "right"]).toContain(found.side8);
  });

  it("knows boxes, extents, planes and tracks", async () => {
    const kinds = await measured(`
      b.obb(); b.aabb(); b.extent("y"); b.plane();
      tools.Geometry.groundPlane(recon); recon.cameraTrack(); heater!.track(recon);
    `);
    expect(kinds.map((one) => [one.kind, "what" in one ? one.what : null])).toEqual([
      ["box", "door"],
      ["box", "door"],
      ["extent", "door"],
      ["plane", "door"],
      ["plane", "ground"],
      ["track", "camera"],
      ["track", "heater"],
    ]);
    const [, , extent] = kinds;
    if (extent?.kind !== "extent") throw new Error("no extent was recorded");
    expect(extent.a[0]).toBe(extent.b[0]);
    expect(extent.b[1] - extent.a[1]).toBeCloseTo(extent.size, 6);
  });

  it("carries the factor of a rescaled reconstruction", async () => {
    const [pair] = await measured(`
      const twice = recon.rescale(2);
      const wide = tools.Geometry.closest(heater!.points(twice), door!.points(twice))!;
    `);
    expect(pair?.world).toMatchObject({ scale: 2 });
    if (pair?.kind !== "closest") throw new Error("no pair was recorded");
    expect(Math.abs(pair.distance - 2 * HEATER_TO_DOOR)).toBeLessThan(0.1);
  });

  it("is not what is printed, nor arithmetic of bare vectors", async () => {
    expect(await measured("print(a, recon, heater); tools.Geometry.distance([0, 0, 0], [1, 0, 0]);")).toEqual([]);
  });

  it("ends at a bound, whatever a loop does", async () => {
    expect(await measured("for (let i = 0; i < 1000; i++) b.extent([1, i, 0]);")).toHaveLength(256);
  });
});

it("costs a cell nothing where nobody records", async () => {
  const session = await openSession();
  try {
    expect(session.workspace.recorder).toBeNull();
    await session.ok(FIND);
    const result = await session.ok("const pair = tools.Geometry.closest(a, b)!; b.obb(); recon.cameraTrack();");
    expect(Object.keys(result)).not.toContain("recorded");
  } finally {
    await session.kernel.close();
  }
});

describe("records on disk", () => {
  let session: Session;
  let folder: string;
  let records: SceneRecord[];
  beforeAll(async () => {
    session = await openSession({ recordScene: true });
    folder = temporary();
    const { recorder } = session.workspace;
    recorder?.begin(folder);
    recorder?.enter(1);
    await session.ok(FIND);
    await session.ok("const again = tools.Reconstruct.reconstruct(InputImages); heater!.best;");
    await session.ok(`const lamp = tools.SAM3.segmentVideo(InputImages, "lamp");`);
    expect(await recorder?.settled()).toBeNull();
    records = await recordsIn(folder);
  });
  afterAll(() => session.kernel.close());

  const of = <K extends SceneRecord["kind"]>(kind: K) =>
    records.filter((record): record is Extract<SceneRecord, { kind: K }> => record.kind === kind);

  it("hold each reconstruction once, thinned, with its pictures", () => {
    const [reconstruction, ...others] = of("reconstruction");
    expect(others).toEqual([]);
    const { id, step, turn, scale, views } = reconstruction as ReconstructionRecord;
    expect([id, step, turn, scale.metric, views.length]).toEqual([1, 1, 1, true, 3]);
    for (const { intrinsics, stride, first, depth, picture, frame } of views) {
      expect(depth.length).toBe(
        Math.ceil((intrinsics.width - first) / stride) * Math.ceil((intrinsics.height - first) / stride),
      );
      expect(Math.max(...depth.filter(Number.isFinite))).toBeLessThan(8);
      expect([frame.width, frame.height]).toEqual([320, 240]);
      expect([...(picture as Uint8Array).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    }
  });

  it("hold the masks as runs that cover what the masks cover", () => {
    const objects = of("objects").flatMap((record) => record.objects);
    expect(objects.map(({ label }) => label)).toEqual(["heater", "door"]);
    for (const { masks } of objects)
      for (const { width, height, runs, area, frame } of masks) {
        expect(runs.reduce((sum, run) => sum + run, 0)).toBe(width * height);
        const set = runs.filter((_, i) => i % 2 === 1).reduce((sum, run) => sum + run, 0);
        expect((set * frame.width * frame.height) / (width * height) / area).toBeCloseTo(1, 1);
      }
  });

  it("hold a miss, with what there is instead", () => {
    const misses = of("objects").filter(({ objects }) => objects.length === 0);
    expect(misses).toMatchObject([{ prompt: "lamp", note: expect.stringContaining("heater") }]);
  });

  it("hold points of each object where the object is", () => {
    const clouds = of("cloud");
    expect(clouds.map(({ object, recon }) => [object, recon])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    // Seen from the first camera, 1.4 m above the ground and 3.5 m before it: the heater left, the door right of it.
    const extent = (points: Float32Array, axis: number) => {
      const values = points.filter((_, i) => i % 3 === axis);
      return [Math.min(...values), Math.max(...values)] as const;
    };
    const [heater, door] = clouds.map(({ points }) => extent(points, 0));
    expect(heater?.[0]).toBeCloseTo(-0.5, 1);
    expect(heater?.[1]).toBeCloseTo(0.1, 1);
    expect(door?.[0]).toBeCloseTo(1, 1);
    expect(door?.[1]).toBeCloseTo(1.9, 1);
  });

  it("go with the session to its next question", async () => {
    const next = temporary();
    const { recorder } = session.workspace;
    recorder?.begin(next);
    recorder?.enter(1);
    recorder?.measured([
      { kind: "closest", a: [0, 0, 0], b: [1, 0, 0], distance: 1, of: [null, null], world: { recon: 1, scale: 1 } },
    ]);
    expect(await recorder?.settled()).toBeNull();
    const all = await recordsIn(next);
    expect(all).toHaveLength(records.length + 1);
    expect(all.map(({ turn }) => turn)).toEqual([...records.map(() => 1), 2]);
  });
});

it("a disk that takes no record costs no cell: one line says so", async () => {
  const session = await openSession({ recordScene: true });
  try {
    const folder = temporary();
    writeFileSync(path.join(folder, SCENE_FOLDER), "a file where the folder should be");
    session.workspace.recorder?.begin(folder);
    await session.ok(FIND);
    expect(await session.workspace.recorder?.settled()).toMatch(/^the record of the scene is incomplete: E[A-Z]+/);
  } finally {
    await session.kernel.close();
  }
});
