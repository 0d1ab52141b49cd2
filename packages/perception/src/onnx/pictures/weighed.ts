import type { RgbImage } from "@spatialclaw/media";
import { type Kernels, kernelsWith } from "./simd/kernels.ts";
import type { Weights } from "./weights.ts";

const CHANNELS = 3;
/** Source rows are copied into the kernels' memory in bands of about so many bytes. */
const BAND_BYTES = 2 ** 20;
/** Kernels read and write a little beyond the end. */
const SPARE = 64;
const ALIGN = 16;

/** Weighs along rows, then along columns, rounding to bytes after each; null: that direction stays as it is. */
export function weighed(
  image: RgbImage,
  size: { readonly width: number; readonly height: number },
  columns: Weights | null,
  rows: Weights | null,
): RgbImage {
  const [from, to] = rows ? spanOf(rows) : [0, image.height];
  const length = size.width * CHANNELS;
  const band = Math.max(1, Math.floor(BAND_BYTES / (image.width * CHANNELS)));
  const layout = new Layout();
  const tables = { columns: columns && layout.tables(columns), rows: rows && layout.tables(rows) };
  const source = layout.take(columns ? band * image.width * CHANNELS : 0);
  const middle = layout.take((to - from) * length);
  const line = layout.take(rows ? length : 0);
  const kernels = kernelsWith(layout.end);
  if (columns && tables.columns) fill(kernels, columns, tables.columns);
  if (rows && tables.rows) fill(kernels, rows, tables.rows);
  const memory = new Uint8Array(kernels.memory.buffer);

  if (columns && tables.columns) {
    const { first, count, values } = tables.columns;
    const width = image.width * CHANNELS;
    for (let y = from; y < to; y += band) {
      const end = Math.min(to, y + band);
      memory.set(image.data.subarray(y * width, end * width), source);
      for (let k = y; k < end; k++) {
        const [at, target] = [source + (k - y) * width, middle + (k - from) * length];
        kernels.weighRow(at, target, size.width, first, count, values, columns.stride, columns.bits);
      }
    }
  } else memory.set(image.data.subarray(from * length, to * length), middle);
  if (!rows || !tables.rows) return { ...size, data: memory.slice(middle, middle + size.height * length) };

  const data = new Uint8Array(size.height * length);
  for (let y = 0; y < size.height; y++) {
    const at = middle + (rows.first[y]! - from) * length;
    kernels.weighRows(at, line, length, rows.count[y]!, tables.rows.values + 4 * y * rows.stride, rows.bits);
    data.set(memory.subarray(line, line + length), y * length);
  }
  return { ...size, data };
}

/** First and end of the source rows that count at all. */
function spanOf({ first, count }: Weights): [number, number] {
  const last = first.length - 1;
  return [first[0]!, first[last]! + count[last]!];
}

interface Tables {
  readonly first: number;
  readonly count: number;
  readonly values: number;
}

function fill({ memory }: Kernels, { first, count, values }: Weights, at: Tables): void {
  const whole = new Int32Array(memory.buffer);
  whole.set(first, at.first / 4);
  whole.set(count, at.count / 4);
  whole.set(values, at.values / 4);
}

/** Places in the kernels' memory, one after the other. */
class Layout {
  end = 0;

  take(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes + SPARE) / ALIGN) * ALIGN;
    return at;
  }

  tables({ first, count, values }: Weights): Tables {
    return {
      first: this.take(first.byteLength),
      count: this.take(count.byteLength),
      values: this.take(values.byteLength),
    };
  }
}
