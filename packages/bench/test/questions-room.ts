import { RoomView } from "../src/synth/families/index.ts";
import type { GroundTruth, Scene, SceneObject, Sightings, TruthObject, TruthPair, Vec3 } from "../src/synth/types.ts";

/** An upright box along the axes: middle of its footprint, and its sizes; metres. */
export interface Block {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly size: Vec3;
}

/** A room whose every number can be worked out by hand. */
export const BLOCKS: readonly Block[] = [
  { label: "sofa", x: 3, y: 0.5, size: [2, 0.8, 0.7] },
  { label: "lamp", x: 3, y: 4, size: [0.3, 0.2, 1.6] },
  { label: "table", x: 5, y: 4, size: [1.2, 0.8, 0.75] },
  { label: "plant", x: 1, y: 4, size: [0.4, 0.3, 1] },
  { label: "heater", x: 5, y: 2, size: [0.2, 1, 0.6] },
  { label: "chair", x: 1, y: 1, size: [0.4, 0.45, 0.9] },
  { label: "chair", x: 5.5, y: 0.9, size: [0.4, 0.45, 0.9] },
];

/** Whether frame 0 or 1 sees a point of the object with this label. */
export type Sight = (label: string, point: Vec3, frame: number) => boolean;

export interface HandMade {
  readonly scene: Scene;
  readonly truth: GroundTruth;
  readonly sightings: Sightings;
}

export function handMade(blocks: readonly Block[] = BLOCKS, sees: Sight = () => true, pixels = 500): HandMade {
  const objects = blocks.map((block, i): SceneObject => ({ id: i + 1, label: block.label, triangles: boxMesh(block) }));
  const label = (id: number): string => blocks[id - 1]!.label;
  const truth: GroundTruth = {
    seed: 7,
    objects: blocks.map((block, i) => truthOf(block, i + 1)),
    pairs: blocks.flatMap((a, i) => blocks.slice(i + 1).map((b, j) => pairOf(a, i + 1, b, i + j + 2))),
    cameras: [
      { position: [3, 2, 1.5], forward: [0, 0.9, -0.436], right: [1, 0, 0] },
      { position: [3.3, 2.4, 1.5], forward: [0, -1, 0], right: [-1, 0, 0] },
    ],
    path: { length: 0.5, displacement: 0.5 },
  };
  return {
    scene: { seed: 7, room: [6, 6, 2.5], objects, cameras: [] },
    truth,
    sightings: {
      of: (id, point) => [0, 1].filter((frame) => sees(label(id), point, frame)),
      pixels: () => [pixels, pixels],
      cut: () => false,
    },
  };
}

export function viewOf({ scene, truth, sightings }: HandMade): RoomView {
  return new RoomView(scene, truth, sightings);
}

function ends({ x, y, size }: Block): readonly (readonly [number, number])[] {
  return [
    [x - size[0] / 2, x + size[0] / 2],
    [y - size[1] / 2, y + size[1] / 2],
    [0, size[2]],
  ];
}

function boxMesh(block: Block): Float32Array {
  const [x, y, z] = ends(block);
  const corner = (i: number): number[] => [x![i & 1]!, y![(i >> 1) & 1]!, z![i >> 2]!];
  const faces = ["0132", "4576", "0154", "2376", "0264", "1375"];
  return new Float32Array(
    faces.flatMap((face) => {
      const [a, b, c, d] = [...face].map(Number) as [number, number, number, number];
      return [a, b, c, a, c, d].flatMap(corner);
    }),
  );
}

function truthOf(block: Block, id: number): TruthObject {
  const { x, y, size } = block;
  const box = {
    center: [x, y, size[2] / 2] as Vec3,
    width: Math.max(size[0], size[1]),
    depth: Math.min(size[0], size[1]),
    height: size[2],
    axis: (size[0] >= size[1] ? [1, 0, 0] : [0, 1, 0]) as Vec3,
  };
  return { id, label: block.label, box };
}

/** On each axis: the facing ends where the boxes are apart, the same coordinate where they overlap. */
function pairOf(first: Block, a: number, second: Block, b: number): TruthPair {
  const theirs = ends(second);
  const both = ends(first).map(([low, high], k): [number, number] => {
    const [otherLow, otherHigh] = theirs[k]!;
    if (high < otherLow) return [high, otherLow];
    if (otherHigh < low) return [low, otherHigh];
    const shared = Math.max(low, otherLow);
    return [shared, shared];
  });
  const pointA = both.map(([p]) => p) as unknown as Vec3;
  const pointB = both.map(([, p]) => p) as unknown as Vec3;
  const distance = Math.hypot(...both.map(([p, q]) => q - p));
  return { a, b, distance, pointA, pointB };
}
