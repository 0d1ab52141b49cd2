import type { RenderedFrame, Scene, SceneCamera, Sightings, Vec3 } from "./types.ts";

/** Which of a scene's rendered frames, in camera order, see what. */
export function sightings(scene: Scene, frames: readonly RenderedFrame[]): Sightings {
  if (frames.length !== scene.cameras.length) {
    throw new Error(`sightings needs one frame a camera: got ${frames.length} for ${scene.cameras.length} cameras`);
  }
  const counts = frames.map(count);
  return {
    of: (objectId, point, tolerance) =>
      frames.flatMap((frame, i) => (sees(scene.cameras[i]!, frame, objectId, point, tolerance) ? [i] : [])),
    pixels: (objectId) => counts.map((frame) => frame.pixels.get(objectId) ?? 0),
    cut: (objectId, frame) => {
      const counted = counts[frame];
      if (!counted) throw new Error(`frame ${frame} is not among the ${frames.length} frames, numbered from 0`);
      return counted.cut.has(objectId);
    },
  };
}

/** Pixels of every id in a frame, and the ids on its border. */
function count({ ids, width, height }: RenderedFrame): { pixels: Map<number, number>; cut: Set<number> } {
  const pixels = new Map<number, number>();
  const cut = new Set<number>();
  for (let row = 0, i = 0; row < height; row++) {
    for (let column = 0; column < width; column++, i++) {
      const id = ids[i]!;
      pixels.set(id, (pixels.get(id) ?? 0) + 1);
      if (row === 0 || column === 0 || row === height - 1 || column === width - 1) cut.add(id);
    }
  }
  return { pixels, cut };
}

/** Whether the pixel a world point falls on, or one beside it, shows this object at the point's depth. */
function sees(camera: SceneCamera, frame: RenderedFrame, id: number, point: Vec3, tolerance: number): boolean {
  const m = camera.c2w;
  const offset = [point[0] - m[3]!, point[1] - m[7]!, point[2] - m[11]!] as const;
  // The inverse of a rotation is its transpose.
  const inCamera = (column: number): number =>
    m[column]! * offset[0] + m[4 + column]! * offset[1] + m[8 + column]! * offset[2];
  const depth = -inCamera(2);
  if (depth <= 0) return false;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const u = Math.floor(cx + (fx * inCamera(0)) / depth);
  const v = Math.floor(cy - (fy * inCamera(1)) / depth);
  if (u < 0 || v < 0 || u >= frame.width || v >= frame.height) return false;
  for (let row = Math.max(0, v - 1); row <= Math.min(frame.height - 1, v + 1); row++) {
    for (let column = Math.max(0, u - 1); column <= Math.min(frame.width - 1, u + 1); column++) {
      const i = row * frame.width + column;
      if (frame.ids[i] === id && Math.abs(frame.depth[i]! - depth) <= tolerance) return true;
    }
  }
  return false;
}
