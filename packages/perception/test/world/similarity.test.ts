import { seededRandom } from "@spatialclaw/geometry";
import { describe, expect, it } from "vitest";
import { chunksOf } from "../../src/onnx/da3/chunks.ts";
import { joinRuns } from "../../src/onnx/da3/join.ts";
import type { RawViews } from "../../src/onnx/da3/types.ts";
import { alignPoses } from "../../src/world/align-poses.ts";
import { rigidPose } from "../../src/world/rigid.ts";
import { applied, fitRobustSimilarity, fitSimilarity, movedPose, type Similarity } from "../../src/world/similarity.ts";
import { ELSEWHERE, openRoom } from "../onnx/da3/room.ts";

const input = await openRoom();
const poses = input.frames.map(({ geometry }) => geometry!.c2w as readonly number[]);
const THERE: Similarity = { ...ELSEWHERE, scale: 2.5 };
const moved = poses.map((pose) => movedPose(THERE, pose));

function expectSame(got: Similarity | null, want: Similarity, digits: number) {
  expect(got?.scale).toBeCloseTo(want.scale, digits);
  for (const k of [0, 1, 2]) expect(got?.translation[k]).toBeCloseTo(want.translation[k]!, digits);
  for (let k = 0; k < 9; k++) expect(got?.rotation[k]).toBeCloseTo(want.rotation[k]!, digits);
}

/** Flat points, and where the similarity brings them; `wrong` of them anywhere. */
function pairs(count: number, wrong: number, noise = 0) {
  const random = seededRandom(7);
  const from = Float64Array.from({ length: 3 * count }, () => 4 * random() - 2);
  const to = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const there = applied(THERE, from.subarray(3 * i, 3 * i + 3));
    to.set(
      there.map((value) => (i < wrong ? 20 * random() : value + noise * (random() - 0.5))),
      3 * i,
    );
  }
  return { from, to, weights: new Float64Array(count).fill(1) };
}

describe("similarities", () => {
  it("are found from points", () => {
    const { from, to } = pairs(40, 0);
    expectSame(fitSimilarity(from, to), THERE, 9);
    const { from: a, to: b } = pairs(4000, 0, 0.1);
    expectSame(fitSimilarity(a, b), THERE, 2);
  });

  it("ignore points of no weight, and few wrong ones", () => {
    const { from, to, weights } = pairs(60, 12);
    expectSame(fitRobustSimilarity(from, to, weights), THERE, 2);
    expectSame(fitSimilarity(from, to, weights.fill(0, 0, 12)), THERE, 9);
    expect(fitSimilarity(new Float64Array(9).fill(3), new Float64Array(9).fill(4))).toBeNull();
  });

  it("are turns, not mirrors, of flat clouds too", () => {
    const flat = Float64Array.from({ length: 30 }, (_, i) => (i % 3 === 2 ? 0 : Math.sin(i * 1.3)));
    const mirrored = flat.map((value, i) => (i % 3 === 0 ? -value : value));
    const { rotation: r } = fitSimilarity(flat, mirrored) as Similarity;
    const determinant =
      r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]);
    expect(determinant).toBeCloseTo(1, 9);
  });
});

describe("cameras are brought to others", () => {
  it.each([2, 3, 6, 12])("%s of them", (count) => {
    const found = alignPoses(poses.slice(0, count), moved.slice(0, count));
    expectSame(found.similarity, THERE, 6);
    expect(found).toMatchObject({ hasScale: true, inliers: poses.slice(0, count).map((_, i) => i) });
    expect(found.error).toBeLessThan(1e-6);
  });

  it("in one place or alone: their axes tell the turn, nothing tells the scale", () => {
    const still = poses.map((pose) => pose.map((value, i) => (i % 4 === 3 && i < 12 ? 1 : value)));
    for (const count of [1, 4]) {
      const { similarity, hasScale } = alignPoses(
        still.slice(0, count),
        still.slice(0, count).map((pose) => movedPose({ ...THERE, scale: 1 }, pose)),
      );
      expect(hasScale).toBe(false);
      expectSame(similarity, { ...THERE, scale: 1 }, 6);
    }
  });

  it("on a line, where positions alone leave a turn open", () => {
    const line = poses.slice(0, 5).map((pose, k) => pose.map((value, i) => ([3, 7, 11].includes(i) ? k : value)));
    expectSame(
      alignPoses(
        line,
        line.map((pose) => movedPose(THERE, pose)),
      ).similarity,
      THERE,
      6,
    );
  });

  it("although some are wrong, from ten on", () => {
    const wrong = moved.map((pose, k) => (k % 5 === 1 ? movedPose(ELSEWHERE, pose) : pose));
    const { similarity, inliers } = alignPoses(poses, wrong);
    expectSame(similarity, THERE, 6);
    expect(inliers).toEqual([0, 2, 3, 4, 5, 7, 8, 9, 10]);
  });
});

it("poses of models become rigid", () => {
  const rough = poses[3]!.map((value, i) => (i % 4 < 3 && i < 12 ? value * 1.02 + 0.003 * Math.sin(i) : value));
  const { matrix } = rigidPose(rough);
  for (const [i, value] of matrix.entries()) expect(value).toBeCloseTo(poses[3]![i]!, 1);
  expect(matrix.slice(3, 12).filter((_, i) => i % 4 === 0)).toEqual([rough[3], rough[7], rough[11]]);
});

describe("runs that share views", () => {
  it("become one, whatever unit and world each has", async () => {
    const chunks = chunksOf(12, 5);
    const places: Similarity[] = chunks.map((_, k) => ({ ...ELSEWHERE, scale: [1, 0.4, 3, 1.7][k] ?? 1 }));
    places[0] = { scale: 1, rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };
    const runs = await Promise.all(chunks.map(([from, to], k) => run(from, to, places[k]!)));
    const { views, stretch } = joinRuns(runs, chunks);
    expect(stretch).toBeCloseTo(3, 3);
    for (const [n, camera] of views.cameras.entries())
      for (const [i, value] of camera!.c2w.entries()) expect(value).toBeCloseTo(poses[n]![i]!, 4);
    const truth = (await run(0, 12, places[0])).depth;
    let worst = 0;
    for (const [i, metres] of views.depth.entries())
      if (truth[i]! > 0) worst = Math.max(worst, Math.abs(metres / truth[i]! - 1));
    expect(worst).toBeLessThan(1e-4);
    expect(views.confidence?.[0]).toBe(2);
  });

  /** A quarter of the size, so that it is quick. */
  async function run(from: number, to: number, place: Similarity): Promise<RawViews> {
    const frames = input.frames.slice(from, to);
    const [width, height] = [120, 90];
    const depth = new Float32Array(frames.length * width * height);
    for (const [n, frame] of frames.entries()) {
      const { data } = (await frame.geometry!.depth())!;
      for (let i = 0; i < width * height; i++) {
        const source = 4 * Math.floor(i / width) * 480 + 4 * (i % width);
        depth[n * width * height + i] = data[source]! * place.scale;
      }
    }
    return {
      width,
      height,
      depth,
      confidence: new Float32Array(depth.length).fill(2),
      cameras: frames.map(({ geometry }) => ({
        fx: geometry!.intrinsics.fx / 4,
        fy: geometry!.intrinsics.fy / 4,
        cx: 60,
        cy: 45,
        c2w: movedPose(place, geometry!.c2w!),
      })),
    };
  }
});
