/** What cells measured, as the guest notes it while a scene is recorded. Lengths and positions as the cell got them. */

type Position = readonly [x: number, y: number, z: number];

/** Which world a position is in: the reconstruction by its number, and by what a cell multiplied its lengths. */
export type World = { readonly recon: number; readonly scale: number };

/** Two ends; `of`: what they belong to, null where that is not known. */
export type MeasuredSegment = {
  readonly kind: "closest" | "distance";
  readonly a: Position;
  readonly b: Position;
  readonly distance: number;
  readonly of: readonly [string | null, string | null];
};

/** Standing at a place, facing a level direction. */
export type MeasuredHeading = {
  readonly kind: "heading";
  readonly at: Position;
  readonly forward: Position;
  readonly of: string | null;
};

/** Where a point is for somebody who stands and faces like that. */
export type MeasuredLocation = {
  readonly kind: "location";
  readonly at: Position;
  readonly forward: Position;
  readonly of: string | null;
  readonly point: Position;
  readonly what: string | null;
  readonly side4: string;
  readonly side8: string;
  /** Degrees clockwise from ahead. */
  readonly bearingDeg: number;
  readonly distance: number;
};

export type MeasuredBox = {
  readonly kind: "box";
  readonly what: string | null;
  readonly center: Position;
  readonly axes: readonly [Position, Position, Position];
  /** Full lengths along the axes. */
  readonly size: Position;
};

/** How far something reaches along an axis; the ends lie on the line through its middle. */
export type MeasuredExtent = {
  readonly kind: "extent";
  readonly what: string | null;
  readonly a: Position;
  readonly b: Position;
  readonly size: number;
};

export type MeasuredPlane = {
  readonly kind: "plane";
  /** `ground` for the floor of a reconstruction. */
  readonly what: string | null;
  readonly normal: Position;
  /** dot(normal, p) on the plane. */
  readonly offset: number;
  /** Somewhere near the middle of what it was fitted to; null: not known. */
  readonly at: Position | null;
};

export type MeasuredTrack = {
  readonly kind: "track";
  /** `camera`, or the object's label. */
  readonly what: string;
  /** Positions of the frames among those of the input. */
  readonly frames: readonly number[];
  /** Flat xyz, one for each frame. */
  readonly positions: readonly number[];
};

export type Measured =
  | MeasuredSegment
  | MeasuredHeading
  | MeasuredLocation
  | MeasuredBox
  | MeasuredExtent
  | MeasuredPlane
  | MeasuredTrack;

/** `world` is null when nothing had been reconstructed. */
export type Measurement = Measured & { readonly world: World | null };
