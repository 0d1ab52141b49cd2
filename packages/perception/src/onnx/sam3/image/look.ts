import type { OutTensor } from "../../runtime/task.ts";
import type { Patch } from "../grid/patch.ts";

/**
 * What is under a mask looks like this: the mean of the encoder's features there, less that of the whole picture.
 * Empty where the mask covers no cell's centre. Compared by `likeness`.
 */
export function lookOf(patch: Patch, features: OutTensor): Float32Array {
  const [channels, height, width] = features.dims.slice(-3) as [number, number, number];
  const cells = cellsUnder(patch, width, height);
  if (cells.length === 0) return new Float32Array(0);
  const look = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const plane = features.data.subarray(channel * width * height, (channel + 1) * width * height);
    const all = plane.reduce((sum, value) => sum + value, 0) / plane.length;
    const inside = cells.reduce((sum, cell) => sum + plane[cell]!, 0) / cells.length;
    look[channel] = inside - all;
  }
  return look;
}

/** Cosine, -1..1; 0 where one of them is empty. */
export function likeness(a: Float32Array, b: Float32Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return dot === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/** Cells of a coarser grid whose centre the mask covers. */
function cellsUnder(patch: Patch, width: number, height: number): number[] {
  const cells: number[] = [];
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * patch.height) / height) - patch.y0;
    if (row < 0 || row >= patch.rows) continue;
    for (let x = 0; x < width; x++) {
      const column = Math.floor(((x + 0.5) * patch.width) / width) - patch.x0;
      if (column >= 0 && column < patch.columns && patch.data[row * patch.columns + column]! > 0)
        cells.push(y * width + x);
    }
  }
  return cells;
}
