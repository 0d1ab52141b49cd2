import { number } from "./check.ts";
import { formatRange } from "./format/numbers.ts";
import { defineType } from "./format/printers.ts";

/** Numbers in rows; a page's data is the host's own, not a copy. */
export class NumberGrid implements Grid {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;

  constructor(width: number, height: number, data: Float32Array) {
    this.width = width;
    this.height = height;
    this.data = data;
    Object.freeze(this);
  }

  at(x: number, y: number): number {
    const column = number("Grid.at(x)", x, { min: 0, max: this.width - 1, integer: true });
    const row = number("Grid.at(y)", y, { min: 0, max: this.height - 1, integer: true });
    return this.data[row * this.width + column] as number;
  }
}

defineType(NumberGrid, (grid) => `Grid ${grid.width}x${grid.height} ${formatRange(grid.data)}`);
