import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, patchOf } from "../../../src/onnx/sam3/grid/patch.ts";
import { meant } from "../../../src/onnx/sam3/segment/meant.ts";
import type { PlacePrompt } from "../../../src/onnx/sam3/tracker/prompt.ts";
import { ASSOCIATION } from "../../../src/onnx/sam3/video/association/config.ts";
import { BoxTrack } from "../../../src/onnx/sam3/video/boxes/box-track.ts";
import { assign } from "../../../src/onnx/sam3/video/detection/assignment.ts";
import { followDetections, type Sighting } from "../../../src/onnx/sam3/video/detection/follow.ts";

const size = { width: 60, height: 20 };
type Rect = readonly [x: number, y: number, width: number, height: number];

function patch([x0, y0, w, h]: Rect) {
  const inside = (x: number, y: number) => x >= x0 && x < x0 + w && y >= y0 && y < y0 + h;
  return patchOf(
    Float32Array.from({ length: 1200 }, (_, i) => (inside(i % 60, Math.floor(i / 60)) ? 4 : -4)),
    size,
  );
}

function sighting(rect: Rect, score = 0.9, look: readonly number[] | null = null): Sighting {
  return { patch: patch(rect), score, look: look && Float32Array.from(look) };
}

/** Where each object is seen: [frame, left edge] of its masks. */
function follow(frames: readonly (readonly Sighting[])[], config = {}) {
  const tracks = followDetections(frames, { ...ASSOCIATION, ...config });
  return tracks.map(({ masks }) => masks.map(({ at, patch: mask }) => [at, boxOf(mask, size)?.[0]]));
}

const times = <T>(count: number, make: (t: number) => T) => Array.from({ length: count }, (_, t) => make(t));

describe("assignment", () => {
  it("finds what trying all finds", () => {
    const cost = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Infinity));
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    /** Most pairs first, then the least sum. */
    const best = (costs: readonly (readonly number[])[], row = 0, used = new Set<number>()): [number, number] => {
      if (row === costs.length) return [0, 0];
      const without = best(costs, row + 1, used);
      const options = costs[row]!.flatMap((value, j): [number, number][] => {
        if (used.has(j) || value === Infinity) return [];
        const [pairs, sum] = best(costs, row + 1, new Set([...used, j]));
        return [[pairs + 1, sum + value]];
      });
      return [without, ...options].reduce((a, b) => (b[0] > a[0] || (b[0] === a[0] && b[1] < a[1]) ? b : a));
    };
    fc.assert(
      fc.property(matrix, (costs) => {
        const columns = assign(costs);
        const pairs = columns.flatMap((j, i) => (j < 0 ? [] : [costs[i]![j]!]));
        expect(new Set(columns.filter((j) => j >= 0)).size).toBe(pairs.length);
        const [count, sum] = best(costs);
        expect(pairs.length).toBe(count);
        expect(pairs.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 9);
      }),
    );
  });

  it("of nothing is nothing", () => {
    expect(assign([])).toEqual([]);
    expect(assign([[], []])).toEqual([-1, -1]);
  });
});

describe("objects through detections", () => {
  it("cross each other and stay who they are", () => {
    const frames = times(20, (t) => [sighting([2 * t, 2, 8, 8]), sighting([40 - 2 * t, 9, 8, 8])]);
    expect(follow(frames)).toEqual([times(20, (t) => [t, 2 * t]), times(20, (t) => [t, 40 - 2 * t])]);
  });

  it("are followed where they would be by now", () => {
    // In 5 frames it moves farther than it is wide.
    const frames = times(16, (t) => (t > 4 && t < 9 ? [] : [sighting([3 * t, 4, 8, 8])]));
    expect(follow(frames)).toEqual([[0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 15].map((t) => [t, 3 * t])]);
  });

  it("are kept by weak detections, but do not begin with one", () => {
    const frames = times(6, (t) => [sighting([5, 5, 8, 8], t < 2 ? 0.9 : 0.35), sighting([40, 5, 8, 8], 0.35)]);
    expect(follow(frames)).toEqual([times(6, (t) => [t, 5])]);
    // Less than 0.6 of what counts is nothing at all.
    const weaker = times(6, (t) => [sighting([5, 5, 8, 8], t < 2 ? 0.9 : 0.29)]);
    expect(follow(weaker)).toEqual([times(2, (t) => [t, 5])]);
  });

  it("begin where the scene is empty, and later only when they are sure", () => {
    const first = sighting([5, 5, 8, 8], 0.55);
    expect(follow([[first]])).toEqual([[[0, 5]]]);
    const second = (score: number) =>
      follow(times(3, (t) => (t === 0 ? [first] : [first, sighting([40, 5, 8, 8], score)])));
    expect(second(0.65).length).toBe(1);
    expect(second(0.75)).toEqual([times(3, (t) => [t, 5]), [1, 2].map((t) => [t, 40])]);
  });

  it("are not two where the detector saw one twice", () => {
    const frames = times(4, () => [
      sighting([5, 5, 8, 8], 0.8),
      sighting([6, 5, 8, 8], 0.9),
      sighting([12, 5, 8, 8], 0.85),
    ]);
    // The second one covers the first by 7/9 and the third by 2/14: more than 0.1.
    expect(follow(frames)).toEqual([times(4, (t) => [t, 6])]);
    expect(follow(frames, { nmsIou: 0.2 })).toEqual([times(4, (t) => [t, 6]), times(4, (t) => [t, 12])]);
  });

  it("that vanish soon were none", () => {
    const ghost = (frame: number) =>
      times(30, (t) => [sighting([5, 5, 8, 8]), ...(t === frame ? [sighting([40, 5, 8, 8])] : [])]);
    expect(follow(ghost(3))).toEqual([times(30, (t) => [t, 5])]);
    // At the end there is no time left to find out.
    expect(follow(ghost(26)).length).toBe(2);
    expect(follow(ghost(3), { hotstart: [0, 0, 0] }).length).toBe(2);
  });

  it("come back as who they were when they look alike, and not when they do not", () => {
    const scene = (look: readonly number[], from: number) =>
      times(50, (t) => {
        if (t < 20) return [sighting([2, 2, 8, 8], 0.9, [1, 0.2, 0])];
        return t < from ? [] : [sighting([45, 10, 8, 8], 0.9, look)];
      });
    expect(follow(scene([2, 0.5, 0.1], 30)).length).toBe(1);
    expect(follow(scene([-1, 0.5, 2], 30)).length).toBe(2);
    // After more than 30 frames nobody is known again.
    const late = times(70, (t) => (t < 20 ? scene([1, 0, 0], 30)[t]! : t < 55 ? [] : scene([2, 0.5, 0.1], 30)[40]!));
    expect(follow(late).length).toBe(2);
  });

  it("live for a while where they were, not for ever", () => {
    const seen = (gap: number) => follow(times(80, (t) => (t < 20 || t >= 20 + gap ? [sighting([5, 5, 8, 8])] : [])));
    expect(seen(29).length).toBe(1);
    expect(seen(31).length).toBe(2);
  });

  it("have the score of their best detection", () => {
    const frames = times(3, (t) => [sighting([5, 5, 8, 8], [0.6, 0.95, 0.7][t])]);
    expect(followDetections(frames, ASSOCIATION)[0]).toMatchObject({ id: 0, prompt: 0, score: 0.95 });
  });
});

describe("a box from frame to frame", () => {
  const track = (config = {}) => new BoxTrack(patch([20, 5, 10, 10]), size, { ...ASSOCIATION, ...config });

  it("grows by a tenth, within the picture, around the deepest point", () => {
    expect(track().guess()).toMatchObject({ box: [19.5, 4.5, 30.5, 15.5] });
    const [x, y] = track().guess()!.inside;
    expect(Math.hypot(x - 25, y - 10)).toBeLessThan(1);
    const wide = new BoxTrack(patch([0, 0, 60, 20]), size, ASSOCIATION);
    expect(wide.guess()?.box).toEqual([0, 0, 60, 20]);
  });

  it("takes what overlaps, or what has jumped and is as large; nothing else", () => {
    const one = track();
    expect(one.see(patch([24, 5, 12, 10]))).toBe(true);
    expect(one.see(patch([40, 5, 12, 10]))).toBe(true);
    expect(one.see(patch([0, 0, 4, 4]))).toBe(false);
    expect(one.see(null)).toBe(false);
    expect(one.guess()?.last).toEqual(patch([40, 5, 12, 10]));
    // Larger, but over it.
    expect(one.see(patch([38, 4, 20, 13]))).toBe(true);
    expect(one.see(patch([40, 6, 4, 4]))).toBe(false);
  });

  it("is given up after a while", () => {
    const one = track({ boxSearchFrames: 2 });
    expect(one.see(null)).toBe(false);
    expect(one.guess()).not.toBeNull();
    expect(one.see(null)).toBe(false);
    expect(one.guess()).toBeNull();
  });
});

describe("the detection that a place means", () => {
  const [small, large] = [sighting([20, 5, 6, 6], 0.6), sighting([18, 3, 30, 14], 0.9)];
  const at = (place: Partial<PlacePrompt>) =>
    meant([small, large], { points: [], negative: [], box: null, ...place }, { width: 600, height: 200 });

  it("is the one whose box fits, or that most points lie on", () => {
    expect(at({ box: [200, 50, 270, 120] })).toBe(small);
    expect(at({ box: [180, 30, 480, 170] })).toBe(large);
    expect(at({ box: [500, 100, 590, 190] })).toBeNull();
    expect(at({ points: [[405, 100]] })).toBe(large);
    // Both lie under it: the surer one.
    expect(at({ points: [[225, 80]] })).toBe(large);
    expect(
      at({
        points: [
          [225, 80],
          [10, 10],
        ],
      }),
    ).toBeNull();
  });

  it("is never one that a negative point lies on", () => {
    expect(at({ points: [[225, 80]], negative: [[405, 100]] })).toBe(small);
    expect(at({ box: [180, 30, 480, 170], negative: [[405, 100]] })).toBeNull();
    expect(at({ points: [[225, 80]], negative: [[226, 81]] })).toBeNull();
  });
});
