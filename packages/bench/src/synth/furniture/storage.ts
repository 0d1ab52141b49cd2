import type { PaintName } from "../paints.ts";
import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

export function cabinet(random: Random): Shape {
  const width = random.range(0.8, 1.2);
  const depth = random.range(0.4, 0.5);
  const height = random.range(0.85, 1.3);
  const shape = new Shape();
  shape.block("walnut", 0, 0, 0, [width - 0.06, depth - 0.06, 0.06]);
  shape.block("walnut", 0, 0, 0.06, [width, depth, height - 0.06]);
  for (const side of [-1, 1]) {
    const leaf = width / 2 - 0.03;
    shape.block("oak", (side * width) / 4, depth / 2 + 0.009, 0.1, [leaf, 0.018, height - 0.15]);
    shape.block("steel", side * 0.05, depth / 2 + 0.028, height * 0.55, [0.015, 0.02, 0.14]);
  }
  return shape;
}

const BOOKS: readonly PaintName[] = ["bookRed", "bookBlue", "bookGreen", "bookYellow", "bookPale"];

export function bookshelf(random: Random): Shape {
  const width = random.range(0.7, 1.0);
  const depth = 0.3;
  const shelves = random.integer(4, 5);
  const clear = random.range(0.32, 0.36);
  const height = shelves * clear + 0.08;
  const inner = width / 2 - 0.025;
  const shape = new Shape();
  for (const side of [-1, 1]) shape.block("pine", side * (inner + 0.0125), 0, 0, [0.025, depth, height]);
  shape.box("pine", [-inner, inner], [-depth / 2, -depth / 2 + 0.015], [0.05, height]);
  for (let i = 0; i <= shelves; i++) {
    const z = 0.05 + i * clear;
    shape.box("pine", [-inner, inner], [-depth / 2, depth / 2], [z, z + 0.025]);
    if (i < shelves) books(shape, random, [-inner, inner], z + 0.025, clear - 0.05);
  }
  return shape;
}

/** A row of books on one board, with a gap at its end. */
function books(shape: Shape, random: Random, span: readonly [number, number], base: number, clear: number): void {
  const end = span[1] - random.range(0.02, 0.25);
  let x = span[0] + 0.01;
  while (x < end - 0.08) {
    const thick = random.range(0.035, 0.075);
    const high = clear * random.range(0.68, 0.95);
    shape.box(random.pick(BOOKS), [x, x + thick], [-0.12, random.range(0.06, 0.11)], [base, base + high]);
    x += thick + 0.004;
  }
}

export function fridge(random: Random): Shape {
  const width = random.range(0.58, 0.68);
  const depth = random.range(0.6, 0.66);
  const height = random.range(1.65, 1.9);
  const split = height * 0.64;
  const front = depth / 2;
  const shape = new Shape();
  shape.block("darkMetal", 0, 0, 0, [width - 0.06, depth - 0.1, 0.05]);
  shape.box("fridge", [-width / 2, width / 2], [-front, front - 0.05], [0.05, height]);
  shape.box("fridge", [-width / 2, width / 2], [front - 0.045, front], [0.06, split - 0.006]);
  shape.box("fridge", [-width / 2, width / 2], [front - 0.045, front], [split + 0.006, height]);
  const handle = random.pick([-1, 1]) * (width / 2 - 0.06);
  shape.block("steel", handle, front + 0.02, split - 0.5, [0.025, 0.04, 0.42]);
  shape.block("steel", handle, front + 0.02, split + 0.08, [0.025, 0.04, 0.3]);
  return shape;
}

/** A cardboard box, closed with a strip of tape. */
export function box(random: Random): Shape {
  const size = [random.range(0.35, 0.6), random.range(0.3, 0.45), random.range(0.25, 0.42)] as const;
  return new Shape().block("cardboard", 0, 0, 0, size).block("tape", 0, 0, size[2], [size[0], 0.05, 0.001]);
}

export function trashCan(random: Random): Shape {
  const radius = random.range(0.13, 0.17);
  const height = random.range(0.4, 0.6);
  return new Shape()
    .cylinder("binGreen", 0, 0, [0, height - 0.05], radius * 0.86, radius)
    .cylinder("binDark", 0, 0, [height - 0.05, height], radius * 1.04, radius * 0.9);
}
