import { expect, test } from "vitest";
import { familyOf, RoomView } from "../src/synth/families/index.ts";
import { sectorAt } from "../src/synth/margins.ts";
import { generateQuestions } from "../src/synth/questions.ts";
import { Random } from "../src/synth/random.ts";
import { renderFrame } from "../src/synth/render.ts";
import { createScene } from "../src/synth/scene.ts";
import { sightings } from "../src/synth/sightings.ts";
import { groundTruth } from "../src/synth/truth.ts";
import type { GroundTruth, RenderedFrame, Scene, TruthObject, Vec3 } from "../src/synth/types.ts";
import { type Block, handMade, viewOf } from "./questions-room.ts";

/** Metres: at this size a pixel spans some 2 cm of a wall three metres away. */
const PIXEL = 0.04;

const scene = createScene(4, { width: 240, height: 180 });
const frames = scene.cameras.map((_, i) => renderFrame(scene, i));
const truth = groundTruth(scene);
const made = generateQuestions(scene, truth, sightings(scene, frames), new Random(1));
const seen = pointsOf(scene, frames);
const of = (family: string) => made.questions.filter((question) => question.family === family);

/** World points of each object in each frame, from depth and pose. */
function pointsOf(room: Scene, pictures: readonly RenderedFrame[]): Map<number, Vec3[][]> {
  const points = new Map(room.objects.map(({ id }) => [id, pictures.map((): Vec3[] => [])]));
  pictures.forEach(({ width, depth, ids }, frame) => {
    const { c2w: m, intrinsics: k } = room.cameras[frame]!;
    ids.forEach((id, i) => {
      if (id === 0) return;
      const z = depth[i]!;
      const x = (((i % width) + 0.5 - k.cx) / k.fx) * z;
      const y = -((Math.floor(i / width) + 0.5 - k.cy) / k.fy) * z;
      const at = (row: number): number => m[row]! * x + m[row + 1]! * y - m[row + 2]! * z + m[row + 3]!;
      points.get(id)![frame]!.push([at(0), at(4), at(8)]);
    });
  });
  return points;
}

function only(label: unknown): TruthObject {
  const all = truth.objects.filter((object) => object.label === label);
  expect(all).toHaveLength(1);
  return all[0]!;
}

function framesWith(object: TruthObject, wanted: (point: Vec3) => boolean): number {
  return seen.get(object.id)!.filter((points) => points.some(wanted)).length;
}

function pair(a: TruthObject, b: TruthObject): GroundTruth["pairs"][number] {
  return truth.pairs.find((p) => [p.a, p.b].includes(a.id) && [p.a, p.b].includes(b.id))!;
}

const apart = (a: Vec3, b: Vec3): number => Math.hypot(...a.map((v, k) => v - b[k]!));

test("two frames show both closest points of every distance asked for", () => {
  expect(of("distance-closest").length).toBeGreaterThan(3);
  for (const { params, answer } of of("distance-closest")) {
    const [a, b] = [only(params.a), only(params.b)];
    const { distance, pointA, pointB, a: first } = pair(a, b);
    expect(answer).toBe(distance);
    expect(distance).toBeGreaterThanOrEqual(0.3);
    const [onA, onB] = first === a.id ? [pointA, pointB] : [pointB, pointA];
    for (const [object, target] of [[a, onB] as const, [b, onA] as const]) {
      expect(framesWith(object, (p) => apart(p, target) <= distance * 1.01 + PIXEL)).toBeGreaterThanOrEqual(2);
    }
  }
});

test("two frames show top and bottom of every height that decides", () => {
  const heights = [...of("height"), ...of("taller")];
  expect(heights.length).toBeGreaterThan(5);
  for (const { params } of heights) {
    for (const label of [params.a, params.b].filter((value) => value !== undefined)) {
      const object = only(label);
      const { center, height } = object.box;
      expect(framesWith(object, (p) => p[2] <= center[2] - height / 2 + PIXEL)).toBeGreaterThanOrEqual(2);
      expect(framesWith(object, (p) => p[2] >= center[2] + height / 2 - PIXEL)).toBeGreaterThanOrEqual(2);
    }
  }
});

test("comparisons and sectors keep their distance from a tie", () => {
  for (const { params, answer } of of("taller")) {
    const [a, b] = [only(params.a).box.height, only(params.b).box.height];
    expect(Math.max(a, b) / Math.min(a, b)).toBeGreaterThanOrEqual(1.1);
    expect(answer).toBe(a > b ? params.a : params.b);
  }
  for (const { params, answer } of of("nearest")) {
    const labels = params.options as readonly string[];
    const ranked = labels
      .map((label) => ({ label, distance: pair(only(params.x), only(label)).distance }))
      .sort((p, q) => p.distance - q.distance);
    expect(answer).toBe(ranked[0]!.label);
    expect(ranked[1]!.distance / ranked[0]!.distance).toBeGreaterThanOrEqual(1.15);
  }
  for (const sectors of [4, 8] as const) {
    expect(of(`direction-${sectors}`).length).toBeGreaterThan(3);
    for (const { params, answer } of of(`direction-${sectors}`)) {
      const [at, facing, target] = [params.at, params.facing, params.target].map((label) => only(label).box.center);
      const compass = ([x, y]: Vec3): number => (Math.atan2(x - at![0], y - at![1]) * 180) / Math.PI;
      const turned = ((compass(target!) - compass(facing!) + 540) % 360) - 180;
      const { name, marginDeg } = sectorAt(sectors, turned);
      expect(name).toBe(answer);
      expect(marginDeg).toBeGreaterThanOrEqual(8);
    }
  }
});

test("nothing is asked about objects that only one frame shows", () => {
  const blank = (frame: RenderedFrame): RenderedFrame => ({ ...frame, ids: new Uint16Array(frame.ids.length) });
  const once = frames.map((frame, i) => (i === 0 ? frame : blank(frame)));
  const { questions, dropped } = generateQuestions(scene, truth, sightings(scene, once), new Random(1));
  expect(questions.filter(({ family }) => family !== "camera-moved")).toEqual([]);
  expect(dropped["height: object not recognisable in two frames"]).toBeGreaterThan(0);
});

test("the front of a board does not stand for its back", () => {
  const board = handMade([{ label: "door", x: 3, y: 3, size: [1, 0.1, 2.2] }]);
  const intrinsics = { fx: 100, fy: 100, cx: 100, cy: 100, width: 200, height: 200 };
  // Both stand 2 m before the middle and look along +y, so that neither sees a side, the top or the back.
  const cameras = [2.95, 3.05].map((x) => ({
    intrinsics,
    c2w: [1, 0, 0, x, 0, 0, -1, 0.95, 0, 1, 0, 1.1, 0, 0, 0, 1],
  }));
  const front: Scene = { ...board.scene, cameras };
  const sight = sightings(
    front,
    cameras.map((_, i) => renderFrame(front, i)),
  );
  const view = new RoomView(front, board.truth, sight);
  const door = view.only("door");
  expect(() => view.requireSides(door, "height", "width")).not.toThrow();
  expect(() => view.requireSides(door, "depth")).toThrow("depth not seen in two frames");
});

test("nearest needs a margin, and sight of the points that decide it", () => {
  const blocks = (gap: number): Block[] => [
    { label: "lamp", x: 3, y: 3, size: [0.2, 0.2, 1.5] },
    { label: "table", x: 4, y: 3, size: [0.2, 0.2, 0.7] },
    { label: "plant", x: 3 - 0.2 - gap, y: 3, size: [0.2, 0.2, 1] },
  ];
  const params = { x: "lamp", options: ["table", "plant"] };
  const answer = (room: ReturnType<typeof handMade>) => familyOf("nearest").answer(viewOf(room), params);
  expect(answer(handMade(blocks(0.8 * 1.2)))).toBe("table");
  expect(() => answer(handMade(blocks(0.8 * 1.1)))).toThrow("almost equally near");
  const hidden = handMade(blocks(0.8 * 1.2), (label, [x]) => label !== "table" || x > 4);
  expect(() => answer(hidden)).toThrow("closest points not seen");
});

test("a camera that hardly moved is not asked about", () => {
  const room = handMade();
  const cameras = [0, 0.1].map((x) => ({ ...room.truth.cameras[0]!, position: [x, 0, 1.5] as Vec3 }));
  const still = viewOf({ ...room, truth: { ...room.truth, cameras } });
  expect(() => familyOf("camera-moved").answer(still, {})).toThrow("came back to where it started");
});
