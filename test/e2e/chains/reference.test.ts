import { expect, it } from "vitest";
import { Random } from "../../../packages/bench/src/synth/random.ts";
import type { Vec3 } from "../../../packages/bench/src/synth/types.ts";
import { filmScene } from "./film.ts";
import { answerOf } from "./session.ts";
import { type Body, camera, type Lens, sceneOf } from "./world.ts";

/** A camera by its place and where it looks, so that it can be carried into another world. */
interface Eye {
  readonly at: Vec3;
  readonly yawDeg: number;
  readonly pitchDeg: number;
}

interface World {
  readonly bodies: readonly Body[];
  /** The first one is the origin of the reconstruction. */
  readonly eyes: readonly Eye[];
}

const LENS: Lens = { width: 120, height: 90, focal: 60 };
const MIDDLE = 4;

/** Six blocks in the middle of the room, cameras around them. */
function worldOf(random: Random): World {
  const bodies: Body[] = [];
  while (bodies.length < 6) {
    const center: Vec3 = [random.range(2.6, 5.4), random.range(2.6, 5.4), 0.25];
    if (bodies.some((other) => Math.hypot(other.center[0] - center[0], other.center[1] - center[1]) < 0.9)) continue;
    const size: Vec3 = [random.range(0.3, 0.6), random.range(0.2, 0.25), 0.5];
    bodies.push({ label: `block ${bodies.length + 1}`, center, size, yawDeg: random.range(-90, 90) });
  }
  const eyes = [0, 120, 240].map((around): Eye => {
    const yawDeg = around + random.range(-10, 10);
    const yaw = (yawDeg * Math.PI) / 180;
    return {
      at: [MIDDLE - 3.2 * Math.sin(yaw), MIDDLE - 3.2 * Math.cos(yaw), random.range(1.8, 2.4)],
      yawDeg,
      pitchDeg: -30,
    };
  });
  return { bodies, eyes };
}

/** Left and right change places. */
function mirrored({ bodies, eyes }: World): World {
  const carry = ([x, y, z]: Vec3): Vec3 => [2 * MIDDLE - x, y, z];
  return {
    bodies: bodies.map((body) => ({ ...body, center: carry(body.center), yawDeg: -(body.yawDeg ?? 0) })),
    eyes: eyes.map((eye) => ({ ...eye, at: carry(eye.at), yawDeg: -eye.yawDeg })),
  };
}

/** Turned clockwise about the room's middle. */
function turned({ bodies, eyes }: World, deg: number): World {
  const [s, c] = [Math.sin((deg * Math.PI) / 180), Math.cos((deg * Math.PI) / 180)];
  const carry = ([x, y, z]: Vec3): Vec3 => [
    MIDDLE + c * (x - MIDDLE) + s * (y - MIDDLE),
    MIDDLE - s * (x - MIDDLE) + c * (y - MIDDLE),
    z,
  ];
  return {
    bodies: bodies.map((body) => ({ ...body, center: carry(body.center), yawDeg: (body.yawDeg ?? 0) + deg })),
    eyes: eyes.map((eye) => ({ ...eye, at: carry(eye.at), yawDeg: eye.yawDeg + deg })),
  };
}

/** Another camera comes first: the same scene in another frame of reference. */
function rebased({ bodies, eyes }: World): World {
  return { bodies, eyes: [...eyes.slice(1), ...eyes.slice(0, 1)] };
}

/** All that has a left, a right or a direction, and some that has none; `first` and `second` are cameras of the scene. */
const CELLS = (first: number, second: number) => [
  `const g = tools.Geometry;
   const recon = tools.Reconstruct.reconstruct(InputImages);
   const found = tools.SAM3.findObject(InputImages, ["block 1", "block 2", "block 3", "block 4", "block 5", "block 6"]);
   const clouds = found.map((object) => object ? object.seg.points(recon) : g.points([]));
   const places = clouds.map((cloud) => cloud.mean());
   const medians = clouds.map((cloud) => cloud.median());
   const offset = ({ forward, right, up }: { forward: number; right: number; up: number }) => [right, forward, up];
   const [from, to] = [recon.views[${first}], recon.views[${second}]];`,
  `const [a, b, ...others] = places;
   if (a && b && from && to) {
     const heading = g.heading({ at: a, facing: { toward: b } });
     const compass = g.compass({ north: g.sub(b, a) });
     const eye = g.heading({ at: from.pose.position, facing: from.pose.forward });
     const step = to.pose.relativeTo(from.pose);
     ReturnAnswer(JSON.stringify({
       sides: others.map((p) => offset(heading.locate(p))),
       seen: places.map((p) => offset(eye.locate(p))),
       words: others.map((p) => [heading.locate(p).side2, heading.rank(["left", "right"], p)[0]?.option, compass.label8(g.sub(p, a))]),
       bearings: others.map((p) => compass.bearing(g.sub(p, a))),
       medians: medians.map((p) => g.distance(p, medians[0] ?? p)),
       turned: others.map((p) => g.dot(g.turn(g.horizontal(g.sub(b, a)), "right"), g.sub(p, a))),
       step: [step.translation, step.yawDeg, step.pitchDeg],
       lengths: [
         ...clouds.flatMap((cloud) => [cloud.diameter(), ...cloud.obb().size]),
         ...clouds.slice(1).map((cloud) => g.closest(cloud, clouds[0] ?? cloud)?.distance),
       ],
     }));
   }`,
];

/** To the right, ahead, up. */
type Offset = readonly [number, number, number];

interface Answers {
  readonly sides: readonly Offset[];
  readonly seen: readonly Offset[];
  readonly words: readonly (readonly string[])[];
  readonly bearings: readonly number[];
  readonly medians: readonly number[];
  readonly turned: readonly number[];
  readonly step: readonly [translation: Offset, yawDeg: number, pitchDeg: number];
  readonly lengths: readonly number[];
}

async function answersOf({ bodies, eyes }: World, [first, second] = [0, 1]): Promise<Answers> {
  const cameras = eyes.map(({ at, ...view }) => camera(at, { ...view, lens: LENS }));
  const { value } = await answerOf(filmScene(sceneOf(bodies, cameras)), CELLS(first, second));
  return JSON.parse(String(value)) as Answers;
}

/** What a mirror makes of the answers. */
function inMirror(answers: Answers): Answers {
  const { sides, seen, words, bearings, medians, turned, lengths } = answers;
  const [move, yaw, pitch] = answers.step;
  const swap = ([right, ahead, up]: Offset): Offset => [-right, ahead, up];
  const other: Record<string, string> = { left: "right", right: "left" };
  const points = (label: string) => label.replace(/[EW]/, (letter) => (letter === "E" ? "W" : "E"));
  return {
    sides: sides.map(swap),
    seen: seen.map(swap),
    words: words.map((row) => row.map((word) => other[word] ?? points(word))),
    bearings: bearings.map((bearing) => 360 - bearing),
    medians,
    turned: turned.map((along) => -along),
    step: [swap(move), -yaw, pitch],
    lengths,
  };
}

/** Metres, degrees. Rounding moves a ray across an edge now and then. */
const LIKE = 0.005;

function expectLike(after: Answers, before: Answers): void {
  expect(after.words).toEqual(before.words);
  for (const name of ["sides", "seen", "turned", "step", "lengths", "medians"] as const) {
    const [there, here] = [after[name].flat(2), before[name].flat(2)];
    expect(there.length).toBe(here.length);
    there.forEach((x, i) => {
      expect(Math.abs(x - (here[i] as number)), `${name} ${i}`).toBeLessThan(LIKE);
    });
  }
  after.bearings.forEach((bearing, i) => {
    const off = Math.abs(bearing - (before.bearings[i] as number)) % 360;
    expect(Math.min(off, 360 - off)).toBeLessThan(1);
  });
}

it.each([1, 2, 3])("mirrored, turned or re-based, cells answer mirrored, equal and equal (seed %i)", async (seed) => {
  const random = new Random(seed);
  const world = worldOf(random);
  const before = await answersOf(world);
  expect(before.lengths.every((length) => length > 0.1)).toBe(true);
  expectLike(await answersOf(mirrored(world)), inMirror(before));
  expectLike(await answersOf(turned(world, random.range(20, 340))), before);
  // The cameras that were first and second are now last and first.
  expectLike(await answersOf(rebased(world), [2, 0]), before);
});
