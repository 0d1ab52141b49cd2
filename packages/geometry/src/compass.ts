import { rightOf, turn } from "./heading.ts";
import { COMPASS4, COMPASS8, type Compass4, type Compass8, sectorOf } from "./sectors.ts";
import { dot, horizontal, type Vec3 } from "./vec.ts";

/** Names directions by the points of the compass. */
export interface Compass {
  /** Degrees clockwise from north, 0..360. */
  bearing(v: Vec3): number;
  label4(v: Vec3): Compass4;
  label8(v: Vec3): Compass8;
}

/** One known direction. */
export type CompassPoint =
  | { readonly north: Vec3 }
  | { readonly east: Vec3 }
  | { readonly south: Vec3 }
  | { readonly west: Vec3 };

/** A compass on the ground from one known direction. Throws for a vertical one. */
export function compass(known: CompassPoint): Compass {
  const north = northOf(known);
  const east = rightOf(north);
  const bearing = (v: Vec3) => {
    const level = horizontal(v);
    const degrees = Math.atan2(dot(level, east), dot(level, north)) * (180 / Math.PI);
    // Below zero by rounding only, adding 360 would give 360 itself.
    return degrees < 0 ? (degrees + 360) % 360 : degrees;
  };
  return {
    bearing,
    label4: (v) => sectorOf(COMPASS4, bearing(v)),
    label8: (v) => sectorOf(COMPASS8, bearing(v)),
  };
}

function northOf(known: CompassPoint): Vec3 {
  const names = Object.keys(known);
  if (names.length === 1) {
    if ("north" in known) return horizontal(known.north);
    if ("east" in known) return turn(known.east, "left");
    if ("south" in known) return turn(known.south, "back");
    if ("west" in known) return turn(known.west, "right");
  }
  throw new RangeError(`compass: got {${names.join(", ")}}, expected exactly one of north, east, south, west`);
}
