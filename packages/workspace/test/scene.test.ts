import { readFileSync } from "node:fs";
import { createCapturePerception } from "@spatialclaw/perception";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiModule } from "../src/api/module.ts";
import { createScene, type Scene } from "../src/index.ts";
import { roomCapture } from "./room.ts";
import { openSession } from "./session.ts";

it("the module of types is the API's", () => {
  expect(readFileSync(new URL("../src/cell-types.ts", import.meta.url), "utf8")).toBe(apiModule());
});

describe("a scene", () => {
  const notes: string[] = [];
  let scene: Scene;
  let calls = 0;

  beforeAll(async () => {
    const input = roomCapture();
    const perception = createCapturePerception(input);
    const counted = {
      ...perception,
      name: perception.name,
      maxFrames: perception.maxFrames,
      close: () => perception.close(),
      reconstruct: perception.reconstruct.bind(perception),
      segment: (...args: Parameters<typeof perception.segment>) => {
        calls++;
        return perception.segment(...args);
      },
    };
    scene = await createScene({ input, perception: counted, onNote: (note) => notes.push(note) });
  });
  afterAll(() => scene.close());

  it("measures what cells measure", async () => {
    const cells = await openSession();
    await cells.ok(`
      const recon = tools.Reconstruct.reconstruct(InputImages);
      const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);
      const pair = tools.Geometry.closest(heater.seg.points(recon), door.seg.points(recon));
      const side = tools.Geometry.heading({ at: [0, 0, 0], facing: [0, 0, -1] }).locate(door.seg.centroid(recon));`);
    const { stdout } = await cells.ok("print(JSON.stringify([pair, side, recon.scale]));");
    await cells.kernel.close();

    const recon = await scene.reconstruct();
    const [heater, door] = await scene.findObject(["heater", "door"]);
    const at = door?.seg.centroid(recon);
    if (!heater || !door || !at) throw new Error("not found");
    const pair = scene.closest(heater.seg.points(recon), door.seg.points(recon));
    const side = scene.heading({ at: [0, 0, 0], facing: [0, 0, -1] }).locate(at);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify([pair, side, recon.scale])));
  });

  it("tells of misses as values, with a note once", async () => {
    notes.length = 0;
    expect(await scene.findObject("unicorn")).toBeNull();
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('"unicorn" was not found');
  });

  it("segments in one frame and through many", async () => {
    const one = await scene.segment(scene.frames.first, "door");
    const many = await scene.segment(scene.frames, ["door", "heater"]);
    expect(one?.frames.length).toBe(1);
    expect(many.map((seg) => seg?.label)).toEqual(["door", "heater"]);
  });

  it("runs any work with the whole API, asking the host once for each call", async () => {
    calls = 0;
    let attempts = 0;
    const text = await scene.run(({ tools, InputImages, np }) => {
      attempts++;
      const [door, heater] = tools.SAM3.segmentVideo(InputImages, ["door", "heater"]);
      const bright = InputImages.first.pixels().brightness();
      return `${door?.count} ${heater?.count} ${np.round(bright) > 0}`;
    });
    expect(text).toBe("1 1 true");
    expect([calls, attempts]).toEqual([2, 3]);
  });

  it("draws what a cell would show", async () => {
    const door = await scene.findObject("door");
    const [first, overlay] = await scene.draw(scene.frames.first, door, null);
    expect(first?.label).toBe("frame 0");
    expect(overlay?.label).toContain("door");
    expect(overlay?.image.bytes.length).toBeGreaterThan(100);
  });

  it("says where the host is needed and what cannot be", async () => {
    expect(() => scene.frames.first.pixels()).toThrow("call it inside scene.run(…)");
    await expect(scene.run(async () => 1)).rejects.toThrow("without async");
    await expect(scene.run(({ ReturnAnswer }) => ReturnAnswer(1))).rejects.toThrow("belongs into a cell");
    await expect(scene.run(({ vlm, InputImages }) => vlm.ask(InputImages.first, "?"))).rejects.toThrow(
      "no vision model is connected",
    );
    let n = 0;
    const changing = scene.run(({ tools, InputImages }) => tools.SAM3.segmentImage(InputImages.first, `door ${n++}`));
    await expect(changing).rejects.toThrow("does not repeat itself");
  });

  it("can be aborted", async () => {
    const abort = AbortSignal.abort(new Error("enough"));
    await expect(scene.reconstruct(scene.frames, { signal: abort })).rejects.toThrow("enough");
  });

  it("goes on side by side", async () => {
    const found = await Promise.all(["door", "heater", "unicorn"].map((what) => scene.findObject(what)));
    expect(found.map((object) => object?.label ?? null)).toEqual(["door", "heater", null]);
  });
});
