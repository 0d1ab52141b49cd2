import type { Patch, Size } from "./patch.ts";

const STRAIGHT = 1;
const DIAGONAL = Math.SQRT2;

/**
 * The point that lies deepest inside a mask, in pixels of a picture that the grid covers: the centre of the cell that
 * is farthest from anything not set (what lies beyond the picture counts as not set); null when nothing is set.
 */
export function deepestPoint(patch: Patch, size: Size): readonly [number, number] | null {
  const { columns, rows, x0, y0, width, height } = patch;
  const depth = depths(patch);
  let best = -1;
  for (let i = 0; i < depth.length; i++) if (depth[i]! > (depth[best] ?? 0)) best = i;
  if (best < 0) return null;
  const x = best % (columns + 2);
  const y = (best - x) / (columns + 2);
  if (y > rows) return null;
  return [((x0 + x - 1 + 0.5) * size.width) / width, ((y0 + y - 1 + 0.5) * size.height) / height];
}

/** Distance to the nearest cell that is not set, along straight and diagonal steps, with a rim of one around. */
function depths({ columns, rows, data }: Patch): Float64Array {
  const stride = columns + 2;
  const depth = new Float64Array(stride * (rows + 2));
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) if (data[y * columns + x]! > 0) depth[(y + 1) * stride + x + 1] = Infinity;
  const relax = (i: number, j: number, step: number) => {
    const through = depth[j]! + step;
    if (through < depth[i]!) depth[i] = through;
  };
  for (let y = 1; y <= rows; y++)
    for (let x = 1, i = y * stride + 1; x <= columns; x++, i++) {
      relax(i, i - 1, STRAIGHT);
      relax(i, i - stride, STRAIGHT);
      relax(i, i - stride - 1, DIAGONAL);
      relax(i, i - stride + 1, DIAGONAL);
    }
  for (let y = rows; y >= 1; y--)
    for (let x = columns, i = y * stride + columns; x >= 1; x--, i--) {
      relax(i, i + 1, STRAIGHT);
      relax(i, i + stride, STRAIGHT);
      relax(i, i + stride + 1, DIAGONAL);
      relax(i, i + stride - 1, DIAGONAL);
    }
  return depth;
}
