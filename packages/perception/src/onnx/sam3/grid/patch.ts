/**
 * A mask as a network gives it, on the network's own coarse grid: logits, set where above 0. Only the part around what
 * is set is kept, with a rim of one; the rest is not set.
 */
export interface Patch {
  /** Of the whole grid. */
  readonly width: number;
  readonly height: number;
  /** Where the kept part begins in the grid. */
  readonly x0: number;
  readonly y0: number;
  readonly columns: number;
  readonly rows: number;
  /** Row-major, columns x rows; empty when nothing is set. */
  readonly data: Float32Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What stands outside the kept part. */
const OUTSIDE = -10;

/** From the logits of one grid; `at` is where they begin in the array. */
export function patchOf(logits: Float32Array, { width, height }: Size, at = 0): Patch {
  let [x0, x1, y0, y1] = [width, -1, -1, -1];
  for (let y = 0, i = at; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (!(logits[i]! > 0)) continue;
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y0 < 0) y0 = y;
      y1 = y;
    }
  }
  if (x1 < 0) return { width, height, x0: 0, y0: 0, columns: 0, rows: 0, data: new Float32Array(0) };
  x0 = Math.max(0, x0 - 1);
  y0 = Math.max(0, y0 - 1);
  const columns = Math.min(width, x1 + 2) - x0;
  const rows = Math.min(height, y1 + 2) - y0;
  const data = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const from = at + (y0 + row) * width + x0;
    data.set(logits.subarray(from, from + columns), row * columns);
  }
  return { width, height, x0, y0, columns, rows, data };
}

/** The whole grid; -10 where nothing was kept. */
export function gridOf({ width, height, x0, y0, columns, rows, data }: Patch): Float32Array {
  const grid = new Float32Array(width * height).fill(OUTSIDE);
  for (let row = 0; row < rows; row++)
    grid.set(data.subarray(row * columns, (row + 1) * columns), (y0 + row) * width + x0);
  return grid;
}

/** Cells set. */
export function areaOf({ data }: Patch): number {
  let area = 0;
  for (let i = 0; i < data.length; i++) if (data[i]! > 0) area++;
  return area;
}

/** Cells set in both, where b is moved by whole cells. Both must be of one grid. */
function sharedArea(a: Patch, b: Patch, dx = 0, dy = 0): number {
  const [x0, x1] = [Math.max(a.x0, b.x0 + dx), Math.min(a.x0 + a.columns, b.x0 + dx + b.columns)];
  const [y0, y1] = [Math.max(a.y0, b.y0 + dy), Math.min(a.y0 + a.rows, b.y0 + dy + b.rows)];
  let shared = 0;
  for (let y = y0; y < y1; y++) {
    let i = (y - a.y0) * a.columns + x0 - a.x0;
    let j = (y - dy - b.y0) * b.columns + x0 - dx - b.x0;
    for (let x = x0; x < x1; x++, i++, j++) if (a.data[i]! > 0 && b.data[j]! > 0) shared++;
  }
  return shared;
}

/** Intersection over union, 0..1; 0 when both are empty. Both must be of one grid. */
export function patchIou(a: Patch, b: Patch, dx = 0, dy = 0): number {
  const shared = sharedArea(a, b, dx, dy);
  return shared === 0 ? 0 : shared / (areaOf(a) + areaOf(b) - shared);
}

/** Around what is set, in pixels of a picture that the grid covers, ends exclusive; null when nothing is. */
export function boxOf(
  { width, height, x0, y0, columns, rows, data }: Patch,
  size: Size,
): readonly [number, number, number, number] | null {
  let [left, right, top, bottom] = [columns, -1, -1, -1];
  for (let y = 0, i = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, i++) {
      if (!(data[i]! > 0)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  if (right < 0) return null;
  const [sx, sy] = [size.width / width, size.height / height];
  return [(x0 + left) * sx, (y0 + top) * sy, (x0 + right + 1) * sx, (y0 + bottom + 1) * sy];
}

/** Mean of the centres of the cells set, in cells; null when nothing is set. */
export function centreOf({ x0, y0, columns, data }: Patch): readonly [number, number] | null {
  let [sumX, sumY, area] = [0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    if (!(data[i]! > 0)) continue;
    const x = i % columns;
    sumX += x;
    sumY += (i - x) / columns;
    area++;
  }
  return area === 0 ? null : [x0 + sumX / area + 0.5, y0 + sumY / area + 0.5];
}
