/** How stored pixels become upright ones: first turned clockwise, then mirrored left to right. */
export interface Turn {
  readonly clockwise: 0 | 90 | 180 | 270;
  readonly mirrored: boolean;
}

export const UPRIGHT: Turn = { clockwise: 0, mirrored: false };

const FIXED_POINT = 65536;

/**
 * From the display matrix of a stream: nine integers of the machine's byte order, rows (a b u), (c d v), (x y w), which
 * take (column, row) to (a·column + c·row, b·column + d·row). Angles between the quarters are taken to the nearest one.
 */
export function turnFrom(matrix: Uint8Array | null): Turn {
  if (matrix === null || matrix.byteLength < 36) return UPRIGHT;
  const view = new DataView(matrix.buffer, matrix.byteOffset, matrix.byteLength);
  const little = LITTLE_ENDIAN;
  const at = (i: number): number => view.getInt32(4 * i, little) / FIXED_POINT;
  const [a, b, c, d] = [at(0), at(1), at(3), at(4)];
  const mirrored = a * d - b * c < 0;
  // Where the stored x axis goes, once the mirroring that comes last is undone.
  const degrees = (Math.atan2(b, mirrored ? -a : a) * 180) / Math.PI;
  const quarter = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return { clockwise: (quarter * 90) as Turn["clockwise"], mirrored };
}

const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
