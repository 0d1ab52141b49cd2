import { encodePng, type MediaInput, type RgbImage, type SourceFrame } from "@spatialclaw/media";

type V = readonly [number, number, number];

interface Block {
  readonly id: number;
  readonly label: string;
  readonly min: V;
  readonly max: V;
}

/** In the capture's own world: +Z up, metres. The door stands 0.9 m to the right of the heater. */
const BLOCKS: readonly Block[] = [
  { id: 1, label: "heater", min: [-1, 2, 0], max: [-0.4, 2.2, 0.6] },
  { id: 2, label: "door", min: [0.5, 2, 0], max: [1.4, 2.1, 2] },
  { id: 3, label: "chair", min: [-1.6, 1, 0], max: [-1.2, 1.4, 0.5] },
  { id: 4, label: "chair", min: [1.7, 1, 0], max: [2.1, 1.4, 0.5] },
];
/** Floor, ceiling and back wall: measured, but no objects. */
const ROOM: readonly Block[] = [
  { id: 0, label: "floor", min: [-4, -4, -0.1], max: [4, 4, 0] },
  { id: 0, label: "wall", min: [-4, 3, 0], max: [4, 3.1, 3] },
];

export const HEATER_TO_DOOR = 0.9;
export const DOOR_HEIGHT = 2;

const PICTURE = { width: 320, height: 240 };
/** The sensor's own size, smaller than the picture as on phones. */
const DEPTH = { width: 160, height: 120 };
const FOCAL = 200;

/** A small capture in memory: what a depth sensor would see of a few blocks from cameras side by side. */
export function roomCapture(): MediaInput {
  const frames = [-0.5, 0, 0.5].map((x, i) => frameAt(i, [x, -1.5, 1.4]));
  return {
    kind: "capture",
    name: "blocks",
    frames,
    fps: null,
    durationSec: null,
    capture: {
      root: "",
      up: [0, 0, 1],
      hasDepth: true,
      instances: BLOCKS.map(({ id, label }) => ({ id, label })),
    },
  };
}

function frameAt(frameIndex: number, eye: V): SourceFrame {
  const picture = cast(eye, PICTURE);
  const rgb = pixels(picture);
  const focal = FOCAL * (DEPTH.width / PICTURE.width);
  const intrinsics = { fx: focal, fy: focal, cx: DEPTH.width / 2, cy: DEPTH.height / 2, ...DEPTH };
  return {
    frameIndex,
    name: `${frameIndex}.png`,
    ...PICTURE,
    seconds: null,
    geometry: {
      intrinsics,
      // Looks along +Y: right is +X, down is -Z.
      c2w: [1, 0, 0, eye[0], 0, 0, 1, eye[1], 0, -1, 0, eye[2], 0, 0, 0, 1],
      depth: async () => ({ ...DEPTH, data: Float32Array.from(cast(eye, DEPTH), (hit) => hit?.depth ?? Number.NaN) }),
      instances: async () => ({ ...PICTURE, data: Uint16Array.from(picture, (hit) => hit?.block.id ?? 0) }),
    },
    pixels: async () => rgb,
    encoded: async () => ({ mime: "image/png", bytes: await encodePng(rgb) }),
  };
}

function pixels(picture: readonly (Hit | null)[]): RgbImage {
  const data = Uint8Array.from(picture.flatMap((hit) => Array(3).fill(hit ? 60 + 45 * hit.block.id : 0)));
  return { ...PICTURE, data };
}

interface Hit {
  readonly block: Block;
  readonly depth: number;
}

/** The first block under each pixel's centre. */
function cast(eye: V, size: { readonly width: number; readonly height: number }): (Hit | null)[] {
  const step = PICTURE.width / size.width;
  return Array.from({ length: size.width * size.height }, (_, i) => {
    const u = ((i % size.width) + 0.5) * step;
    const v = (Math.floor(i / size.width) + 0.5) * step;
    const ray: V = [(u - PICTURE.width / 2) / FOCAL, 1, -(v - PICTURE.height / 2) / FOCAL];
    const hits = [...BLOCKS, ...ROOM].flatMap((block) => {
      const depth = entry(eye, ray, block);
      return depth === null ? [] : [{ block, depth }];
    });
    return hits.reduce<Hit | null>((near, hit) => (near === null || hit.depth < near.depth ? hit : near), null);
  });
}

/** Where the ray enters the block, in multiples of the ray: depth, because the ray's forward part is 1. */
function entry(eye: V, ray: V, { min, max }: Block): number | null {
  let [near, far] = [0, Number.POSITIVE_INFINITY];
  for (const axis of [0, 1, 2] as const) {
    const [a, b] = [(min[axis] - eye[axis]) / ray[axis], (max[axis] - eye[axis]) / ray[axis]];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near > 0 && near < far ? near : null;
}
