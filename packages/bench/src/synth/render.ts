import { Light } from "./light.ts";
import { RayScene, type RenderableScene } from "./ray-scene.ts";
import { shade } from "./shade.ts";
import type { RenderedFrame, SceneCamera, Vec3 } from "./types.ts";

/** Hierarchy and baked light serve all frames of a scene and go with it. */
const hierarchies = new WeakMap<RenderableScene, RayScene>();
const lights = new WeakMap<RenderableScene, Light>();

function kept<T extends object>(known: WeakMap<RenderableScene, T>, scene: RenderableScene, make: () => T): T {
  const value = known.get(scene) ?? make();
  known.set(scene, value);
  return value;
}

export const raysOf = (scene: RenderableScene): RayScene => kept(hierarchies, scene, () => new RayScene(scene));

/**
 * Colour, depth and instance ids of one camera of a scene: one ray through each pixel centre. `lit`: the scene whose
 * light shines, where a moving thing makes a scene of every frame; the thing then leaves no shadow.
 */
export function renderFrame(scene: RenderableScene, cameraIndex: number, lit = scene): RenderedFrame {
  const camera = scene.cameras[cameraIndex];
  if (!camera) throw new Error(`camera ${cameraIndex} is not in the scene: it has 0 to ${scene.cameras.length - 1}`);
  const rays = raysOf(scene);
  const light = kept(lights, lit, () => new Light(raysOf(lit), lit.room));
  const { width, height } = camera.intrinsics;
  const rgb = new Uint8Array(width * height * 3);
  const depth = new Float32Array(width * height);
  const ids = new Uint16Array(width * height);
  const origin: Vec3 = [camera.c2w[3]!, camera.c2w[7]!, camera.c2w[11]!];
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const { direction, alongAxis } = pixelRay(camera, column, row);
      const hit = rays.cast(origin, direction);
      if (!hit) continue;
      depth[i] = hit.distance * alongAxis;
      ids[i] = hit.id;
      rgb.set(shade(hit, light, scene.seed), 3 * i);
    }
  }
  return { width, height, rgb, depth, ids };
}

/** Unit direction in the world through a pixel's centre, and its share along the optical axis. */
function pixelRay(camera: SceneCamera, column: number, row: number): { direction: Vec3; alongAxis: number } {
  const { fx, fy, cx, cy } = camera.intrinsics;
  const x = (column + 0.5 - cx) / fx;
  const y = -(row + 0.5 - cy) / fy;
  const length = Math.hypot(x, y, 1);
  const m = camera.c2w;
  const turned = (i: number): number => (m[i]! * x + m[i + 1]! * y - m[i + 2]!) / length;
  return { direction: [turned(0), turned(4), turned(8)], alongAxis: 1 / length };
}
