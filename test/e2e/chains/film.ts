import { encodePng, type MediaInput, type RgbImage, type SourceFrame } from "@spatialclaw/media";
import { RayScene } from "../../../packages/bench/src/synth/ray-scene.ts";
import type { Scene, SceneCamera, Vec3 } from "../../../packages/bench/src/synth/types.ts";

/** A place that the vision model knows by name, as "the nose of the car": one per frame, null where it is not seen. */
export interface Landmark {
  readonly name: string;
  readonly at: readonly (Vec3 | null)[];
}

export interface Film {
  readonly input: MediaInput;
  readonly scenes: readonly Scene[];
  /** Ids in each frame's picture, row-major. */
  readonly ids: readonly Uint16Array[];
}

/** What one camera sees, row-major. */
export interface Sight {
  readonly width: number;
  readonly height: number;
  /** Metres along the optical axis. */
  readonly depth: Float32Array;
  readonly ids: Uint16Array;
  readonly grey: Float32Array;
}

interface Shot {
  readonly scene: Scene;
  readonly camera: SceneCamera;
}

interface FilmOptions {
  /** Frames a second; photos without. */
  readonly fps?: number;
  /** Factor on all colours of a frame. */
  readonly lightAt?: (frame: number) => number;
  /** What a sensor does to the depth it measures, in place. */
  readonly damage?: (sight: Sight) => void;
}

/** Each camera of the scene takes one frame. */
export function filmScene(scene: Scene, options: FilmOptions = {}): Film {
  return film(
    scene.cameras.map((camera) => ({ scene, camera })),
    options,
  );
}

/** One scene a frame, seen by its first camera: things move. */
export function filmMotion(scenes: readonly Scene[], options: FilmOptions = {}): Film {
  return film(
    scenes.map((scene) => ({ scene, camera: scene.cameras[0] as SceneCamera })),
    options,
  );
}

function film(shots: readonly Shot[], { fps, lightAt = () => 1, damage }: FilmOptions): Film {
  const rays = new Map<Scene, RayScene>();
  // A camera that stands still sees the same again.
  const seen = new Map<SceneCamera, { readonly scene: Scene; readonly sight: Sight }>();
  const sights = shots.map(({ scene, camera }) => {
    const before = seen.get(camera);
    if (before?.scene === scene) return before.sight;
    const known = rays.get(scene) ?? new RayScene(scene);
    rays.set(scene, known);
    const sight = look(known, camera);
    damage?.(sight);
    seen.set(camera, { scene, sight });
    return sight;
  });
  const frames = sights.map((sight, i) => {
    const { camera } = shots[i] as Shot;
    return frameOf(sight, camera, { frameIndex: i, seconds: fps ? i / fps : null, light: lightAt(i) });
  });
  const objects = shots[0]?.scene.objects ?? [];
  return {
    scenes: shots.map(({ scene }) => scene),
    ids: sights.map(({ ids }) => ids),
    input: {
      kind: "capture",
      name: "test",
      frames,
      fps: fps ?? null,
      durationSec: fps ? shots.length / fps : null,
      capture: { root: "", up: [0, 0, 1], hasDepth: true, instances: objects.map(({ id, label }) => ({ id, label })) },
    },
  };
}

/** One ray through the centre of every pixel. */
function look(rays: RayScene, camera: SceneCamera): Sight {
  const { fx, fy, cx, cy, width, height } = camera.intrinsics;
  const m = camera.c2w as readonly number[];
  const origin: Vec3 = [m[3] as number, m[7] as number, m[11] as number];
  const depth = new Float32Array(width * height).fill(Number.NaN);
  const ids = new Uint16Array(width * height);
  const grey = new Float32Array(width * height);
  for (let i = 0; i < ids.length; i++) {
    const x = ((i % width) + 0.5 - cx) / fx;
    const y = -(Math.floor(i / width) + 0.5 - cy) / fy;
    const length = Math.hypot(x, y, 1);
    const turned = (row: number) =>
      ((m[row] as number) * x + (m[row + 1] as number) * y - (m[row + 2] as number)) / length;
    const hit = rays.cast(origin, [turned(0), turned(4), turned(8)]);
    if (!hit) continue;
    depth[i] = hit.distance / length;
    ids[i] = hit.id;
    grey[i] = 60 + ((37 * hit.id) % 120) + 30 * hit.normal[2];
  }
  return { width, height, depth, ids, grey };
}

function frameOf(
  { width, height, depth, ids, grey }: Sight,
  camera: SceneCamera,
  { frameIndex, seconds, light }: { frameIndex: number; seconds: number | null; light: number },
): SourceFrame {
  const picture = (): RgbImage => {
    const data = new Uint8Array(3 * grey.length);
    for (const [i, value] of grey.entries()) data.fill(Math.min(255, light * value), 3 * i, 3 * i + 3);
    return { width, height, data };
  };
  return {
    frameIndex,
    name: `${frameIndex}.png`,
    width,
    height,
    seconds,
    geometry: {
      intrinsics: camera.intrinsics,
      // From OpenGL's axes (y up, z backward) to OpenCV's.
      c2w: camera.c2w.map((value, k) => (k < 12 && (k % 4 === 1 || k % 4 === 2) ? -value : value)),
      depth: async () => ({ width, height, data: depth }),
      instances: async () => ({ width, height, data: ids }),
    },
    pixels: async () => picture(),
    encoded: async () => ({ mime: "image/png", bytes: await encodePng(picture()) }),
  };
}

/** Pixel of a place in a frame's picture; null behind the camera or outside. */
export function pixelOf(camera: SceneCamera, place: Vec3): readonly [x: number, y: number] | null {
  const m = camera.c2w;
  const { fx, fy, cx, cy, width, height } = camera.intrinsics;
  const d = place.map((value, k) => value - (m[4 * k + 3] as number));
  const along = (column: number) =>
    [0, 1, 2].reduce((sum, k) => sum + (m[4 * k + column] as number) * (d[k] as number), 0);
  const depth = -along(2);
  const px = [cx + (fx * along(0)) / depth, cy - (fy * along(1)) / depth] as const;
  return depth > 0 && px[0] >= 0 && px[0] < width && px[1] >= 0 && px[1] < height ? px : null;
}
