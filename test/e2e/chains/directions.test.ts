import { describe, expect, it } from "vitest";
import { Random } from "../../../packages/bench/src/synth/random.ts";
import type { Vec3 } from "../../../packages/bench/src/synth/types.ts";
import { filmScene } from "./film.ts";
import { answerOf } from "./session.ts";
import { type Body, camera, lookAt, onPlan, POINTS, SIDES, sceneOf, sector } from "./world.ts";

describe("directions", () => {
  it("mmsi/433: the screen faces front, where is the blackboard; each in a view of its own", async () => {
    const screen: Body = { label: "computer screen", center: [4, 5, 1], size: [0.6, 0.05, 0.4], yawDeg: 25 };
    const blackboard: Body = { label: "blackboard", center: [7.8, 2.5, 1.4], size: [0.05, 1.5, 1] };
    const desk: Body = { label: "desk", center: [4, 5, 0.4], size: [1.4, 0.7, 0.75], yawDeg: 25 };
    const cameras = [
      lookAt([3, 2.5, 1.3], screen.center),
      lookAt([4, 3, 1.5], blackboard.center),
      lookAt([5.5, 7, 1.6], desk.center),
    ];
    // Its front is turned to the south, by its yaw.
    const yaw = (25 * Math.PI) / 180;
    const ahead: Vec3 = [screen.center[0] - Math.sin(yaw), screen.center[1] - Math.cos(yaw), 1];
    const { forward, right } = onPlan(screen.center, ahead, blackboard.center);
    const truth = `${forward < 0 ? "back" : "front"}-${right < 0 ? "left" : "right"}`;
    const { value } = await answerOf(filmScene(sceneOf([screen, blackboard, desk], cameras)), [
      `const shown = vlm.whichFrames(InputImages, ["computer screen", "blackboard"]);
       print(shown);
       const segs = shown.map((frames, i) => {
         const frame = frames?.[0];
         return frame ? tools.SAM3.segmentImage(frame, ["computer screen", "blackboard"][i] ?? "") : null;
       });`,
      `const [screen, board] = segs;
       const recon = tools.Reconstruct.reconstruct(InputImages);
       if (screen && board) {
         const at = screen.centroid(recon), there = board.centroid(recon), view = recon.at(screen.best);
         if (at && there && view) {
           const plane = screen.points(recon).plane({ toward: view.pose.position, prior: { normal: view.pose.forward, withinDeg: 80 } });
           if (plane) ReturnAnswer(tools.Geometry.heading({ at, facing: plane.normal }).locate(there).quadrant);
         }
       }`,
    ]);
    expect(value).toBe(truth);
    expect(value).toBe("front-left");
  });

  it("omni3d/91: the compass direction of the television seen from the tree", async () => {
    const tree: Body = { label: "tree", center: [3, 5, 1], size: [0.3, 0.3, 2] };
    const television: Body = { label: "television", center: [4.9, 5.7, 1], size: [0.9, 0.1, 0.5] };
    const eye: Vec3 = [4, 1, 1.4];
    const truth = sector(onPlan(tree.center, eye, television.center).bearingDeg, POINTS);
    expect(truth.marginDeg).toBeGreaterThan(5);
    const { value } = await answerOf(filmScene(sceneOf([tree, television], [camera(eye)])), [
      `const recon = tools.Reconstruct.reconstruct(InputImages);
       const [tree, tv] = tools.SAM3.segmentImage(InputImages.first, ["tree", "television"]);
       const from = tree?.centroid(recon), to = tv?.centroid(recon), view = recon.views[0];
       if (from && to && view) {
         const g = tools.Geometry;
         const compass = g.compass({ north: g.sub(view.pose.position, from) });
         print(compass.bearing(g.sub(to, from)));
         ReturnAnswer(compass.label8(g.sub(to, from)));
       }`,
    ]);
    expect(value).toBe(truth.name);
    expect(value).toBe("W");
  });

  it("sparbench/2815: move to the brush and face the dispenser: what changes for the cup", async () => {
    const bodies: Body[] = [
      { label: "brush", center: [2.5, 4, 0.1], size: [0.2, 0.2, 0.2] },
      { label: "dispenser", center: [5, 4.6, 0.3], size: [0.25, 0.25, 0.6] },
      { label: "cup", center: [4, 6, 0.2], size: [0.2, 0.2, 0.4] },
      { label: "bowl", center: [4.6, 3, 0.1], size: [0.4, 0.4, 0.2] },
    ];
    const [brush, dispenser, cup, bowl] = bodies as [Body, Body, Body, Body];
    const side = (body: Body) => (onPlan(brush.center, dispenser.center, body.center).right < 0 ? "left" : "right");
    const { value } = await answerOf(filmScene(sceneOf(bodies, [camera([4, 0.6, 1.6], { pitchDeg: -15 })])), [
      `const boxes = vlm.locate(InputImages.first, ["brush", "dispenser", "cup", "bowl"]);
       const segs = tools.SAM3.segmentImage(InputImages.first, boxes);
       const recon = tools.Reconstruct.reconstruct(InputImages);
       const [brush, dispenser, cup, bowl] = segs.map((seg) => seg && seg.centroid(recon));`,
      `if (brush && dispenser && cup && bowl) {
         const h = tools.Geometry.heading({ at: brush, facing: { toward: dispenser } });
         const [c, b] = [h.locate(cup), h.locate(bowl)];
         ReturnAnswer([c.side2, b.side2, c.distance > b.distance ? "cup farther" : "bowl farther", c.up > b.up ? "cup higher" : "bowl higher"].join(", "));
       }`,
    ]);
    const far = (body: Body) => Math.hypot(...body.center.map((v, k) => v - (brush.center[k] as number)));
    expect(value).toBe(
      [side(cup), side(bowl), far(cup) > far(bowl) ? "cup farther" : "bowl farther", "cup higher"].join(", "),
    );
    expect(side(cup)).not.toBe(side(bowl));
  });

  it.each([11, 12, 13])("standing at A facing B, where is C: 100 configurations of seed %i", async (seed) => {
    const random = new Random(seed);
    const bodies = scattered(random, 20);
    const cameras = (
      [
        [0.4, 0.4],
        [7.6, 0.4],
        [7.6, 7.6],
        [0.4, 7.6],
      ] as const
    ).map(([x, y]) => lookAt([x, y, 2.6], [4, 4, 0], { width: 240, height: 180, focal: 130 }));
    const asked = configurations(random, bodies, 100);
    const cells = [
      `const labels = ${JSON.stringify(bodies.map(({ label }) => label))};
       const found = tools.SAM3.findObject(InputImages, labels);
       const recon = tools.Reconstruct.reconstruct(InputImages);
       const places = found.map((object) => object && object.seg.centroid(recon));`,
      `const asked: [number, number, number][] = ${JSON.stringify(asked.map(({ triple }) => triple))};
       ReturnAnswer(JSON.stringify(asked.map(([a, b, c]) => {
         const [at, toward, place] = [places[a], places[b], places[c]];
         if (!at || !toward || !place) return null;
         const { side8, forward, right } = tools.Geometry.heading({ at, facing: { toward } }).locate(place);
         return { side8, forward, right };
       })));`,
    ];
    const { value } = await answerOf(filmScene(sceneOf(bodies, cameras)), cells);
    const answers = JSON.parse(String(value)) as ({ side8: string; forward: number; right: number } | null)[];
    expect(answers.map((answer) => answer?.side8)).toEqual(asked.map(({ name }) => name));
    answers.forEach((answer, i) => {
      expect(Math.abs((answer?.forward ?? 99) - (asked[i]?.forward ?? 0))).toBeLessThan(0.25);
      expect(Math.abs((answer?.right ?? 99) - (asked[i]?.right ?? 0))).toBeLessThan(0.25);
    });
  });
});

/** Small cubes on the floor that do not touch. */
function scattered(random: Random, count: number): Body[] {
  const bodies: Body[] = [];
  while (bodies.length < count) {
    const center: Vec3 = [random.range(1.4, 6.6), random.range(1.4, 6.6), 0.1];
    if (bodies.every((other) => apart(other.center, center) > 0.7))
      bodies.push({ label: `cube ${bodies.length + 1}`, center, size: [0.2, 0.2, 0.2] });
  }
  return bodies;
}

/** Random triples whose direction is no tie: the cubes' visible sides shift their middle by some centimetres. */
function configurations(random: Random, bodies: readonly Body[], count: number) {
  const asked: { triple: number[]; name: string; forward: number; right: number }[] = [];
  while (asked.length < count) {
    const triple = [0, 1, 2].map(() => Math.floor(random.range(0, bodies.length)));
    const [a, b, c] = triple.map((i) => (bodies[i] as Body).center) as [Vec3, Vec3, Vec3];
    if (new Set(triple).size < 3 || apart(a, b) < 1 || apart(a, c) < 1) continue;
    const { forward, right, bearingDeg } = onPlan(a, b, c);
    const { name, marginDeg } = sector(bearingDeg, SIDES);
    if (marginDeg > 8) asked.push({ triple, name, forward, right });
  }
  return asked;
}

function apart(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
