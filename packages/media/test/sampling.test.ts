import { readFile } from "node:fs/promises";
import {
  evenIndices,
  gridCrop,
  keyFrames,
  nearestIndex,
  partIndices,
  type SourceFrame,
  sampledIndices,
} from "@spatialclaw/media";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundHalfEven } from "../src/frames/round.ts";

interface Vectors {
  readonly agent_key_frames: readonly { n: number; num_key_frames: number; indices: number[] }[];
  readonly cot_key_frames: readonly { n: number; max_frames: number; indices: number[] }[];
  readonly video: readonly {
    label: string;
    video_max_fps: number | null;
    frame_indices: number[];
    fps: number;
    total_video_frames: number;
  }[];
}

/** Behaviour of the original system, as data: from the shared benchmark vectors. */
const VECTORS: Vectors = JSON.parse(
  await readFile(new URL("../../../test/fixtures/vectors/_shared.json", import.meta.url), "utf8"),
);

const clock = (n: number, fps: number): number[] =>
  Array.from({ length: n }, (_, i) => Math.round((i / fps) * 1e6) / 1e6);
/** Rising times, some steps long and some short. */
const times = fc
  .array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 80 })
  .map((steps) => steps.map((_, i) => steps.slice(0, i).reduce((sum, ms) => sum + ms, 0) / 1000));

describe("key frames", () => {
  it.each(VECTORS.agent_key_frames)(
    "of $n frames with a budget of $num_key_frames",
    ({ n, num_key_frames, indices }) => {
      expect(evenIndices(n, num_key_frames)).toEqual(indices);
    },
  );

  it.each(VECTORS.cot_key_frames)("of the baseline: at most $max_frames of $n", ({ n, max_frames, indices }) => {
    expect(partIndices(n, max_frames)).toEqual(indices);
  });

  it("are the first one with a budget of 1, and none with 0", () => {
    expect([evenIndices(9, 1), evenIndices(9, 0), evenIndices(0, 5)]).toEqual([[0], [], []]);
    expect(() => evenIndices(9, 1.5)).toThrow("the budget of key frames is 1.5, expected a whole number from 0");
  });

  it("rise, begin with the first and end with the last frame", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5000 }), fc.integer({ min: 2, max: 64 }), (n, budget) => {
        const indices = evenIndices(n, budget);
        expect(indices).toHaveLength(Math.min(n, budget));
        expect([indices[0], indices.at(-1)]).toEqual([0, n - 1]);
        expect(indices.every((index, i) => i === 0 || index > (indices[i - 1] as number))).toBe(true);
      }),
    );
  });

  it("of several videos have the budget for each", () => {
    const frames = Array.from(
      { length: 14 },
      (_, i) => ({ frameIndex: i < 10 ? i : i - 10, name: String(i) }) as SourceFrame,
    );
    const info = { name: "", totalFrames: 0, fps: null, durationSec: null };
    const videos = [
      { ...info, frames: [0, 10] as const },
      { ...info, frames: [10, 14] as const },
    ];
    expect(keyFrames({ frames, videos }, 3).map(({ name }) => name)).toEqual(["0", "4", "9", "10", "12", "13"]);
    expect(keyFrames({ frames }, 2).map(({ name }) => name)).toEqual(["0", "13"]);
  });
});

describe("sampling", () => {
  it.each(VECTORS.video)(
    "caps the rate as the original does: $label",
    ({ video_max_fps, frame_indices, fps, total_video_frames }) => {
      const indices = sampledIndices(clock(total_video_frames, fps), { maxFps: video_max_fps ?? undefined }, "clip");
      // The recorder that made them wrote more pictures than its clip had frames.
      const there = frame_indices.filter((index) => index < total_video_frames);
      expect(indices.slice(0, there.length)).toEqual(there);
    },
  );

  it("takes by number, by rate, by both and by times", () => {
    const seconds = clock(101, 10);
    expect(sampledIndices(seconds, { frames: 3 }, "clip")).toEqual([0, 50, 100]);
    expect(sampledIndices(seconds, { maxFps: 0.5 }, "clip")).toEqual([0, 20, 40, 60, 80, 100]);
    expect(sampledIndices(seconds, { maxFps: 0.5, frames: 2 }, "clip")).toEqual([0, 100]);
    expect(sampledIndices(seconds, { times: [9.99, 0, 0.02, 3.14] }, "clip")).toEqual([0, 31, 100]);
    expect(sampledIndices(seconds, {}, "clip")).toHaveLength(101);
  });

  it("finds the nearest frame, of equally near ones the even one", () => {
    expect([0.5, 1.5, 2.5].map((t) => nearestIndex([0, 1, 2, 3], t))).toEqual([0, 2, 2]);
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 50, noNaN: true }), (seconds, t) => {
        const off = (i: number) => Math.abs((seconds[i] as number) - t);
        const best = Math.min(...seconds.map((_, i) => off(i)));
        expect(off(nearestIndex(seconds, t))).toBeLessThanOrEqual(best + 1e-6);
      }),
    );
  });

  it("keeps indices rising, within the clip, and not denser than the cap", () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.1, max: 100, noNaN: true }), (seconds, maxFps) => {
        const indices = sampledIndices(seconds, { maxFps }, "clip");
        expect(indices[0]).toBe(0);
        expect(
          indices.every((index, i) => index < seconds.length && (i === 0 || index > (indices[i - 1] as number))),
        ).toBe(true);
        const span = (seconds.at(-1) as number) - (seconds[0] as number);
        if (indices.length < seconds.length) expect(indices.length).toBeLessThanOrEqual(span * maxFps + 1 + 1e-3);
      }),
    );
  });

  it.each([
    [{ frames: 0 }, "the number of frames is 0, expected a whole number from 1"],
    [{ maxFps: -1 }, "the most frames a second is -1, expected a number above 0"],
    [{ times: [] }, "the times are [], expected at least one"],
    [{ times: [1, Number.NaN] }, "the times are [1, NaN]"],
    [{ times: [1], frames: 2 }, "times exclude a number and a rate of frames"],
    [{ times: [12] }, "clip ends at 10.10 s, but a frame at 12 s is wanted"],
  ])("refuses %j", (sampling, message) => {
    expect(() => sampledIndices(clock(101, 10), sampling, "clip")).toThrow(message);
  });
});

describe("the benchmark's grid", () => {
  it.each([
    [1920, 1080, [768, 432]],
    [640, 480, [768, 576]],
    [1296, 968, [768, 576]],
    [1080, 1920, [512, 768]],
    [500, 500, [768, 768]],
    [1500, 1000, [768, 512]],
    [900, 500, [765, 425]],
  ])("of %dx%d", (width, height, size) => {
    const { toWidth, toHeight, ...kept } = gridCrop(width, height);
    expect([toWidth, toHeight]).toEqual(size);
    expect(kept.left).toBe(Math.floor((width - kept.width) / 2));
    expect(kept.left + kept.width).toBeLessThanOrEqual(width);
    expect(kept.top + kept.height).toBeLessThanOrEqual(height);
    expect(Math.abs(kept.width / kept.height - toWidth / toHeight)).toBeLessThan(0.01);
  });

  it("keeps the long edge whatever the picture", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8000 }),
        fc.integer({ min: 1, max: 8000 }),
        fc.integer({ min: 16, max: 2000 }),
        (w, h, edge) => {
          const crop = gridCrop(w, h, edge);
          expect(Math.max(crop.toWidth, crop.toHeight)).toBeLessThanOrEqual(edge);
          expect(Math.min(crop.left, crop.top)).toBeGreaterThanOrEqual(0);
          expect([crop.left + crop.width <= w, crop.top + crop.height <= h]).toEqual([true, true]);
        },
      ),
    );
    expect(() => gridCrop(0, 10)).toThrow("a picture has 0x10 pixels");
    expect(() => gridCrop(16, 9, 8)).toThrow("the long edge is 8, expected a whole number from 16");
  });
});

it("rounds halves to even", () => {
  expect([0.5, 1.5, 2.5, -0.5, 2.4999, 7].map(roundHalfEven)).toEqual([0, 2, 2, 0, 2, 7].map((n) => expect.closeTo(n)));
});
