import type { Size } from "../../grid/patch.ts";

/** What becomes of cells that are cleaned away: barely set, barely not. */
const FILLED = 0.1;
const REMOVED = -0.1;

/**
 * A mask's logits with small holes filled, then small specks removed: parts of at most `most` cells (of specks at most
 * half the mask), connected by edges and corners. The grid itself where nothing is to be done.
 */
export function cleaned(grid: Float32Array, size: Size, most: number): Float32Array {
  if (most <= 0) return grid;
  const holes = smallParts(grid, size, most, (logit) => !(logit > 0));
  const filled = holes.length === 0 ? grid : grid.slice();
  for (const cell of holes) filled[cell] = FILLED;
  const area = filled.reduce((sum, logit) => sum + (logit > 0 ? 1 : 0), 0);
  const specks = smallParts(filled, size, Math.min(most, Math.floor(area / 2)), (logit) => logit > 0);
  if (specks.length === 0) return filled;
  const made = filled === grid ? grid.slice() : filled;
  for (const cell of specks) made[cell] = REMOVED;
  return made;
}

/** Cells of all parts of at most `most` cells. */
function smallParts(
  grid: Float32Array,
  { width, height }: Size,
  most: number,
  isPart: (logit: number) => boolean,
): number[] {
  const seen = new Uint8Array(grid.length);
  const small: number[] = [];
  const stack = new Int32Array(grid.length);
  for (let start = 0; start < grid.length; start++) {
    if (seen[start] || !isPart(grid[start]!)) continue;
    const begin = small.length;
    let count = 0;
    let top = 0;
    stack[top++] = start;
    seen[start] = 1;
    while (top > 0) {
      const cell = stack[--top]!;
      // Only as many as may turn out to be small.
      if (count++ < most) small.push(cell);
      const x = cell % width;
      const y = (cell - x) / width;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          const next = v * width + u;
          if (seen[next] || !isPart(grid[next]!)) continue;
          seen[next] = 1;
          stack[top++] = next;
        }
    }
    if (count > most) small.length = begin;
  }
  return small;
}
