import { cellNoise } from "../../../packages/bench/src/synth/random.ts";
import type { Sight } from "./film.ts";

/** Metres; a smaller step between neighbours is no edge. */
const EDGE = 0.1;

/**
 * Sensors and models alike mix the depths of both sides at an edge: this share of an object's border pixels floats
 * somewhere between the object and what is behind it, and still carries the object's mask.
 */
export function flyers(share: number): (sight: Sight) => void {
  return ({ width, depth, ids }) => {
    const before = depth.slice();
    ids.forEach((id, i) => {
      if (id === 0 || cellNoise(i, id) >= share) return;
      const behind = [i - 1, i + 1, i - width, i + width].find(
        (other) => ids[other] !== id && (before[other] ?? 0) > (before[i] as number) + EDGE,
      );
      if (behind === undefined) return;
      depth[i] =
        (before[i] as number) + (0.2 + 0.6 * cellNoise(id, i)) * ((before[behind] as number) - (before[i] as number));
    });
  };
}
