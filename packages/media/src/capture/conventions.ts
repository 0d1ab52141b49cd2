import { Pose } from "@spatialclaw/geometry";
import { turnedAxes } from "./pose.ts";

/** Another way to read the numbers of a capture. */
export interface Convention {
  /** Completes "… would": what is wrong then. */
  readonly name: string;
  pose(c2w: readonly number[]): readonly number[];
  /** Factor on depth. */
  readonly depth: number;
}

const inverse = (c2w: readonly number[]): readonly number[] => Pose.fromMatrix(c2w).inverse().matrix;

export const AS_GIVEN: Convention = { name: "", pose: (c2w) => c2w, depth: 1 };

export const ALTERNATIVES: readonly Convention[] = [
  { name: "with the camera's y and z axes turned round", pose: turnedAxes, depth: 1 },
  // A turn of the whole world is not seen from inside: these two stand for both kinds of axes before the turn.
  { name: "with the poses read as world-to-camera", pose: inverse, depth: 1 },
  { name: "with the poses read as world-to-camera", pose: (c2w) => turnedAxes(inverse(c2w)), depth: 1 },
  ...[0.001, 0.1, 0.2, 5, 10, 1000].map((factor) => ({
    name: `with depth ${factor} times as large`,
    pose: (c2w: readonly number[]) => c2w,
    depth: factor,
  })),
];
