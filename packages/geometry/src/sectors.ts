export type Side4 = "front" | "right" | "back" | "left";
export type Quadrant = "front-left" | "front-right" | "back-left" | "back-right";
export type Side8 = Side4 | Quadrant;
export type Compass4 = "N" | "E" | "S" | "W";
export type Compass8 = Compass4 | "NE" | "SE" | "SW" | "NW";

export const SIDES4: readonly Side4[] = ["front", "right", "back", "left"];
export const SIDES8: readonly Side8[] = [
  ...(["front", "front-right", "right", "back-right"] as const),
  ...(["back", "back-left", "left", "front-left"] as const),
];
export const COMPASS4: readonly Compass4[] = ["N", "E", "S", "W"];
export const COMPASS8: readonly Compass8[] = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** The label of the equal sector that holds a bearing; the first one is centred on 0 degrees, then clockwise. */
export function sectorOf<T>(labels: readonly T[], bearingDeg: number): T {
  const sector = Math.round((bearingDeg * labels.length) / 360);
  return labels[(sector + labels.length) % labels.length]!;
}

/** Degrees from a bearing to the nearest border of its sector, of `count` equal ones. */
export function sectorMargin(count: number, bearingDeg: number): number {
  const width = 360 / count;
  const fromCentre = Math.abs(bearingDeg - width * Math.round(bearingDeg / width));
  return width / 2 - fromCentre;
}
