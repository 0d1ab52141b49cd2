import { InputError } from "@spatialclaw/media";
import type { ImageSpec } from "../manifest/index.ts";
import { roundEven } from "./round-even.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whole pixels, ends exclusive. */
export interface Part {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export type Step =
  /** `area-cubic`: the mean over areas when shrinking, OpenCV's cubic filter as soon as one side grows. */
  | { readonly kind: "resize"; readonly to: Size; readonly filter: ImageSpec["resize"]["filter"] }
  | { readonly kind: "crop"; readonly part: Part }
  /** Grey around the picture. */
  | { readonly kind: "pad"; readonly to: Size; readonly at: readonly [x: number, y: number] };

/** How a picture becomes what a graph takes. */
export interface Fit {
  readonly steps: readonly Step[];
  readonly size: Size;
  /** The part of the source that the graph sees; fractions where a crop came after a resize. */
  readonly seen: Part;
  /** Where that part lies in the graph's picture: all of it, but for padding. */
  readonly inside: Part;
}

type Resize = ImageSpec["resize"];

/** Sides of the official policies, where the manifest names none. */
const SIDE = 504;
/** Of a picture at least this share has to be seen. */
const LEAST_SEEN = 0.25;
/** The most by which width may be stretched against height, or the other way round, by rounding sides. */
const MOST_STRETCH = 1.5;

/**
 * How each of some pictures becomes what a graph takes, all of one size: the manifest's policy, in a graph of fixed
 * size that one, and where sizes differ after it the centre of each as large as the smallest.
 * Throws InputError for a picture that no size comes near to.
 */
export function fitPictures(resize: Resize, sizes: readonly Size[], fixed: Partial<Size> = {}): Fit[] {
  for (const { width, height } of sizes)
    if (!(width >= 1 && height >= 1))
      throw new InputError(`a picture of ${width}x${height} pixels shows nothing; expected at least 1x1`);
  const own = sizes.map((size) => fitOne(resize, size, sizes[0] as Size, fixed));
  const width = Math.min(...own.map(({ size }) => size.width));
  const height = Math.min(...own.map(({ size }) => size.height));
  const fits = own.map((fit) => centreOf(fit, { width, height }));
  for (const [i, fit] of fits.entries()) check(resize, sizes[i] as Size, fit);
  return fits;
}

function fitOne(resize: Resize, size: Size, first: Size, fixed: Partial<Size>): Fit {
  const fits = ({ size: { width, height } }: Fit) =>
    (fixed.width ?? width) === width && (fixed.height ?? height) === height;
  const fit = byPolicy(resize, size, first, fixed);
  if (fits(fit)) return fit;
  return cropped(
    size,
    { width: fixed.width ?? fit.size.width, height: fixed.height ?? fit.size.height },
    resize.filter,
  );
}

function byPolicy(resize: Resize, size: Size, first: Size, fixed: Partial<Size>): Fit {
  const { policy, filter, shapes = [], crop } = resize;
  const [width, height] = Array.isArray(resize.size) ? (resize.size as [number, number]) : [SIDE, SIDE];
  switch (policy) {
    case "stretch":
      return scaled(size, [{ width, height }], filter);
    case "letterbox":
      return letterboxed(size, { width, height }, filter);
    case "fixed-shapes": {
      const able = shapes.filter(([w, h]) => (fixed.width ?? w) === w && (fixed.height ?? h) === h);
      return cropped(size, chosenShape(first, able.length > 0 ? able : shapes), filter);
    }
    case "upper-bound-multiple":
    case "lower-bound-multiple":
      return bounded(resize, size, crop === "center");
  }
}

/** The longer (or shorter) side becomes `size`, then both a multiple: the nearest by another resize, or less by a crop. */
function bounded({ policy, size: wanted, multiple = 1, filter }: Resize, size: Size, isCropped: boolean): Fit {
  const side = typeof wanted === "number" ? wanted : SIDE;
  const bound = policy === "upper-bound-multiple" ? Math.max : Math.min;
  const scale = side / bound(size.width, size.height);
  const between = eachSide(size, (length) => Math.max(1, roundEven(length * scale)));
  if (!isCropped) return scaled(size, [between, eachSide(between, (length) => nearest(length, multiple))], filter);
  // A side below the multiple cannot be cropped to it.
  const grown = eachSide(between, (length) => Math.max(multiple, length));
  return centreOf(
    scaled(size, [between, grown], filter),
    eachSide(grown, (length) => Math.floor(length / multiple) * multiple),
  );
}

/** The centre of the picture that has the shape's aspect. */
function cropped(size: Size, shape: Size, filter: Resize["filter"]): Fit {
  const aspect = shape.width / shape.height;
  const isWide = size.width / size.height > aspect;
  const width = isWide ? within(roundEven(size.height * aspect), size.width) : size.width;
  const height = isWide ? size.height : within(roundEven(size.width / aspect), size.height);
  const [x0, y0] = [(size.width - width) >> 1, (size.height - height) >> 1];
  const part = { x0, y0, x1: x0 + width, y1: y0 + height };
  const fit = scaled({ width, height }, [shape], filter);
  if (width === size.width && height === size.height) return fit;
  return { ...fit, steps: [{ kind: "crop", part }, ...fit.steps], seen: part };
}

function letterboxed(size: Size, to: Size, filter: Resize["filter"]): Fit {
  const scale = Math.min(to.width / size.width, to.height / size.height);
  const within = eachSide(size, (length) => Math.max(1, roundEven(length * scale)));
  const fit = scaled(
    size,
    [{ width: Math.min(within.width, to.width), height: Math.min(within.height, to.height) }],
    filter,
  );
  const [x, y] = [(to.width - fit.size.width) >> 1, (to.height - fit.size.height) >> 1];
  const inside = { x0: x, y0: y, x1: x + fit.size.width, y1: y + fit.size.height };
  return { ...fit, steps: [...fit.steps, { kind: "pad", to, at: [x, y] }], size: to, inside };
}

/** One resize after the other; those that change nothing are left out. */
function scaled(size: Size, sizes: readonly Size[], filter: Resize["filter"]): Fit {
  const steps: Step[] = [];
  let now = size;
  for (const to of sizes) {
    if (to.width !== now.width || to.height !== now.height) steps.push({ kind: "resize", to, filter });
    now = to;
  }
  return { steps, size: now, seen: whole(size), inside: whole(now) };
}

/** The centre of what a fit makes. */
function centreOf(fit: Fit, to: Size): Fit {
  const { size, seen } = fit;
  if (size.width === to.width && size.height === to.height) return fit;
  const [x0, y0] = [(size.width - to.width) >> 1, (size.height - to.height) >> 1];
  const [sx, sy] = [(seen.x1 - seen.x0) / size.width, (seen.y1 - seen.y0) / size.height];
  const part = { x0, y0, x1: x0 + to.width, y1: y0 + to.height };
  return {
    steps: [...fit.steps, { kind: "crop", part }],
    size: to,
    seen: {
      x0: seen.x0 + x0 * sx,
      y0: seen.y0 + y0 * sy,
      x1: seen.x0 + part.x1 * sx,
      y1: seen.y0 + part.y1 * sy,
    },
    inside: whole(to),
  };
}

/** Closest aspect; of equally close ones the largest. */
function chosenShape({ width, height }: Size, shapes: readonly (readonly [number, number])[]): Size {
  const sizes = shapes.map(([w, h]) => ({ width: w, height: h }));
  const off = (size: Size) => Math.abs(size.width / size.height - width / height);
  const area = (size: Size) => size.width * size.height;
  return sizes.reduce((best, size) =>
    off(size) < off(best) || (off(size) === off(best) && area(size) > area(best)) ? size : best,
  );
}

/** Half-way goes up; at least one of it. */
function nearest(length: number, multiple: number): number {
  return Math.max(1, Math.floor(length / multiple + 0.5)) * multiple;
}

function check({ policy }: Resize, size: Size, { seen, inside }: Fit): void {
  const [width, height] = [seen.x1 - seen.x0, seen.y1 - seen.y0];
  const share = (width * height) / (size.width * size.height);
  if (share < LEAST_SEEN)
    throw new InputError(
      `the model would see ${(100 * share).toFixed(0)} % of a picture of ${size.width}x${size.height} pixels, so far is it from the shapes that it takes; cut it into parts of a usual shape`,
    );
  const stretch = ((inside.x1 - inside.x0) / width) * (height / (inside.y1 - inside.y0));
  if (policy !== "stretch" && Math.max(stretch, 1 / stretch) > MOST_STRETCH)
    throw new InputError(
      `a picture of ${size.width}x${size.height} pixels is too narrow for the model, which would see it distorted; cut it into parts of a usual shape`,
    );
}

function eachSide({ width, height }: Size, change: (length: number) => number): Size {
  return { width: change(width), height: change(height) };
}

function within(length: number, most: number): number {
  return Math.min(most, Math.max(1, length));
}

function whole({ width, height }: Size): Part {
  return { x0: 0, y0: 0, x1: width, y1: height };
}
