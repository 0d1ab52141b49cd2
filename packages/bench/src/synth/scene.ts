import { walkAround } from "./cameras.ts";
import { furnish, type Placed } from "./layout.ts";
import type { PaintName } from "./paints.ts";
import { Random } from "./random.ts";
import type { Scene, SceneObject } from "./types.ts";

/** An object that knows its colours; without them it is drawn in one plain colour. */
export interface PaintedObject extends SceneObject {
  /** One a triangle. */
  readonly paints?: readonly PaintName[];
}

export interface PaintedScene extends Scene {
  readonly objects: readonly PaintedObject[];
}

/** A furnished room with cameras; the same seed gives the same one at every picture size. */
export function createScene(
  seed: number,
  size: { readonly width: number; readonly height: number } = { width: 480, height: 360 },
): PaintedScene {
  const random = new Random(seed);
  const layout = furnish(random);
  return {
    seed,
    room: layout.room,
    objects: layout.pieces.map((piece, i) => toObject(piece, i + 1)),
    cameras: walkAround(layout, size, random),
  };
}

function toObject(piece: Placed, id: number): PaintedObject {
  const { at, shape, shapeCentre } = piece;
  const [c, s] = [Math.cos(at.yaw), Math.sin(at.yaw)];
  const triangles = new Float32Array(shape.corners.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const u = shape.corners[i]! - shapeCentre[0];
    const v = shape.corners[i + 1]! - shapeCentre[1];
    triangles[i] = at.x + u * c - v * s;
    triangles[i + 1] = at.y + u * s + v * c;
    triangles[i + 2] = shape.corners[i + 2]!;
  }
  // A shape's front is +y before it is turned. `0 - s`, since JSON would turn a -0 into 0.
  const facing = piece.hasFront ? { facing: [0 - s, c, 0] as const } : {};
  return { id, label: piece.label, triangles, paints: shape.paints, ...facing };
}
