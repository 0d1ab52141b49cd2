import type { Random } from "../random.ts";
import { lamp, plant, television } from "./accessories.ts";
import { door } from "./door.ts";
import { heater } from "./heater.ts";
import { bed, chair, sofa } from "./seating.ts";
import type { Shape } from "./shape.ts";
import { bookshelf, box, cabinet, fridge, trashCan } from "./storage.ts";
import { desk, table } from "./tables.ts";

export { Shape } from "./shape.ts";

export interface Kind {
  readonly label: string;
  readonly build: (random: Random) => Shape;
  /** Metres between its back and a wall; absent for pieces that stand anywhere. */
  readonly wallGap?: number;
  /** Metres of floor in front of it that stay empty. */
  readonly clearFront?: number;
  /** Whether people would say which way it faces. */
  readonly hasFront?: boolean;
}

/** Every room has these two. */
export const FIXED: readonly Kind[] = [
  { label: "door", build: door, wallGap: 0, clearFront: 0.6, hasFront: true },
  { label: "heater", build: heater, wallGap: 0.04, clearFront: 0.25, hasFront: true },
];

/** Large pieces with their backs to a wall. */
export const WALL_KINDS: readonly Kind[] = [
  { label: "sofa", build: sofa, wallGap: 0.05, hasFront: true },
  { label: "bed", build: bed, wallGap: 0.02, hasFront: true },
  { label: "cabinet", build: cabinet, wallGap: 0.02, hasFront: true },
  { label: "bookshelf", build: bookshelf, wallGap: 0.01, hasFront: true },
  { label: "television", build: television, wallGap: 0.08, hasFront: true },
  { label: "fridge", build: fridge, wallGap: 0.05, hasFront: true },
  { label: "desk", build: desk, wallGap: 0.02, hasFront: true },
];

/** Pieces that stand freely, at any angle. */
export const FREE_KINDS: readonly Kind[] = [
  { label: "table", build: table },
  { label: "lamp", build: lamp },
  { label: "plant", build: plant },
  { label: "trash can", build: trashCan },
];

/** Pieces a room may hold several of. */
export const CHAIR: Kind = { label: "chair", build: chair, hasFront: true };
export const BOX: Kind = { label: "box", build: box };
