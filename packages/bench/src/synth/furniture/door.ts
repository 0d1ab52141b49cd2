import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

/** A closed door flat on the wall: frame, leaf with two sunken fields, a handle. */
export function door(random: Random): Shape {
  const leafWidth = random.range(0.78, 0.92);
  const leafHeight = random.range(1.96, 2.06);
  const jamb = 0.07;
  const half = leafWidth / 2;
  const shape = new Shape();
  for (const side of [-1, 1]) {
    const inner = side * half;
    const outer = side * (half + jamb);
    const span = [Math.min(inner, outer), Math.max(inner, outer)] as const;
    shape.box("frameWhite", span, [0, 0.07], [0, leafHeight + jamb]);
  }
  shape.box("frameWhite", [-half, half], [0, 0.07], [leafHeight, leafHeight + jamb]);
  shape.box("doorWood", [-half, half], [0, 0.04], [0, leafHeight]);
  for (const [low, high] of [
    [0.2, 0.88],
    [1.1, 1.84],
  ] as const) {
    shape.box("doorPanel", [-half + 0.13, half - 0.13], [0.04, 0.05], [low, high]);
  }
  const hinge = random.pick([-1, 1]);
  const handle = hinge * (half - 0.07);
  shape.block("brass", handle, 0.045, 0.93, [0.04, 0.012, 0.18]);
  shape.block("brass", handle, 0.07, 1.02, [0.02, 0.06, 0.02]);
  shape.block("brass", handle - hinge * 0.05, 0.1, 1.02, [0.13, 0.02, 0.02]);
  return shape;
}
