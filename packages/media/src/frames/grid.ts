import { InputError } from "../types.ts";

/** Long edge of the pictures that a benchmark shows, in pixels. */
export const LONG_EDGE = 768;

export interface GridCrop {
  /** What is kept of the picture, around its middle. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** What that is resized to. */
  readonly toWidth: number;
  readonly toHeight: number;
}

/** Width and height of the grids that Depth Anything 3 runs on. */
const SHAPES: readonly (readonly [width: number, height: number])[] = [
  [504, 504],
  [504, 378],
  [504, 336],
  [504, 280],
  [336, 504],
  [896, 504],
  [756, 504],
  [672, 504],
];

/**
 * How benchmark pictures are cropped and resized: to the grid whose aspect is nearest to the picture's (of equally near
 * ones the larger), its reduced ratio scaled up as far as `longEdge` allows. 1920x1080 becomes 768x432.
 */
export function gridCrop(width: number, height: number, longEdge: number = LONG_EDGE): GridCrop {
  for (const side of [width, height]) {
    if (!(Number.isInteger(side) && side >= 1))
      throw new InputError(`a picture has ${width}x${height} pixels, expected whole numbers from 1`);
  }
  const [a, b] = nearestRatio(width / height);
  const step = Math.floor(longEdge / Math.max(a, b));
  if (!(step >= 1))
    throw new InputError(`the long edge is ${longEdge}, expected a whole number from ${Math.max(a, b)}`);
  const unit = Math.min(width / a, height / b);
  const [keptWidth, keptHeight] = [Math.max(1, Math.round(unit * a)), Math.max(1, Math.round(unit * b))];
  return {
    left: Math.floor((width - keptWidth) / 2),
    top: Math.floor((height - keptHeight) / 2),
    width: keptWidth,
    height: keptHeight,
    toWidth: step * a,
    toHeight: step * b,
  };
}

function nearestRatio(aspect: number): readonly [number, number] {
  const off = ([w, h]: readonly [number, number]): number => Math.abs(w / h - aspect);
  const [w, h] = SHAPES.toSorted((p, q) => off(p) - off(q) || q[0] * q[1] - p[0] * p[1])[0] as readonly [
    number,
    number,
  ];
  const divisor = gcd(w, h);
  return [w / divisor, h / divisor];
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
