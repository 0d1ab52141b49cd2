import type { Patch, Size } from "./patch.ts";

/** For each pixel along one side: the cell before its centre, the one after, and how far it is on the way. */
interface Steps {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly share: Float64Array;
}

/**
 * A mask at a picture's size: logits between cells' centres are interpolated, and what is above 0 is set. Bits as
 * geometry's Mask has them, row-major, least significant first.
 */
export function maskBits(patch: Patch, { width, height }: Size): Uint8Array {
  const bits = new Uint8Array(Math.ceil((width * height) / 8));
  if (patch.data.length === 0) return bits;
  const across = steps(patch.width, width);
  const down = steps(patch.height, height);
  const [left, right] = touched(across, patch.x0, patch.columns);
  const [top, bottom] = touched(down, patch.y0, patch.rows);
  // With a cell of the outside on either side.
  const line = new Float64Array(patch.columns + 2).fill(-10);
  for (let y = top; y < bottom; y++) {
    between(patch, down.before[y]!, down.after[y]!, down.share[y]!, line);
    for (let x = left, i = y * width + left; x < right; x++, i++) {
      const a = line[clip(across.before[x]! - patch.x0, patch.columns)]!;
      const b = line[clip(across.after[x]! - patch.x0, patch.columns)]!;
      if (a + (b - a) * across.share[x]! > 0) bits[i >> 3]! |= 1 << (i & 7);
    }
  }
  return bits;
}

/** The whole grid at another size, interpolated alike. */
export function resizeGrid(grid: Float32Array, from: Size, to: Size): Float32Array {
  const across = steps(from.width, to.width);
  const down = steps(from.height, to.height);
  const made = new Float32Array(to.width * to.height);
  for (let y = 0, i = 0; y < to.height; y++) {
    const [above, below] = [down.before[y]! * from.width, down.after[y]! * from.width];
    const v = down.share[y]!;
    for (let x = 0; x < to.width; x++, i++) {
      const [l, r, u] = [across.before[x]!, across.after[x]!, across.share[x]!];
      const a = lerp(grid[above + l]!, grid[above + r]!, u);
      const b = lerp(grid[below + l]!, grid[below + r]!, u);
      made[i] = lerp(a, b, v);
    }
  }
  return made;
}

/** Rounded as PyTorch rounds it where the processor multiplies and adds in one step: masks are cut at exactly 0.5. */
function lerp(a: number, b: number, share: number): number {
  return Math.fround(a * Math.fround(1 - share) + Math.fround(b * share));
}

function steps(cells: number, pixels: number): Steps {
  const before = new Int32Array(pixels);
  const after = new Int32Array(pixels);
  const share = new Float64Array(pixels);
  // In 32 bits, as PyTorch does it: where a pixel's centre is half-way between two cells, that decides.
  const scale = Math.fround(cells / pixels);
  for (let i = 0; i < pixels; i++) {
    const at = Math.max(0, Math.fround(scale * (i + 0.5) - 0.5));
    before[i] = Math.min(cells - 1, Math.floor(at));
    after[i] = Math.min(cells - 1, before[i]! + 1);
    share[i] = at - before[i]!;
  }
  return { before, after, share };
}

/** Pixels, first and end, between which cells from `first` on count. */
function touched({ before, after }: Steps, first: number, cells: number): [number, number] {
  let [start, end] = [0, before.length];
  while (start < end && after[start]! < first) start++;
  while (end > start && before[end - 1]! >= first + cells) end--;
  return [start, end];
}

/** The line between two rows of the grid. */
function between({ y0, rows, columns, data }: Patch, above: number, below: number, share: number, line: Float64Array) {
  const [a, b] = [above - y0, below - y0];
  for (let x = 0; x < columns; x++) {
    const upper = a >= 0 && a < rows ? data[a * columns + x]! : -10;
    const lower = b >= 0 && b < rows ? data[b * columns + x]! : -10;
    line[x + 1] = upper + (lower - upper) * share;
  }
}

/** Where a column of the kept part stands in the line. */
function clip(column: number, columns: number): number {
  return column < 0 ? 0 : column >= columns ? columns + 1 : column + 1;
}
