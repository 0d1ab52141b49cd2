import { describe, expect, it } from "vitest";
import type { Vec3 } from "../../../packages/bench/src/synth/types.ts";
import { filmMotion, filmScene } from "./film.ts";
import { answerOf } from "./session.ts";
import { type Body, camera, lookAt, onPlan, SIDES, sceneOf, sector } from "./world.ts";

describe("motion", () => {
  it("dsibench/627: where a car goes relative to its own nose, seen by a camera that moves and loses it", async () => {
    // The nose points at the camera: back of the car is away from it, and its right is the picture's left.
    const yawDeg = 200;
    const [s, c] = [Math.sin((yawDeg * Math.PI) / 180), Math.cos((yawDeg * Math.PI) / 180)];
    const along = (p: Vec3, ahead: number, aside: number): Vec3 => [
      p[0] + ahead * s + aside * c,
      p[1] + ahead * c - aside * s,
      p[2],
    ];
    const start: Vec3 = [4.2, 3.4, 0.25];
    const places = Array.from({ length: 12 }, (_, i) => along(start, -0.17 * i, 0.17 * i));
    const hedge: Body = { label: "hedge", center: [6.5, 6, 0.4], size: [1, 0.3, 0.8] };
    const scenes = places.map((center, i) => {
      const car: Body = { label: "bolide", center, size: [0.6, 1.4, 0.5], yawDeg };
      const eye: Vec3 = [4.6 - 0.05 * i, 0.4, 2.2];
      // Towards the end it looks away.
      return sceneOf([car, hedge], [i < 10 ? lookAt(eye, center) : camera(eye, { yawDeg: 110 })]);
    });
    const roof = (center: Vec3, ahead: number): Vec3 => along([center[0], center[1], 0.5], ahead, 0);
    const landmarks = [
      { name: "nose of the race car", at: places.map((center) => roof(center, 0.62)) },
      { name: "tail of the race car", at: places.map((center) => roof(center, -0.62)) },
    ];
    const { bearingDeg } = onPlan(start, along(start, 1, 0), places[9] as Vec3);
    const truth = sector(bearingDeg, SIDES);
    expect(truth).toMatchObject({ name: "back-right", marginDeg: expect.closeTo(22.5, 3) });

    const { value, stdout } = await answerOf(
      filmMotion(scenes, { fps: 4 }),
      [
        `print(tools.SAM3.findObject(InputImages, "race car"));
         const [nose, tail] = vlm.locate(InputImages.first, ["nose of the race car", "tail of the race car"]);`,
        `const car = nose && tail && tools.SAM3.segmentVideo(InputImages, { frame: nose.frame, points: [nose.center, tail.center] });
         print(car, "seen in", car?.frames, "not in", car?.emptyFrames);`,
        `if (car && nose && tail) {
           const recon = tools.Reconstruct.reconstruct(InputImages, { include: [nose.frame, car.frames.last], maxFrames: 8 });
           const view = recon.at(nose.frame);
           const [front, rear] = [view?.pointAt(nose.center), view?.pointAt(tail.center)];
           const { positions, frames } = car.track(recon);
           if (front && rear) {
             const h = tools.Geometry.heading({ at: positions.at(0), facing: tools.Geometry.sub(front, rear) });
             const end = h.locate(positions.at(positions.length - 1));
             print("from", frames.first, "to", frames.last, end);
             show(recon.renderBev({ objects: { start: positions.at(0), nose: front, end: positions.at(positions.length - 1) } }));
             ReturnAnswer(end.side8);
           }
         }`,
      ],
      { landmarks },
    );
    expect(value).toBe(truth.name);
    expect(stdout).toContain('findObject: "race car" was not found (tried text in frames 0..11, no box in frame 0');
    expect(stdout).toContain("not in Frames(2) frames 10..11");
    expect(stdout).toContain("to Frame 9");
  });

  it("dsibench/877: how the observer moves: down, and around to its right", async () => {
    // Once around but for a step, across the bearing where atan2 jumps.
    const turns = 31 / 32;
    const middle: Vec3 = [4, 4, 0.6];
    const eyes = Array.from({ length: 32 }, (_, i): Vec3 => {
      const angle = (i / 31) * turns * 2 * Math.PI;
      return [4 + 2.5 * Math.sin(angle), 4 - 2.5 * Math.cos(angle), 1.9 - 0.68 * (i / 31)];
    });
    const lens = { width: 48, height: 36, focal: 30 };
    const column: Body = { label: "column", center: middle, size: [0.4, 0.4, 1.2] };
    const scene = sceneOf(
      [column],
      eyes.map((eye) => lookAt(eye, middle, lens)),
    );
    const { value } = await answerOf(filmScene(scene, { fps: 8 }), [
      `const recon = tools.Reconstruct.reconstruct(InputImages);
       const track = recon.cameraTrack();
       const chart = tools.Graph.lines({ height: track.heights, yaw: track.yawDeg }, { x: track.frames, panels: true });
       show(chart);
       print(chart.numbers("height"), track.pathLength, track.displacement);`,
      `const centre = track.positions.median();
       const bearings = np.unwrap(track.frames.map((_, i) => {
         const [x, , z] = tools.Geometry.sub(track.positions.at(i), centre);
         return Math.atan2(x, -z);
       }));
       const orbit = np.degrees(np.sum(np.diff(bearings)));
       ReturnAnswer(JSON.stringify({ fall: -np.min(track.heights), orbit, yaw: np.sum(np.diff(track.yawDeg)) }));`,
    ]);
    const { fall, orbit, yaw } = JSON.parse(String(value)) as Record<"fall" | "orbit" | "yaw", number>;
    expect(fall).toBeCloseTo(0.68, 4);
    // Anticlockwise seen from above, which the camera compensates by turning left.
    expect(yaw).toBeCloseTo(-360 * turns, 3);
    expect(Math.abs(orbit + 360 * turns)).toBeLessThan(5);
  });

  it.each([
    ["pan right", { move: [0.02, 0, 0], yawDeg: 38, pitchDeg: -5 }],
    ["pan left", { move: [0.01, 0.02, 0], yawDeg: 22, pitchDeg: -5 }],
    ["tilt up", { move: [0, 0, 0.02], yawDeg: 30, pitchDeg: 4 }],
    // Along its own right and forward axes, which are not the world's: it looks to 30 degrees.
    ["move right", { move: [0.52, -0.3, 0], yawDeg: 30.5, pitchDeg: -5 }],
    ["move forward", { move: [0.3, 0.52, 0], yawDeg: 30, pitchDeg: -5 }],
  ])("erqa/186: translate or pan: %s", async (truth, { move, yawDeg, pitchDeg }) => {
    const eye: Vec3 = [3, 2, 1.5];
    const there = eye.map((x, k) => x + (move[k] as number)) as unknown as Vec3;
    const lens = { width: 48, height: 36, focal: 30 };
    const block: Body = { label: "block", center: [5, 5, 0.5], size: [1, 1, 1] };
    const cameras = [camera(eye, { yawDeg: 30, pitchDeg: -5, lens }), camera(there, { yawDeg, pitchDeg, lens })];
    const { value } = await answerOf(filmScene(sceneOf([block], cameras)), [
      `const [a, b] = tools.Reconstruct.reconstruct(InputImages).views;
       if (a && b) {
         const { translation: [right, down, forward], distance, yawDeg, pitchDeg } = b.pose.relativeTo(a.pose);
         print({ right, down, forward, distance, yawDeg, pitchDeg });
         if (distance < 0.1) ReturnAnswer(Math.abs(yawDeg) > Math.abs(pitchDeg) ? (yawDeg > 0 ? "pan right" : "pan left") : pitchDeg > 0 ? "tilt up" : "tilt down");
         ReturnAnswer(Math.abs(right) > Math.abs(forward) ? (right > 0 ? "move right" : "move left") : forward > 0 ? "move forward" : "move back");
       }`,
    ]);
    expect(value).toBe(truth);
  });
});
