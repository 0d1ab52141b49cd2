import type { Size } from "../pictures/fit.ts";
import type { Camera } from "./camera.ts";

/** What is known of a view's lens, in pixels of the graph's picture. */
export interface FocalHint {
  readonly fx: number;
  readonly fy: number;
  /** For people: "EXIF, 26 mm in 35 mm film". */
  readonly source: string;
}

/** Focal lengths by the longer side outside of this are no camera's: 5.7 degrees of view, or 157. */
const PLAUSIBLE = { least: 0.1, most: 10 } as const;
/** Taken where nothing is known, over the longer side: what phones and webcams have. */
const GUESSED_VIEW_DEG = 60;

export function isPlausible(
  { fx, fy }: { readonly fx: number; readonly fy: number },
  { width, height }: Size,
): boolean {
  const side = Math.max(width, height);
  return [fx, fy].every((focal) => focal >= PLAUSIBLE.least * side && focal <= PLAUSIBLE.most * side);
}

/** EXIF where it says something plausible, else the guess. */
export function substituteFor(hint: FocalHint | null, size: Size): FocalHint {
  if (hint && isPlausible(hint, size)) return hint;
  const focal = Math.max(size.width, size.height) / 2 / Math.tan((GUESSED_VIEW_DEG * Math.PI) / 360);
  return { fx: focal, fy: focal, source: `a guess of ${GUESSED_VIEW_DEG}° across the longer side` };
}

/** A camera with another lens. */
export function withLens(camera: Camera, { fx, fy }: FocalHint): Camera {
  return { ...camera, fx, fy };
}
