import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

export function table(random: Random): Shape {
  const width = random.range(1.0, 1.5);
  const depth = random.range(0.7, 0.85);
  const height = random.range(0.72, 0.77);
  const shape = new Shape();
  shape.block("oak", 0, 0, height - 0.04, [width, depth, 0.04]);
  shape.block("oak", 0, 0, height - 0.12, [width - 0.14, depth - 0.14, 0.08]);
  for (const x of [-width / 2 + 0.07, width / 2 - 0.07]) {
    for (const y of [-depth / 2 + 0.07, depth / 2 - 0.07]) shape.block("oak", x, y, 0, [0.07, 0.07, height - 0.04]);
  }
  return shape;
}

/** A writing desk with a drawer block on one side and a plate leg on the other. */
export function desk(random: Random): Shape {
  const width = random.range(1.1, 1.4);
  const depth = random.range(0.58, 0.68);
  const height = random.range(0.72, 0.76);
  const side = random.pick([-1, 1]);
  const shape = new Shape();
  shape.block("pine", 0, 0, height - 0.035, [width, depth, 0.035]);
  const drawers = side * (width / 2 - 0.2);
  shape.block("pine", drawers, 0, 0.05, [0.4, depth - 0.06, height - 0.085]);
  for (const z of [0.08, 0.29, 0.5]) {
    shape.block("oak", drawers, depth / 2 - 0.022, z, [0.36, 0.016, 0.18]);
    shape.block("darkMetal", drawers, depth / 2 - 0.006, z + 0.1, [0.12, 0.016, 0.016]);
  }
  shape.block("pine", drawers, 0, 0, [0.34, depth - 0.12, 0.05]);
  shape.block("pine", -side * (width / 2 - 0.03), 0, 0, [0.035, depth - 0.06, height - 0.035]);
  return shape;
}
