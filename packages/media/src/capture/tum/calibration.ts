import path from "node:path";
import { InputError, type Intrinsics } from "../../types.ts";
import { isFile, numbersIn, readLines } from "../text.ts";

type Size = { readonly width: number; readonly height: number };

/** What the TUM benchmark recommends for its pictures, whose depth is registered with it. */
const BENCHMARK = { fx: 525, fy: 525, cx: 319.5, cy: 239.5, width: 640, height: 480 } as const;

/** OpenCV counts pixels from the centre of the first one, we from its corner. */
export const FROM_CENTRE = 0.5;

export interface Calibration {
  readonly of: (size: Size, where: string) => Intrinsics;
  readonly warnings: readonly string[];
}

/** `fx fy cx cy` in calibration.txt; pictures of the benchmark itself come without. */
export async function readCalibration(root: string): Promise<Calibration> {
  const file = path.join(root, "calibration.txt");
  if (await isFile(file)) {
    const [line, ...more] = await readLines(file);
    if (!line || more.length > 0)
      throw new InputError(`${file} has ${more.length + (line ? 1 : 0)} lines, expected one: fx fy cx cy`);
    refuseDistortion(line.words, line.where);
    const [fx, fy, cx, cy] = numbersIn(line.words, line.where, 4, "fx fy cx cy") as [number, number, number, number];
    if (!(fx > 0 && fy > 0))
      throw new InputError(`${line.where} has focal lengths ${fx} and ${fy}, expected pixels above 0`);
    const own = { fx, fy, cx: cx + FROM_CENTRE, cy: cy + FROM_CENTRE };
    return { of: ({ width, height }) => ({ ...own, width, height }), warnings: [] };
  }
  const { fx, fy, cx, cy, width, height } = BENCHMARK;
  return {
    of: (size, where) => {
      if (size.width !== width || size.height !== height) {
        throw new InputError(
          `${where}: calibration.txt is missing, and pictures of ${size.width}x${size.height} pixels are not the TUM benchmark's (${width}x${height}); write "fx fy cx cy" into it`,
        );
      }
      return { fx, fy, cx: cx + FROM_CENTRE, cy: cy + FROM_CENTRE, width, height };
    },
    warnings: [
      `no calibration.txt: taking the camera that the TUM benchmark recommends for its own pictures (fx ${fx}, fy ${fy}, cx ${cx}, cy ${cy})`,
    ],
  };
}

function refuseDistortion(words: readonly string[], where: string): void {
  const further = words.slice(4).map(Number);
  if (further.some((value) => value !== 0))
    throw new InputError(
      `${where} has lens distortion (${words.slice(4).join(" ")}); undistort the pictures and give fx fy cx cy alone`,
    );
}
