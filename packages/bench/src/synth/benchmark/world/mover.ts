import { Shape } from "../../furniture/index.ts";
import type { PaintedObject } from "../../scene.ts";

/** What moves through a room. */
export const MOVERS = ["robot", "cart", "suitcase"] as const;
export type MoverName = (typeof MOVERS)[number];

/** Metres: no part of a mover is farther from its middle. */
export const MOVER_RADIUS = 0.36;

const SHAPES: Readonly<Record<MoverName, () => Shape>> = {
  robot: () =>
    new Shape()
      .cylinder("darkMetal", 0, 0, [0.02, 0.3], 0.26, 0.24)
      .cylinder("steel", 0, 0, [0.3, 0.62], 0.18, 0.15)
      .block("screen", 0, 0.17, 0.4, [0.16, 0.03, 0.12]),
  cart: () => {
    const shape = new Shape().box("steel", [-0.2, 0.2], [-0.28, 0.28], [0.18, 0.5]);
    for (const x of [-0.16, 0.16]) for (const y of [-0.22, 0.22]) shape.cylinder("darkMetal", x, y, [0, 0.18], 0.05);
    return shape.block("bookRed", 0, 0.285, 0.3, [0.3, 0.01, 0.12]);
  },
  suitcase: () =>
    new Shape()
      .box("bookBlue", [-0.24, 0.24], [-0.13, 0.13], [0.04, 0.66])
      .box("darkMetal", [-0.1, 0.1], [-0.02, 0.02], [0.66, 0.72])
      .block("tape", 0, 0.135, 0.2, [0.3, 0.01, 0.3]),
};

/** A mover standing at a place; its front (+y of its shape) looks along `heading`, a unit vector on the floor. */
export function placedMover(
  name: MoverName,
  id: number,
  at: readonly [x: number, y: number],
  heading: readonly [x: number, y: number],
): PaintedObject {
  const shape = SHAPES[name]();
  const triangles = new Float32Array(shape.corners.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const [u, v] = [shape.corners[i]!, shape.corners[i + 1]!];
    triangles[i] = at[0] + u * heading[1] + v * heading[0];
    triangles[i + 1] = at[1] - u * heading[0] + v * heading[1];
    triangles[i + 2] = shape.corners[i + 2]!;
  }
  return { id, label: name, triangles, paints: shape.paints, facing: [heading[0], heading[1], 0] };
}
