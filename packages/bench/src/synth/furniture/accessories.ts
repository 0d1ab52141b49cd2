import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

/** A floor lamp: foot, pole, conical shade. */
export function lamp(random: Random): Shape {
  const height = random.range(1.45, 1.7);
  const shade = random.range(0.19, 0.23);
  return new Shape()
    .cylinder("darkMetal", 0, 0, [0, 0.03], 0.15, 0.13)
    .cylinder("darkMetal", 0, 0, [0.03, height - 0.25], 0.018, 0.018, 12)
    .cylinder("lampShade", 0, 0, [height - 0.28, height], shade, shade * 0.65);
}

/** A flat screen on a low stand, which belongs to it. */
export function television(random: Random): Shape {
  const width = random.range(1.0, 1.25);
  const tall = width * 0.58;
  const stand = random.range(0.42, 0.52);
  const bottom = stand + 0.07;
  const shape = new Shape();
  shape.block("walnut", 0, 0, 0.06, [width + 0.15, 0.38, stand - 0.06]);
  for (const side of [-1, 1]) {
    shape.block("darkMetal", (side * width) / 2, 0, 0, [0.05, 0.3, 0.06]);
    shape.block("oak", (side * (width + 0.15)) / 4, 0.196, 0.1, [width / 2, 0.012, stand - 0.15]);
  }
  shape.block("darkMetal", 0, 0, stand, [0.36, 0.2, 0.02]);
  shape.block("darkMetal", 0, -0.02, stand + 0.02, [0.08, 0.04, 0.08]);
  shape.block("darkMetal", 0, 0, bottom, [width, 0.05, tall]);
  shape.block("screen", 0, 0.026, bottom + 0.02, [width - 0.04, 0.002, tall - 0.04]);
  return shape;
}

/** A pot with a stem and leaves in whorls. */
export function plant(random: Random): Shape {
  const pot = random.range(0.26, 0.34);
  const height = random.range(0.85, 1.25);
  const shape = new Shape()
    .cylinder("terracotta", 0, 0, [0, pot], 0.13, 0.18)
    .cylinder("soil", 0, 0, [pot, pot + 0.01], 0.165)
    .cylinder("walnut", 0, 0, [pot, height * 0.8], 0.02, 0.012, 8);
  const leaves = random.integer(14, 18);
  for (let i = 0; i < leaves; i++) {
    const rise = i / (leaves - 1);
    const angle = i * 2.4 + random.range(-0.2, 0.2);
    const z = pot + 0.08 + rise * (height * 0.8 - pot - 0.1);
    leaf(shape, i % 2 === 0, angle, z, random.range(0.26, 0.34) * (1 - 0.35 * rise), height - z);
  }
  return shape;
}

/** A folded leaf that climbs and then droops, with a little thickness of its own fold only. */
function leaf(shape: Shape, light: boolean, angle: number, z: number, length: number, room: number): void {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const at = (along: number, across: number, up: number): number[] => [
    along * c - across * s,
    along * s + across * c,
    z + Math.min(up, room),
  ];
  const paint = light ? "leafLight" : "leaf";
  const half = length * 0.22;
  const root = at(0.01, 0, 0);
  const fold = at(length * 0.55, 0, length * 0.5);
  const tip = at(length, 0, length * 0.42);
  for (const side of [-half, half]) {
    const edge = at(length * 0.5, side, length * 0.58);
    shape.triangle(paint, root, fold, edge).triangle(paint, fold, tip, edge);
  }
}
