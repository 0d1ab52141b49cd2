import type { Random } from "../random.ts";
import { Shape } from "./shape.ts";

/** A wall radiator: vertical fins between two pipes, a valve at one end, clear of the floor. */
export function heater(random: Random): Shape {
  const fins = random.integer(9, 15);
  const pitch = 0.08;
  const finWidth = 0.062;
  const bottom = 0.12;
  const top = bottom + random.range(0.5, 0.62);
  const width = (fins - 1) * pitch + finWidth;
  const shape = new Shape();
  for (let i = 0; i < fins; i++) {
    const x = i * pitch;
    shape.box("whiteEnamel", [x, x + finWidth], [-0.05, 0.05], [bottom, top]);
  }
  shape.box("whiteEnamel", [0.01, width - 0.01], [-0.03, 0.03], [bottom + 0.03, bottom + 0.09]);
  shape.box("whiteEnamel", [0.01, width - 0.01], [-0.03, 0.03], [top - 0.09, top - 0.03]);
  for (const x of [pitch + 0.01, width - pitch - 0.05]) {
    shape.box("steel", [x, x + 0.04], [-0.08, -0.05], [top - 0.14, top - 0.08]);
    shape.cylinder("steel", x + 0.02, 0, [0, bottom], 0.015, 0.015, 8);
  }
  return shape;
}
