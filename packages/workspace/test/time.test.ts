import { createCapturePerception } from "@spatialclaw/perception";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roomCapture } from "./room.ts";
import { openSession, type Session } from "./session.ts";

/** The room as a video: half a second from frame to frame. */
function roomVideo() {
  const input = roomCapture();
  return { ...input, frames: input.frames.map((frame, i) => ({ ...frame, seconds: i / 2 })) };
}

let photos: Session;
let video: Session;
beforeAll(async () => {
  const input = roomVideo();
  [photos, video] = await Promise.all([
    openSession(),
    openSession({ input, perception: createCapturePerception(input) }),
  ]);
  const setup = `
    const recon = tools.Reconstruct.reconstruct(InputImages);
    const track = recon.cameraTrack();
    const ends = tools.Reconstruct.reconstruct([InputImages.first, InputImages.last]).cameraTrack();
    const heater = tools.SAM3.segmentVideo(InputImages, "heater");
    const { positionAt, peaks, intervals } = tools.Time;
    const none = null;`;
  await Promise.all([photos, video].map((session) => session.ok(setup)));
});
afterAll(() => Promise.all([photos, video].map((session) => session.kernel.close())));

async function value<T>(session: Session, expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
}

describe("a track", () => {
  it("has speeds where there are times, way and displacement always", async () => {
    // The cameras stand half a metre apart.
    expect(await value(video, "[[...track.speeds], track.pathLength, track.displacement[0]]")).toEqual([
      [expect.closeTo(1, 5), expect.closeTo(1, 5)],
      expect.closeTo(1, 5),
      expect.closeTo(1, 5),
    ]);
    expect(await value(video, "[...ends.speeds]")).toEqual([expect.closeTo(1, 5)]);
    expect(await value(photos, "[[...track.speeds].every(Number.isNaN), track.pathLength]")).toEqual([
      true,
      expect.closeTo(1, 5),
    ]);
    const { speeds, pathLength } = await value<{ speeds: object; pathLength: number }>(video, "heater.track(recon)");
    expect(Object.keys(speeds)).toHaveLength(2);
    expect(pathLength).toBeLessThan(0.2);
  });

  it("of nothing has no displacement", async () => {
    await video.ok("const lost = heater.track(tools.Reconstruct.reconstruct(InputImages.first));");
    expect(await value(video, "[lost.frames.length, lost.displacement]")).toEqual([1, [0, 0, 0]]);
    await video.ok(
      "const miss = tools.SAM3.segmentImage(InputImages.last, 'heater').track(tools.Reconstruct.reconstruct(InputImages.first));",
    );
    expect(await value(video, "[miss.frames.length, miss.displacement, miss.pathLength, miss.speeds.length]")).toEqual([
      0,
      null,
      0,
      0,
    ]);
    expect(await value(video, "positionAt(miss, InputImages.first)")).toBeNull();
  });
});

describe("positionAt", () => {
  it("interpolates between the frames of the track and is null outside", async () => {
    for (const session of [photos, video]) {
      const found = await value<number[][]>(session, "InputImages.map((frame) => positionAt(ends, frame))");
      expect(found.map((p) => p[0])).toEqual([0, expect.closeTo(0.5, 5), expect.closeTo(1, 5)]);
      expect(
        await value(
          session,
          "positionAt(tools.Reconstruct.reconstruct(InputImages[1]).cameraTrack(), InputImages.last)",
        ),
      ).toBeNull();
      expect(
        await value(
          session,
          "positionAt(tools.Reconstruct.reconstruct(InputImages[1]).cameraTrack(), InputImages.first)",
        ),
      ).toBeNull();
    }
  });

  it("takes frames in any order, and tracks of one's own", async () => {
    const own =
      "{ frames: [InputImages[2], InputImages[0]], positions: tools.Geometry.points([[4, 0, 0], [0, 0, 0]]) }";
    expect(await value(photos, `positionAt(${own}, InputImages[1].frameIndex)`)).toEqual([2, 0, 0]);
  });
});

describe("peaks", () => {
  it("finds a flash, and nothing in a level series", async () => {
    const light = [80, 81, 80, 79, 80, 211, 82, 80, 81, 80];
    const found = await value<{ index: number; value: number; z: number }[]>(photos, `peaks(${JSON.stringify(light)})`);
    expect(found).toEqual([{ index: 5, value: 211, z: expect.closeTo(131 / (1.4826 * 0.5), 9) }]);
    expect(await value(photos, "[peaks([5, 5, 5]), peaks([]), peaks([NaN, NaN]), peaks([3])]")).toEqual([
      [],
      [],
      [],
      [],
    ]);
    // More than half are equal: the one that is not still stands out.
    expect(await value(photos, "peaks([0, 0, 0, 0, 7, 7, 7, 0, 0, 0, 0, 0, 0]).map((p) => p.index)")).toEqual([5]);
    expect(await value(photos, "peaks([NaN, 1, NaN, 9, NaN, 1, 2], 0).map((p) => p.index)")).toEqual([3, 6]);
  });

  it("agrees with looking at each neighbour", async () => {
    const series = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(series, async (list) => {
        const found = await value<{ index: number; value: number; z: number }[]>(
          photos,
          `peaks(${JSON.stringify(list)}, 0)`,
        );
        const sorted = list.toSorted((a, b) => a - b);
        const median = ((sorted[(list.length - 1) >> 1] as number) + (sorted[list.length >> 1] as number)) / 2;
        const tops = new Set(found.map(({ index }) => index));
        list.forEach((v, i) => {
          const strict = (list[i - 1] ?? -1) < v && (list[i + 1] ?? -1) < v;
          if (strict && v >= median && new Set(list).size > 1) expect(tops).toContain(i);
          if ((list[i - 1] ?? -1) > v || (list[i + 1] ?? -1) > v || v < median) expect(tops).not.toContain(i);
        });
        for (const { index, value: top } of found) expect(list[index]).toBe(top);
        expect(found.map(({ z }) => z)).toEqual(found.map(({ z }) => z).toSorted((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });
});

describe("intervals", () => {
  it("are the stretches where it holds", async () => {
    const at = (flags: string) =>
      value(photos, `intervals(InputImages, ${flags}).map((run) => run.map((f) => f.frameIndex))`);
    expect(await at("[true, false, true]")).toEqual([[0], [2]]);
    expect(await at("[false, true, true]")).toEqual([[1, 2]]);
    expect(await at("[false, false, false]")).toEqual([]);
    expect(await at("np.greater(InputImages.brightness(), 0)")).toEqual([[0, 1, 2]]);
    expect(await value(photos, "intervals(InputImages, [true, true, false])[0].last.frameIndex")).toBe(1);
  });
});

describe("a wrong argument", () => {
  it.each([
    [
      "positionAt(none, InputImages.first)",
      "expected a track, as seg.track(recon) and recon.cameraTrack() give, got null",
    ],
    ["positionAt(track, 858)", "positionAt(frame): 858 is not a frame of this input"],
    [
      "positionAt({ frames: InputImages, positions: tools.Geometry.points([[0, 0, 0]]) }, 0)",
      "1 positions do not fit 3 frames",
    ],
    [
      "positionAt({ frames: [1], positions: tools.Geometry.points([[0, 0, 0]]) }, 0)",
      "track).frames[0]: expected a frame, got 1",
    ],
    ["peaks(5)", "peaks(series): expected an array of numbers, got 5"],
    ["peaks([1, 2], -1)", "peaks(z): expected a number of at least 0, got -1"],
    ["intervals(InputImages, [true])", "1 conditions do not fit 3 frames"],
    ["intervals(InputImages, [1, 0, 1])", "holds)[0]: expected true or false, got 1"],
    ["intervals(InputImages, none)", "expected a list of true and false, got null"],
    ["intervals(none, [true])", "expected a list of frames, got null"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await photos.failure(`${expression};`)).toContain(message);
  });
});
