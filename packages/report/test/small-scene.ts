import { join } from "node:path";
import { Pose, type Vec3 } from "@spatialclaw/geometry";
import { writeBundle } from "@spatialclaw/store";
import {
  type Measurement,
  type RecordedView,
  SCENE_FOLDER,
  SCENE_VERSION,
  type SceneRecord,
  type World,
} from "@spatialclaw/workspace";
import sharp from "sharp";

type Draft<R extends SceneRecord = SceneRecord> = R extends SceneRecord ? Omit<R, "version" | "turn" | "step"> : never;

export const HERE: World = { recon: 1, scale: 1 };
const TWICE: World = { recon: 1, scale: 2 };

/** What the sample run's answer rests on; its trace has the same numbers. */
export const SEGMENT = { a: [-0.412, 0.31, -2.981], b: [0.497, 0.322, -2.894] } as const;

/** One of every kind. */
export const MEASUREMENTS: readonly Measurement[] = [
  { kind: "closest", ...SEGMENT, distance: 0.9132, of: ["heater", "door"], world: HERE },
  { kind: "closest", ...SEGMENT, distance: 0.9132, of: ["heater", "door"], world: HERE },
  { kind: "distance", a: [0, 0, -2], b: [0, 0, -4], distance: 2, of: ["heater", null], world: TWICE },
  { kind: "heading", at: [0, 0, 0], forward: [0, 0, -1], of: "camera of frame 0", world: HERE },
  {
    kind: "location",
    at: [0, 0, 0],
    forward: [0, 0, -1],
    of: "camera of frame 0",
    point: [1, 0, -1],
    what: "door",
    side4: "front",
    side8: "front-right",
    bearingDeg: 45,
    distance: Math.SQRT2,
    world: HERE,
  },
  { kind: "box", what: "door", center: [1, 0, -2], axes: axesTurned(), size: [1, 2, 0.1], world: HERE },
  { kind: "extent", what: "door", a: [1, -1, -2], b: [1, 1, -2], size: 2, world: HERE },
  { kind: "plane", what: "ground", normal: [0, 1, 0], offset: -1.2, at: null, world: HERE },
  { kind: "track", what: "camera", frames: [0, 1], positions: [0, 0, 0, 0.5, 0, 0], world: HERE },
  { kind: "distance", a: [0, 0, 0], b: [9, 9, 9], distance: 15.6, of: ["x", "y"], world: { recon: 9, scale: 1 } },
];

/** Turned by 30 degrees about up. */
function axesTurned(): [Vec3, Vec3, Vec3] {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  return [
    [c, 0, s],
    [0, 1, 0],
    [-s, 0, c],
  ];
}

/** Two cameras side by side before a wall three metres ahead, a heater and a door on it. */
export async function smallScene(measurements: readonly Measurement[] = MEASUREMENTS): Promise<Draft[]> {
  const picture = new Uint8Array(
    await sharp({ create: { width: 8, height: 6, channels: 3, background: { r: 200, g: 40, b: 10 } } })
      .jpeg({ quality: 100 })
      .toBuffer(),
  );
  const views = [viewAt(0, 0, picture), viewAt(1, 0.5, null)];
  const world = { up: "made by hand", confidence: 1, ground: -1.2 };
  const scale = { source: "made by hand", metric: true, confidence: 1 };
  const mask = { frame: frameAt(0), area: 12, width: 4, height: 3, runs: Uint32Array.of(2, 3, 7) };
  return [
    { kind: "reconstruction", id: 1, scale, world, notes: ["one note"], views },
    {
      kind: "objects",
      prompt: "things",
      note: "two",
      objects: [
        { id: 1, label: "heater", score: 1, masks: [mask] },
        { id: 2, label: "door", score: 1, masks: [] },
      ],
    },
    { kind: "cloud", object: 1, recon: 1, points: Float32Array.of(-0.5, 0, -3, -0.4, 0.3, -3, -0.6, 0.1, -2.9) },
    { kind: "cloud", object: 2, recon: 1, points: Float32Array.of(0.5, 0, -2.9, 0.9, 1, -2.9, 1, -1, -2.8) },
    { kind: "measurements", list: measurements },
  ];
}

function frameAt(at: number) {
  return { at, frameIndex: at, video: null, name: `${at}.png`, width: 80, height: 60, seconds: null };
}

/** Depth 8x6 of which every second pixel is kept, from the second one on. */
function viewAt(at: number, x: number, picture: Uint8Array | null): RecordedView {
  const c2w = [...Pose.lookAt([x, 0, 0], [x, 0, -1]).matrix];
  const depth = Float32Array.from({ length: 12 }, (_, i) => (i === 11 ? Number.NaN : 3));
  return {
    frame: frameAt(at),
    intrinsics: { fx: 8, fy: 8, cx: 4, cy: 3, width: 8, height: 6 },
    stride: 2,
    first: 1,
    c2w,
    depth,
    confidence: Uint8Array.from({ length: 12 }, (_, i) => i * 20),
    picture,
  };
}

/** As a run leaves it beside its trace. */
export async function writeSmallScene(runFolder: string, records: readonly Draft[], step = 3): Promise<void> {
  for (const [i, record] of records.entries()) {
    const file = join(runFolder, SCENE_FOLDER, `${String(i + 1).padStart(4, "0")}.bundle`);
    await writeBundle(file, { version: SCENE_VERSION, turn: 1, step, ...record });
  }
}
