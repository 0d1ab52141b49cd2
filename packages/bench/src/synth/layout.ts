import { distanceTo, type Footprint, insideRoom, tooClose } from "./footprint.ts";
import { BOX, CHAIR, FIXED, FREE_KINDS, type Kind, type Shape, WALL_KINDS } from "./furniture/index.ts";
import type { Span } from "./furniture/shape.ts";
import type { Random } from "./random.ts";
import type { Vec3 } from "./types.ts";

export interface Placed {
  readonly label: string;
  readonly shape: Shape;
  /** Middle of the shape's own xy bounds, moved here and turned. */
  readonly at: Footprint;
  readonly shapeCentre: readonly [x: number, y: number];
  readonly hasFront: boolean;
}

export interface Layout {
  readonly room: Vec3;
  readonly pieces: readonly Placed[];
  /** Disc of free floor for the camera. */
  readonly walk: { readonly x: number; readonly y: number; readonly radius: number };
}

const WALK_RADIUS = 0.75;
/** Metres between any two pieces, and between a free piece and a wall. */
const GAP = 0.12;
const TRIES = 150;
const FEWEST = 7;

/** A room and where its furniture stands. Starts anew until door, heater and enough else found room. */
export function furnish(random: Random): Layout {
  for (;;) {
    const layout = attempt(random);
    const labels = layout.pieces.map((piece) => piece.label);
    if (labels.length >= FEWEST && FIXED.every((kind) => labels.includes(kind.label))) return layout;
  }
}

function attempt(random: Random): Layout {
  const room: Vec3 = [random.range(4, 7), random.range(4, 7), random.range(2.45, 2.75)];
  const walk = {
    x: room[0] / 2 + random.range(-0.3, 0.3),
    y: room[1] / 2 + random.range(-0.3, 0.3),
    radius: WALK_RADIUS,
  };
  const pieces: Placed[] = [];
  /** Footprints with the floor in front that stays empty. */
  const taken: Footprint[] = [];
  for (const kind of choose(random)) {
    const shape = kind.build(random);
    const { halfWidth, halfDepth, centre } = bounds(shape);
    for (let i = 0; i < TRIES; i++) {
      const at = propose(random, kind, room, halfWidth, halfDepth);
      const claim = claimed(at, kind.clearFront ?? 0);
      if (!insideRoom(at, room[0], room[1], kind.wallGap === undefined ? GAP : -1e-9)) continue;
      if (distanceTo(at, walk.x, walk.y) < walk.radius) continue;
      if (taken.some((other) => tooClose(claim, other, GAP))) continue;
      pieces.push({ label: kind.label, shape, at, shapeCentre: centre, hasFront: kind.hasFront ?? false });
      taken.push(claim);
      break;
    }
  }
  return { room, pieces, walk };
}

/** The furniture of a room, large pieces first: they are the hardest to place. */
function choose(random: Random): Kind[] {
  const chairs = random.chance(0.85) ? random.integer(2, 4) : 1;
  const boxes = random.chance(0.7) ? random.integer(2, 3) : random.integer(0, 1);
  const unique = Math.max(2, random.integer(8, 11) - FIXED.length - chairs - boxes);
  const large = Math.ceil(unique / 2);
  return [
    ...FIXED,
    ...random.shuffled(WALL_KINDS).slice(0, large),
    ...random.shuffled(FREE_KINDS).slice(0, unique - large),
    ...Array.from({ length: chairs }, () => CHAIR),
    ...Array.from({ length: boxes }, () => BOX),
  ];
}

function propose(random: Random, kind: Kind, room: Vec3, halfWidth: number, halfDepth: number): Footprint {
  const [width, depth] = room;
  if (kind.wallGap === undefined) {
    return {
      x: random.range(0, width),
      y: random.range(0, depth),
      halfWidth,
      halfDepth,
      yaw: random.range(0, 2 * Math.PI),
    };
  }
  const away = kind.wallGap + halfDepth;
  // Numbered so that the piece's front (+y at yaw 0) points into the room.
  const wall = random.integer(0, 3);
  const yaw = (wall * Math.PI) / 2;
  const along = random.range(halfWidth + 0.02, (wall % 2 === 0 ? width : depth) - halfWidth - 0.02);
  const [x, y] = [
    [along, away],
    [width - away, along],
    [along, depth - away],
    [away, along],
  ][wall] as [number, number];
  return { x, y, halfWidth, halfDepth, yaw };
}

/** The footprint, longer by `front` metres on the side the piece faces. */
function claimed(at: Footprint, front: number): Footprint {
  const half = front / 2;
  return {
    ...at,
    x: at.x - Math.sin(at.yaw) * half,
    y: at.y + Math.cos(at.yaw) * half,
    halfDepth: at.halfDepth + half,
  };
}

function bounds(shape: Shape): { halfWidth: number; halfDepth: number; centre: [number, number] } {
  const [x, y] = [span(shape, 0), span(shape, 1)];
  return {
    halfWidth: (x[1] - x[0]) / 2,
    halfDepth: (y[1] - y[0]) / 2,
    centre: [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2],
  };
}

function span(shape: Shape, axis: 0 | 1): Span {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < shape.corners.length; i += 3) {
    low = Math.min(low, shape.corners[i]!);
    high = Math.max(high, shape.corners[i]!);
  }
  return [low, high];
}
