import type { Intrinsics } from "../../types.ts";

/** A picture as COLMAP places it: world-to-camera. */
export interface ModelImage {
  readonly where: string;
  readonly name: string;
  readonly camera: number;
  /** [x, y, z, w]. */
  readonly rotation: readonly [number, number, number, number];
  readonly translation: readonly [number, number, number];
}

export interface Model {
  readonly cameras: ReadonlyMap<number, Intrinsics>;
  readonly images: readonly ModelImage[];
}
