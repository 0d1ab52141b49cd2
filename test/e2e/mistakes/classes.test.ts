import type { CellResult, Kernel } from "@spatialclaw/kernel";
import { createCapturePerception } from "@spatialclaw/perception";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filmScene } from "../chains/film.ts";
import { camera, sceneOf } from "../chains/world.ts";
import { CLASSES } from "./classes.ts";
import { type End, endOf, heaterAndDoor, openLog, openMidway, told } from "./session.ts";

/** How many of the 88 ended how, by class: what really happened, not what was expected. */
const ends = new Map<string, Record<End, number>>();
function count(of: string, end: End, mistakes: number): void {
  const row = ends.get(of) ?? { stopped: 0, value: 0, error: 0 };
  row[end] += mistakes;
  ends.set(of, row);
}

let kernel: Kernel;
beforeAll(async () => {
  kernel = await openMidway();
});
afterAll(() => kernel.close());

describe.each(CLASSES)("$of: $what", ({ of, count: mistakes, end, cells }) => {
  const seen: End[] = [];
  it.each(cells)("%s", async (cell, fix) => {
    const result = await kernel.run(cell);
    seen.push(endOf(result));
    expect({ end: endOf(result), told: told(result) }).toEqual({ end, told: expect.stringContaining(fix) });
  });
  // A kind is stopped when all its cells are.
  afterAll(() => count(of, seen.every((one) => one === end) ? end : "error", mistakes));
});

it("B: a service that is down is a clear error, in a list a null; the next call goes on", async () => {
  const { input } = heaterAndDoor();
  const capture = createCapturePerception(input);
  let calls = 0;
  const log = await openLog({
    perception: {
      ...capture,
      async segment(frames, prompt, options) {
        if (calls++ < 2) throw new Error("segment_video is temporarily unavailable");
        return capture.segment(frames, prompt, options);
      },
    },
  });
  const down = await log.run(`const kept = 1; const seg = tools.SAM3.segmentVideo(InputImages, "heater");`);
  count("B", endOf(down), 1);
  expect(down.error).toMatchObject({ kind: "tool", message: expect.stringContaining("is temporarily unavailable") });
  const list = await log.run(`const segs = tools.SAM3.segmentVideo(InputImages, ["heater"]); print(kept, segs);`);
  expect(told(list)).toMatch(/"heater".*temporarily unavailable[\s\S]*1 \[null\]/);
  expect(told(await log.run(`tools.SAM3.segmentVideo(InputImages, "heater")`))).toContain("1 object in frames 0..3");
  await log.close();
});

it("C: a timeout, of a tool or of the cell itself, keeps what was there", async () => {
  const capture = createCapturePerception(heaterAndDoor().input);
  const log = await openLog({
    limits: { callMs: 400, cpuMs: 400 },
    perception: { ...capture, segment: () => new Promise(() => {}) },
  });
  const stuck = [
    `const recon = tools.Reconstruct.reconstruct(InputImages); tools.SAM3.segmentVideo(InputImages, "heater");`,
    "const parseBox = (text: string) => text.length; const track = recon.cameraTrack(); while (true) {}",
  ];
  const results: CellResult[] = [];
  for (const cell of stuck) results.push(await log.run(cell));
  count("C", results.every((result) => endOf(result) === "error") ? "error" : "value", 9);
  expect(results[0]?.error).toMatchObject({
    kind: "limit",
    message: expect.stringContaining("did not answer within 0.4 s"),
  });
  expect(results[1]?.error).toMatchObject({
    kind: "timeout",
    message: expect.stringContaining("what it had assigned is kept"),
  });
  // In the logs eight cells came to grief here, over names that were gone.
  expect(told(await log.run(`print(recon.views.length, track.frames.length, parseBox("1 2"));`))).toContain("5 5 3");
  await log.close();
});

it("K: more frames than the limit are no mistake any more", async () => {
  const still = camera([4, 1, 1.3], { lens: { width: 16, height: 12, focal: 10 } });
  const body = { label: "heater", center: [4, 5, 0.4], size: [1, 0.2, 0.8] } as const;
  const log = await openLog({ film: filmScene(sceneOf([body], Array(1001).fill(still))), maxFrames: 64 });
  const video = await log.run(`const seg = tools.SAM3.segmentVideo(InputImages, "heater"); print(seg);`);
  count("K", endOf(video), 5);
  expect(told(video)).toContain("1 object in frames 0..1000");
  const sampled = await log.run("const recon = tools.Reconstruct.reconstruct(InputImages);");
  count("K", endOf(sampled), 2);
  expect(told(sampled)).toContain("reconstruct: 64 of 1001 frames, evenly spread");
  const kept = await log.run("tools.Reconstruct.reconstruct(InputImages, { include: InputImages.slice(0, 65) })");
  expect(told(kept)).toContain("65 frames are more than the limit of 64; include fewer");
  await log.close();
});

it("of the 88, the 78 that types can reach are stopped before they run, or no mistakes any more", () => {
  expect(Object.fromEntries([...ends].sort())).toEqual({
    A: { stopped: 25, value: 0, error: 0 },
    B: { stopped: 0, value: 0, error: 1 },
    C: { stopped: 0, value: 0, error: 9 },
    D: { stopped: 8, value: 0, error: 0 },
    E: { stopped: 9, value: 0, error: 0 },
    F: { stopped: 6, value: 0, error: 0 },
    G: { stopped: 9, value: 0, error: 0 },
    H: { stopped: 2, value: 0, error: 0 },
    I: { stopped: 7, value: 2, error: 0 },
    J: { stopped: 2, value: 0, error: 0 },
    K: { stopped: 0, value: 7, error: 0 },
    L: { stopped: 1, value: 0, error: 0 },
  });
  const total = (end: End) => [...ends.values()].reduce((sum, row) => sum + row[end], 0);
  expect({ stopped: total("stopped"), value: total("value"), error: total("error") }).toEqual({
    stopped: 69,
    value: 9,
    error: 10,
  });
});
