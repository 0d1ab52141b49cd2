import { type Quadrant, SIDES4, SIDES8, type Side4, type Side8, sectorMargin, sectorOf } from "./sectors.ts";
import { cross, dot, horizontal, norm, requireFinite, showVec, sub, UP, type Vec3 } from "./vec.ts";

/** Closer than this to the vertical line through the observer, a point is in no direction (metres). */
const ON_THE_SPOT = 1e-9;

/** Where a point is for someone standing somewhere and facing somewhere. */
export interface Location {
  /** Metres ahead, to the right and upwards; negative behind, left, below. */
  readonly forward: number;
  readonly right: number;
  readonly up: number;
  /** Straight-line distance in space. */
  readonly distance: number;
  /** Clockwise seen from above: 0 ahead, 90 right, in (-180, 180]. */
  readonly bearingDeg: number;
  readonly side2: "left" | "right";
  /** Four sectors of 90 degrees, front from -45 to 45. */
  readonly side4: Side4;
  /** Eight sectors of 45 degrees, front from -22.5 to 22.5. */
  readonly side8: Side8;
  readonly quadrant: Quadrant;
  /** Degrees to the nearest border of the 8-sector; 0 for a point on the vertical line through `at`. */
  readonly marginDeg: number;
  /** The same for the 4-sector. */
  readonly marginDeg4: number;
}

/** A place and a direction on the ground. */
export interface Heading {
  readonly at: Vec3;
  /** Level, length 1. */
  readonly forward: Vec3;
  /** Level, length 1. */
  readonly right: Vec3;
  locate(p: Vec3): Location;
}

/** A direction, or a place to face. */
export type Facing = Vec3 | { readonly toward: Vec3 };

/** Standing at A, facing B: levelled to the ground (+Y up), so heights change nothing but `up` and `distance`. */
export function heading(options: { readonly at: Vec3; readonly facing: Facing }): Heading {
  const { at, facing } = options;
  requireFinite("heading: at", at);
  const forward = levelFacing(at, facing);
  const right = rightOf(forward);
  return { at, forward, right, locate: (p) => locate(at, forward, right, p) };
}

/** By which angle to turn: a quarter, a half, or degrees clockwise seen from above. */
export type Turn = "left" | "right" | "back" | { readonly rightDeg: number };

/** The direction turned on the spot: level, length 1. */
export function turn(direction: Vec3, to: Turn): Vec3 {
  const [x, , z] = horizontal(direction);
  if (to === "right") return rightOf([x, 0, z]);
  if (to === "left") return [z, 0, 0 - x];
  if (to === "back") return [0 - x, 0, 0 - z];
  if (!Number.isFinite(to.rightDeg)) throw new RangeError(`turn: rightDeg is ${to.rightDeg}, expected degrees`);
  const [c, s] = [Math.cos((to.rightDeg * Math.PI) / 180), Math.sin((to.rightDeg * Math.PI) / 180)];
  return [x * c - z * s, 0, x * s + z * c];
}

/** Right of a level forward: looking along -Z it is +X. */
export function rightOf(forward: Vec3): Vec3 {
  const [x, , z] = cross(forward, UP);
  return [x, 0, z];
}

function levelFacing(at: Vec3, facing: Facing): Vec3 {
  if (!("toward" in facing)) return horizontal(facing);
  requireFinite("heading: facing.toward", facing.toward);
  const ahead = sub(facing.toward, at);
  if (Math.hypot(ahead[0], ahead[2]) < ON_THE_SPOT)
    throw new RangeError(
      `heading: ${showVec(facing.toward)} lies straight above, below or at ${showVec(at)}; expected a place to the side`,
    );
  return horizontal(ahead);
}

function locate(at: Vec3, forward: Vec3, right: Vec3, p: Vec3): Location {
  requireFinite("Heading.locate", p);
  const d = sub(p, at);
  const [ahead, aside] = [dot(d, forward), dot(d, right)];
  const onTheSpot = Math.hypot(ahead, aside) < ON_THE_SPOT;
  // The negative zero in "exactly behind" would make it -180.
  const bearingDeg = onTheSpot ? 0 : Math.atan2(aside + 0, ahead) * (180 / Math.PI);
  return {
    forward: ahead,
    right: aside,
    up: d[1],
    distance: norm(d),
    bearingDeg,
    side2: aside < 0 ? "left" : "right",
    side4: sectorOf(SIDES4, bearingDeg),
    side8: sectorOf(SIDES8, bearingDeg),
    quadrant: `${ahead < 0 ? "back" : "front"}-${aside < 0 ? "left" : "right"}`,
    marginDeg: onTheSpot ? 0 : sectorMargin(8, bearingDeg),
    marginDeg4: onTheSpot ? 0 : sectorMargin(4, bearingDeg),
  };
}
