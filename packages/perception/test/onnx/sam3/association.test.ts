import { describe, expect, it } from "vitest";
import { patchOf } from "../../../src/onnx/sam3/grid/patch.ts";
import { Association, shownTracks } from "../../../src/onnx/sam3/video/association/association.ts";
import { ASSOCIATION, associationOf, forStride } from "../../../src/onnx/sam3/video/association/config.ts";
import type { FrameDecision, Propagated, Track } from "../../../src/onnx/sam3/video/association/types.ts";
import { golden } from "../goldens.ts";

type Paint = readonly (readonly [number, number, number, number, number])[];
interface Painted {
  readonly paint: Paint;
  readonly score: number;
}
interface Scene {
  readonly name: string;
  readonly frames: number;
  readonly config: Partial<typeof ASSOCIATION>;
  readonly entities: readonly (readonly { readonly paint: Paint; readonly logit: number }[])[];
  /** By frame, then by phrase. */
  readonly detections: readonly (readonly (readonly Painted[])[])[];
  readonly expected: readonly Expected[];
}
type Measures = Readonly<Record<string, readonly [area: number, sumX: number, sumY: number]>>;
interface Expected {
  readonly kept: readonly number[];
  readonly new: Readonly<Record<string, number>>;
  readonly unmatched: readonly number[];
  readonly removed: readonly number[];
  readonly suppressed: readonly number[];
  readonly occluded: readonly number[];
  readonly reconditioned: Readonly<Record<string, number>>;
  readonly alive: Readonly<Record<string, number>>;
  readonly scores: Readonly<Record<string, number>>;
  readonly masks: Measures;
  readonly memory: Measures;
  readonly out: readonly { readonly frame: number; readonly ids: readonly number[] }[];
}
interface Content {
  readonly width: number;
  readonly height: number;
  readonly ground: number;
  readonly defaults: Record<string, unknown>;
  readonly scenes: readonly Scene[];
}

const { content } = golden<Content>("association");
const size = { width: content.width, height: content.height };

function painted(paint: Paint): Float32Array {
  const grid = new Float32Array(size.width * size.height).fill(content.ground);
  for (const [x0, y0, x1, y1, value] of paint)
    for (let y = y0; y < y1; y++) grid.fill(value, y * size.width + x0, y * size.width + x1);
  return grid;
}

function overlap(a: Float32Array, b: Float32Array): number {
  let [shared, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    shared += Number(a[i]! > 0 && b[i]! > 0);
    either += Number(a[i]! > 0 || b[i]! > 0);
  }
  return shared / either;
}

/** The tracker of a scene: a track follows the entity that its first detection overlaps most, or none. */
function follower({ entities, detections }: Scene) {
  const chosen = new Map<number, number>();
  const seed = ({ first, prompt, score }: Track): number => {
    const mask = painted(detections[first]![prompt]!.find((one) => one.score === score)!.paint);
    const ious = entities.map((entity) => overlap(mask, painted(entity[first]!.paint)));
    const most = Math.max(...ious);
    return most > 0 ? ious.indexOf(most) : -1;
  };
  return (track: Track, at: number): Propagated => {
    if (!chosen.has(track.id)) chosen.set(track.id, seed(track));
    const state = entities[chosen.get(track.id)!]?.[at] ?? { paint: [], logit: -3 };
    return { grid: painted(state.paint), objectScore: state.logit };
  };
}

function run(scene: Scene): { frames: FrameDecision[]; removed: ReadonlySet<number> } {
  const association = new Association({ ...ASSOCIATION, ...scene.config }, size);
  const follow = follower(scene);
  const frames = scene.detections.map((prompts, at) => {
    const detections = prompts.flatMap((found, prompt) =>
      found.map(({ paint, score }) => ({ patch: patchOf(painted(paint), size), score, prompt })),
    );
    const propagated = new Map(association.tracks.map((track) => [track.id, follow(track, at)]));
    return association.step(at, detections, propagated);
  });
  return { frames, removed: association.removed };
}

function measured(masks: ReadonlyMap<number, Float32Array>): Measures {
  return Object.fromEntries(
    [...masks].map(([id, grid]) => {
      const set = [...grid.keys()].filter((i) => grid[i]! > 0);
      const sum = (of: (i: number) => number) => set.reduce((total, i) => total + of(i), 0);
      return [id, [set.length, sum((i) => i % size.width), sum((i) => Math.floor(i / size.width))]];
    }),
  );
}

const sorted = (ids: Iterable<number>) => [...ids].sort((a, b) => a - b);

describe("the twelve steps", () => {
  it("have the defaults of the goldens", () => {
    expect(ASSOCIATION).toMatchObject(content.defaults);
  });

  it.each(content.scenes)("$name", (scene) => {
    const { frames, removed } = run(scene);
    for (const [at, frame] of frames.entries()) {
      const want = scene.expected[at] as Expected;
      const got = {
        kept: frame.kept,
        new: Object.fromEntries(frame.created),
        unmatched: sorted(frame.unmatched),
        removed: sorted(frame.removed),
        suppressed: sorted(frame.suppressed),
        occluded: sorted(frame.occluded),
        reconditioned: Object.fromEntries(frame.reconditioned),
        alive: Object.fromEntries(frame.alive),
        masks: measured(frame.masks),
        memory: measured(frame.memory),
      };
      const { scores, out, memory, ...rest } = want;
      expect(got, `frame ${at}`).toMatchObject(rest);
      // Nobody needs the memory of a track that is gone.
      const going = Object.entries(memory).filter(([id]) => !want.removed.includes(Number(id)));
      expect(got.memory, `frame ${at}`).toEqual(Object.fromEntries(going));
      for (const [id, score] of Object.entries(scores)) expect(frame.scores.get(Number(id))).toBeCloseTo(score, 8);
    }
    const given = scene.expected.flatMap(({ out }) => out);
    expect(given.length).toBe(scene.frames);
    for (const { frame, ids } of given) expect(shownTracks(frames[frame]!, removed), `frame ${frame}`).toEqual(ids);
  });
});

describe("thresholds", () => {
  it("come from the manifest where it has them", () => {
    expect(associationOf("m")).toEqual(ASSOCIATION);
    const own = associationOf("m", { newDet: 0.6, hotstart: [4, 3, 3], suppressOnlyWithinHotstart: 0 });
    expect(own).toEqual({ ...ASSOCIATION, newDet: 0.6, hotstart: [4, 3, 3], suppressOnlyWithinHotstart: false });
  });

  it("that do not fit are named", () => {
    expect(() => associationOf("m", { newdet: 0.6 })).toThrow(
      /m: video\.association\.newdet is 0\.6; expected one of det, /,
    );
    expect(() => associationOf("m", { hotstart: [4, 3] })).toThrow(/hotstart is \[4,3\]; expected a list of 3 numbers/);
    expect(() => associationOf("m", { det: [1] })).toThrow(/det is \[1\]; expected a number/);
  });

  it("last as long where only every so many-th frame is seen", () => {
    expect(forStride(ASSOCIATION, 1)).toEqual(ASSOCIATION);
    expect(forStride(ASSOCIATION, 5)).toMatchObject({
      hotstart: [3, 2, 2],
      keepAlive: [6, 6, -1],
      reconditionEvery: 3,
    });
    expect(forStride(ASSOCIATION, 100)).toMatchObject({ hotstart: [0, 1, 1], keepAlive: [1, 1, -1], againFrames: 1 });
    expect(forStride({ ...ASSOCIATION, reconditionEvery: 0 }, 5).reconditionEvery).toBe(0);
  });
});
