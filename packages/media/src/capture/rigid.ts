import { Pose } from "@spatialclaw/geometry";
import { InputError } from "../types.ts";

/** How far the length of a quaternion may be from 1. */
const UNIT_TOLERANCE = 1e-2;

/** A 4x4 camera-to-world matrix with OpenCV's axes, row-major, checked. `what` names it in errors. */
export function rigid(matrix: readonly number[], what: string): readonly number[] {
  try {
    return Pose.fromMatrix(matrix).matrix;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Pose\.fromMatrix: /, "") : String(error);
    throw new InputError(`${what} is not a camera-to-world pose: ${reason}`);
  }
}

/** The same from a quaternion [x, y, z, w] and a place. */
export function rigidFrom(
  [x, y, z, w]: readonly [number, number, number, number],
  [tx, ty, tz]: readonly [number, number, number],
  what: string,
): readonly number[] {
  const length = Math.hypot(x, y, z, w);
  if (!(Math.abs(length - 1) <= UNIT_TOLERANCE)) {
    throw new InputError(
      `${what} has a quaternion of length ${length.toPrecision(3)}, expected 1: it is no rotation; correct the file`,
    );
  }
  const [a, b, c, d] = [x / length, y / length, z / length, w / length];
  const matrix = [
    ...[1 - 2 * (b * b + c * c), 2 * (a * b - c * d), 2 * (a * c + b * d), tx],
    ...[2 * (a * b + c * d), 1 - 2 * (a * a + c * c), 2 * (b * c - a * d), ty],
    ...[2 * (a * c - b * d), 2 * (b * c + a * d), 1 - 2 * (a * a + b * b), tz],
    ...[0, 0, 0, 1],
  ];
  return rigid(matrix, what);
}

/** [x, y, z, w] with w from 0 on. */
export function quaternionOf(matrix: readonly number[]): readonly [number, number, number, number] {
  const at = (row: number, column: number): number => matrix[4 * row + column] as number;
  // The largest of the four squares: dividing by it loses nothing.
  const squares = [
    1 + at(0, 0) - at(1, 1) - at(2, 2),
    1 - at(0, 0) + at(1, 1) - at(2, 2),
    1 - at(0, 0) - at(1, 1) + at(2, 2),
    1 + at(0, 0) + at(1, 1) + at(2, 2),
  ];
  const largest = squares.indexOf(Math.max(...squares));
  const s = 2 * Math.sqrt(squares[largest] as number);
  const sum = (i: number, j: number): number => (at(i, j) + at(j, i)) / s;
  const difference = (i: number, j: number): number => (at(i, j) - at(j, i)) / s;
  const [x, y, z, w] = (
    [
      [s / 4, sum(0, 1), sum(0, 2), difference(2, 1)],
      [sum(0, 1), s / 4, sum(1, 2), difference(0, 2)],
      [sum(0, 2), sum(1, 2), s / 4, difference(1, 0)],
      [difference(2, 1), difference(0, 2), difference(1, 0), s / 4],
    ] as const
  )[largest] as readonly [number, number, number, number];
  return w < 0 ? [-x, -y, -z, -w] : [x, y, z, w];
}
