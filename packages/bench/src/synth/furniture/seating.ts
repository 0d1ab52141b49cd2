import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

export function chair(random: Random): Shape {
  const seat = random.range(0.44, 0.47);
  const half = random.range(0.2, 0.22);
  const back = random.range(0.84, 0.95);
  const leg = 0.04;
  const shape = new Shape();
  for (const x of [-half + leg / 2, half - leg / 2]) {
    shape.block("oak", x, half - leg / 2, 0, [leg, leg, seat]);
    shape.block("oak", x, -half + leg / 2, 0, [leg, leg, back]);
  }
  shape.box("oak", [-half, half], [-half, half], [seat, seat + 0.035]);
  for (const z of [0.6, 0.72, back - 0.09]) {
    shape.box("oak", [-half + leg, half - leg], [-half + 0.01, -half + 0.03], [z, z + 0.07]);
  }
  return shape;
}

export function sofa(random: Random): Shape {
  const width = random.range(1.6, 2.1);
  const depth = random.range(0.82, 0.92);
  const half = width / 2;
  const arm = 0.16;
  const shape = new Shape();
  for (const x of [-half + 0.08, half - 0.08]) {
    for (const y of [-depth / 2 + 0.08, depth / 2 - 0.08]) shape.block("darkMetal", x, y, 0, [0.05, 0.05, 0.1]);
  }
  shape.box("blueFabric", [-half, half], [-depth / 2, depth / 2], [0.1, 0.26]);
  shape.box("blueFabric", [-half, half], [-depth / 2, -depth / 2 + 0.2], [0.26, 0.82]);
  for (const side of [-1, 1]) {
    shape.block("blueFabric", side * (half - arm / 2), 0.1, 0.26, [arm, depth - 0.2, 0.34]);
    const cushion = (width - 2 * arm) / 2;
    shape.block("blueCushion", (side * cushion) / 2, 0.1, 0.26, [cushion - 0.02, depth - 0.22, 0.18]);
    shape.block("blueCushion", (side * cushion) / 2, -depth / 2 + 0.27, 0.44, [cushion - 0.06, 0.13, 0.32]);
  }
  return shape;
}

/** The head end is at the back (-y). */
export function bed(random: Random): Shape {
  const width = random.range(0.95, 1.45);
  const length = random.range(1.98, 2.08);
  const half = width / 2;
  const [head, foot] = [-length / 2, length / 2];
  const shape = new Shape();
  shape.box("walnut", [-half, half], [head, head + 0.06], [0, 0.95]);
  shape.box("walnut", [-half, half], [foot - 0.05, foot], [0, 0.45]);
  for (const side of [-1, 1]) {
    const x = side * (half - 0.02);
    shape.box("walnut", [x - 0.02, x + 0.02], [head + 0.06, foot - 0.05], [0.16, 0.36]);
  }
  shape.box("linen", [-half + 0.04, half - 0.04], [head + 0.06, foot - 0.05], [0.2, 0.5]);
  shape.box("redBlanket", [-half + 0.03, half - 0.03], [head + 0.75, foot - 0.06], [0.36, 0.53]);
  shape.box("linen", [-half * 0.75, half * 0.75], [head + 0.1, head + 0.5], [0.5, 0.61]);
  return shape;
}
