import { distanceTo, type Footprint, insideRoom, tooClose } from "../../footprint.ts";
import type { GroundTruth, Scene } from "../../types.ts";
import { MOVER_RADIUS } from "./mover.ts";

type Xy = readonly [x: number, y: number];

/** What of a room's floor is free. */
export class Floor {
  readonly #room: Scene["room"];
  readonly #taken: readonly Footprint[];

  constructor(scene: Scene, truth: GroundTruth) {
    this.#room = scene.room;
    this.#taken = truth.objects.map(({ box }) => ({
      x: box.center[0],
      y: box.center[1],
      halfWidth: box.width / 2,
      halfDepth: box.depth / 2,
      yaw: Math.atan2(box.axis[1], box.axis[0]),
    }));
  }

  /** Whether a mover can go straight from one place to another. */
  isFree(from: Xy, to: Xy): boolean {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const swept: Footprint = {
      x: (from[0] + to[0]) / 2,
      y: (from[1] + to[1]) / 2,
      halfWidth: MOVER_RADIUS,
      halfDepth: length / 2 + MOVER_RADIUS,
      // At yaw 0 the depth lies along y.
      yaw: Math.atan2(to[1] - from[1], to[0] - from[0]) - Math.PI / 2,
    };
    const inside = insideRoom(swept, this.#room[0], this.#room[1], 0.05);
    return inside && this.#taken.every((other) => !tooClose(swept, other, 0.05));
  }

  /** Whether a camera can be held there: off the walls and off the furniture. */
  holdsCamera([x, y]: Xy): boolean {
    const [width, depth] = this.#room;
    const inside = x > 0.3 && y > 0.3 && x < width - 0.3 && y < depth - 0.3;
    return inside && this.#taken.every((piece) => distanceTo(piece, x, y) > 0.3);
  }
}
