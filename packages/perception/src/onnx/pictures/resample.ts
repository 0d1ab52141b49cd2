import { InputError, type RgbImage } from "@spatialclaw/media";
import type { Filter } from "./filters.ts";
import { weighed } from "./weighed.ts";
import { type Precision, weightsFor } from "./weights.ts";

export type { Filter } from "./filters.ts";
export type { Precision } from "./weights.ts";

/** Pixels of the source, ends exclusive; fractions are allowed. */
export interface Crop {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const CHANNELS = 3;
/** More would not fit one array. */
const MOST_PIXELS = 2 ** 29;

/**
 * Resizes by weighing all source pixels under the filter, which shrinking stretches (no aliasing): along rows, then
 * along columns, in whole numbers rounded to bytes after each direction. The bytes are those of Pillow's
 * `resize(size, filter, box=crop)`, or of torchvision's `resize(…, antialias=True)` of bytes.
 * Throws InputError for sizes and crops that make no picture.
 */
export function resample(
  image: RgbImage,
  size: { readonly width: number; readonly height: number },
  filter: Filter,
  crop: Crop = { x0: 0, y0: 0, x1: image.width, y1: image.height },
  precision: Precision = "pillow",
): RgbImage {
  checkSize(size);
  checkCrop(image, crop);
  const { x0, y0, x1, y1 } = crop;
  // Columns and rows that already are what is wanted are not touched.
  const isWide = size.width !== image.width || x0 !== 0 || x1 !== image.width;
  const isHigh = size.height !== image.height || y0 !== 0 || y1 !== image.height;
  if (!isWide && !isHigh) return { ...image, data: image.data.slice() };
  const columns = isWide ? weightsFor(filter, image.width, [x0, x1], size.width, precision) : null;
  const rows = isHigh ? weightsFor(filter, image.height, [y0, y1], size.height, precision) : null;
  return weighed(image, size, columns, rows);
}

function checkSize({ width, height }: { readonly width: number; readonly height: number }): void {
  const isSide = (side: number) => Number.isInteger(side) && side > 0;
  if (!isSide(width) || !isSide(height) || width * height > MOST_PIXELS)
    throw new InputError(`a picture of ${width}x${height} pixels cannot be made; expected whole numbers from 1`);
}

function checkCrop({ width, height, data }: RgbImage, { x0, y0, x1, y1 }: Crop): void {
  if (data.length !== width * height * CHANNELS || data.length === 0)
    throw new InputError(`a picture of ${width}x${height} pixels has ${data.length} bytes; expected three for each`);
  if (!(x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= width && y1 <= height))
    throw new InputError(
      `the crop ${x0}, ${y0} to ${x1}, ${y1} is no part of the ${width}x${height} picture; expected x0 < x1 and y0 < y1 within it`,
    );
}
