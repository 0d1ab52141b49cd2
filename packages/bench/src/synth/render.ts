import { Light } from "./light.ts";
import { RayScene, type RenderableScene } from "./ray-scene.ts";
import { shade } from "./shade.ts";
import type { RenderedFrame, SceneCamera, Vec3 } from "./types.ts";

interface Prepared {
  readonly rays: RayScene;
  readonly light: Light;
}

/** Hierarchy and baked light serve all frames of a scene and go with it. */
const prepared = new WeakMap<RenderableScene, Prepared>();

function prepare(scene: RenderableScene): Prepared {
  let known = prepared.get(scene);
  if (!known) {
    const rays = new RayScene(scene);
    known = { rays, light: new Light(rays, scene.room) };
    prepared.set(scene, known);
  }
  return known;
}

/** Colour, depth and instance ids of one camera of a scene: one ray through each pixel centre. */
export function renderFrame(scene: RenderableScene, cameraIndex: number): RenderedFrame {
  const camera = scene.cameras[cameraIndex];
  if (!camera) throw new Error(`camera ${cameraIndex} is not in the scene: it has 0 to ${scene.cameras.length - 1}`);
  const { rays, light } = prepare(scene);
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
