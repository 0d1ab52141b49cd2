/** Dilation of a byte image by a square of 2 * radius + 1: along the rows, then along the columns. */
export function dilateBytes(bytes: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const rows = spread(bytes, { lines: height, lineStep: width, length: width, step: 1 }, radius);
  return spread(rows, { lines: width, lineStep: 1, length: height, step: width }, radius);
}

interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

/** Sets every byte within `radius` of a set one on the same line; the cost does not depend on the radius. */
function spread(bytes: Uint8Array, { lines, lineStep, length, step }: Lines, radius: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let since = Infinity;
    for (let k = 0, i = start; k < length; k++, i += step) {
      since = bytes[i] === 0 ? since + 1 : 0;
      if (since <= radius) out[i] = 1;
    }
    since = Infinity;
    for (let k = 0, i = start + (length - 1) * step; k < length; k++, i -= step) {
      since = bytes[i] === 0 ? since + 1 : 0;
      if (since <= radius) out[i] = 1;
    }
  }
  return out;
}
