import readExif from "exif-reader";
import type { FocalPrior } from "./types.ts";

/** Diagonal of a frame of 35 mm film, 36 x 24 mm: equivalent focal lengths refer to it. */
const FILM_DIAGONAL_MM = Math.hypot(36, 24);
const MM_PER_UNIT: Readonly<Record<number, number>> = { 2: 25.4, 3: 10 };

/** The focal length that EXIF tells, in pixels of a picture of this size; null where it tells none. */
export function focalPrior(
  exif: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
): FocalPrior | null {
  let photo: ReturnType<typeof readExif>["Photo"];
  try {
    photo = readExif(Buffer.from(exif)).Photo;
  } catch {
    // Half of the world's cameras write something odd: a prior is not worth a refusal.
    return null;
  }
  const equivalent = Number(photo?.FocalLengthIn35mmFilm);
  if (equivalent > 0 && Number.isFinite(equivalent)) {
    const pixels = (equivalent / FILM_DIAGONAL_MM) * Math.hypot(width, height);
    return { pixels, source: `EXIF, ${equivalent} mm in 35 mm film` };
  }
  const [mm, density] = [Number(photo?.FocalLength), Number(photo?.FocalPlaneXResolution)];
  const unit = MM_PER_UNIT[Number(photo?.FocalPlaneResolutionUnit ?? 2)];
  const stored = Number(photo?.PixelXDimension);
  if (!(mm > 0 && density > 0) || unit === undefined) return null;
  // The density holds for the picture as it was taken: a smaller copy has fewer pixels on the same sensor.
  const shrunk = stored > 0 ? Math.max(width, height) / Math.max(stored, Number(photo?.PixelYDimension) || 0) : 1;
  return { pixels: ((mm * density) / unit) * shrunk, source: `EXIF, ${mm} mm` };
}
