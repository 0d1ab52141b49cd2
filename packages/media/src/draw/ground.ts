/** Metres to the right of and ahead of the observer. */
export type Ground = readonly [right: number, forward: number];

/** Between the ground, in metres, and the picture, in pixels. */
export interface GroundFit {
  readonly pixelsPerMetre: number;
  toPixel(ground: Ground): [x: number, y: number];
  toGround(x: number, y: number): Ground;
}

/** Room for labels around what is drawn, pixels. */
const MARGIN = 48;
/** A view of one point still shows this many metres. */
const LEAST_METRES = 1;
/** Grid lines closer than this would be a texture, pixels. */
const LEAST_PITCH = 48;

/** The largest scale, the same for both axes, at which all the places fit into the picture; `places` is not empty. */
export function fitGround(places: readonly Ground[], width: number, height: number): GroundFit {
  let [x0, x1, z0, z1] = [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const place of places) {
    const [x, z] = place;
    if (!Number.isFinite(x) || !Number.isFinite(z))
      throw new RangeError(`drawBev: a place is [${place.join(", ")}], expected finite metres`);
    [x0, x1, z0, z1] = [Math.min(x0, x), Math.max(x1, x), Math.min(z0, z), Math.max(z1, z)];
  }
  const pixelsPerMetre = Math.min(
    (width - 2 * MARGIN) / Math.max(LEAST_METRES, x1 - x0),
    (height - 2 * MARGIN) / Math.max(LEAST_METRES, z1 - z0),
  );
  const [cx, cz] = [(x0 + x1) / 2, (z0 + z1) / 2];
  return {
    pixelsPerMetre,
    toPixel: ([x, z]) => [width / 2 + (x - cx) * pixelsPerMetre, height / 2 - (z - cz) * pixelsPerMetre],
    toGround: (x, y) => [(x - width / 2) / pixelsPerMetre + cx, (height / 2 - y) / pixelsPerMetre + cz],
  };
}

/** Metres between grid lines: 1, or the next of 2, 5, 10, 20, … at which they do not crowd. */
export function gridStep(pixelsPerMetre: number): number {
  let decade = 1;
  for (;;) {
    for (const factor of [1, 2, 5]) if (decade * factor * pixelsPerMetre >= LEAST_PITCH) return decade * factor;
    decade *= 10;
  }
}
