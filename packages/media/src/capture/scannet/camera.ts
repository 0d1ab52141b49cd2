import path from "node:path";
import { InputError, type Intrinsics } from "../../types.ts";
import { isFile, numbersIn, readText } from "../text.ts";
import { FROM_CENTRE } from "../tum/calibration.ts";

type Size = { readonly width: number; readonly height: number };

/** How far the transform between the two sensors may be from none. */
const SAME_PLACE = 1e-6;

/** Where exporters put the matrices. */
const FOLDERS = ["intrinsic", "."];

/**
 * The camera of the depth maps where there are some, else of the pictures. Both look from the same place: anything else
 * would need the depth to be reprojected.
 */
export async function readCamera(root: string, hasDepth: boolean): Promise<(size: Size, where: string) => Intrinsics> {
  for (const sensor of ["color", "depth"]) await refuseOffset(root, `extrinsic_${sensor}.txt`);
  const name = hasDepth ? "intrinsic_depth.txt" : "intrinsic_color.txt";
  const matrix = await readMatrix(root, name);
  if (!matrix) {
    throw new InputError(
      `${root}: intrinsic/${name} is missing, expected the camera matrix of the ${hasDepth ? "depth maps" : "pictures"}, 4 rows of 4 numbers`,
    );
  }
  const { values, columns, where } = matrix;
  const at = (row: number, column: number): number => values[row * columns + column] as number;
  const [fx, fy, skew] = [at(0, 0), at(1, 1), at(0, 1)];
  if (!(fx > 0 && fy > 0) || Math.abs(skew) > 1e-6 * fx)
    throw new InputError(
      `${where} has fx ${fx}, fy ${fy} and skew ${skew}, expected focal lengths above 0 and no skew`,
    );
  const own = { fx, fy, cx: at(0, 2) + FROM_CENTRE, cy: at(1, 2) + FROM_CENTRE };
  return ({ width, height }, frame) => {
    if (!(own.cx > 0 && own.cx < width && own.cy > 0 && own.cy < height)) {
      throw new InputError(
        `${frame}: ${where} has its centre at (${at(0, 2)}, ${at(1, 2)}), outside of ${width}x${height} pixels; it is the matrix of another size`,
      );
    }
    return { ...own, width, height };
  };
}

async function refuseOffset(root: string, name: string): Promise<void> {
  const matrix = await readMatrix(root, name);
  if (!matrix) return;
  const { values, columns, where } = matrix;
  const isNone = values.every((value, i) => Math.abs(value - (i % (columns + 1) === 0 ? 1 : 0)) < SAME_PLACE);
  if (!isNone)
    throw new InputError(
      `${where} moves depth against colour, expected none; register the depth maps with the pictures`,
    );
}

async function readMatrix(
  root: string,
  name: string,
): Promise<{ values: number[]; columns: number; where: string } | null> {
  for (const folder of FOLDERS) {
    const where = path.join(folder, name);
    const file = path.join(root, where);
    if (!(await isFile(file))) continue;
    const words = (await readText(file)).trim().split(/\s+/);
    if (words.length !== 16 && words.length !== 9)
      throw new InputError(`${where} has ${words.length} values, expected 4 rows of 4 numbers`);
    return {
      values: numbersIn(words, where, words.length, "4 rows of 4 finite numbers"),
      columns: Math.sqrt(words.length),
      where,
    };
  }
  return null;
}
