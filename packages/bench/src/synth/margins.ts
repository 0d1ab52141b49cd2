/** How clear of a tie an answer must be for the question to be asked. */
export const MARGIN = {
  /** Degrees to the border of an eighth. */
  sector8Deg: 8,
  /** Degrees to the border of a quarter. */
  sector4Deg: 12,
  /** Degrees to straight ahead, straight aside and straight behind, for the sides of a camera. */
  cameraDeg: 15,
  /** Share by which the taller one is taller. */
  taller: 0.1,
  /** Share by which the bigger one has more volume. */
  bigger: 0.2,
  /** Share by which the second nearest is farther. */
  nearest: 0.15,
  /** Metres: below it, pixels decide and not geometry. */
  distance: 0.3,
  /** Metres between camera positions, which are known and not measured in pixels. */
  cameraMoved: 0.15,
} as const;

const SECTORS4 = ["front", "right", "back", "left"] as const;
const SECTORS8 = ["front", "front-right", "right", "back-right", "back", "back-left", "left", "front-left"] as const;

export const SECTORS: Readonly<Record<4 | 8, readonly string[]>> = { 4: SECTORS4, 8: SECTORS8 };

/** The sector that holds a bearing (degrees, clockwise, 0 ahead), and the degrees to its nearer border. */
export function sectorAt(count: 4 | 8, bearingDeg: number): { name: string; marginDeg: number } {
  const width = 360 / count;
  const turns = Math.round(bearingDeg / width);
  const name = SECTORS[count][((turns % count) + count) % count] as string;
  return { name, marginDeg: width / 2 - Math.abs(bearingDeg - turns * width) };
}

/** The larger of two positive values is at least `share` larger. */
export function clearlyApart(a: number, b: number, share: number): boolean {
  return Math.max(a, b) >= Math.min(a, b) * (1 + share);
}
