import { require } from "../../families/family.ts";

/** Degrees to the border between two answers. */
export const CLEAR = 15;

/** left or right. */
export function side2(bearings: readonly number[]): string {
  const clear = bearings.every((deg) => Math.abs(deg) >= CLEAR && Math.abs(deg) <= 180 - CLEAR);
  require(clear, "almost straight ahead or behind");
  return agreed(bearings.map((deg) => (deg < 0 ? "left" : "right")));
}

/** left, right, or back from 135 degrees on. */
export function side3(bearings: readonly number[]): string {
  const clear = bearings.every((deg) => Math.abs(deg) >= CLEAR && Math.abs(Math.abs(deg) - 135) >= CLEAR);
  require(clear, "direction close to a border");
  return agreed(bearings.map((deg) => (Math.abs(deg) > 135 ? "back" : deg < 0 ? "left" : "right")));
}

/** front-left, front-right, back-left, back-right. */
export function quadrant(bearings: readonly number[]): string {
  const clear = bearings.every((deg) => [0, 90, 180].every((border) => Math.abs(Math.abs(deg) - border) >= CLEAR));
  require(clear, "direction close to a border");
  return agreed(bearings.map((deg) => `${Math.abs(deg) < 90 ? "front" : "back"}-${deg < 0 ? "left" : "right"}`));
}

/** Of four sides, with `clear` degrees to the nearest border. */
export function side4(bearings: readonly number[], clear = CLEAR): string {
  const border = (deg: number): number => Math.abs(((((deg + 45) % 90) + 90) % 90) - 45);
  require(bearings.every((deg) => 45 - border(deg) >= clear), "direction close to a border");
  return agreed(
    bearings.map((deg) => {
      const off = Math.abs(deg);
      return off < 45 ? "front" : off > 135 ? "back" : deg < 0 ? "left" : "right";
    }),
  );
}

/** Where true and visible geometry agree. */
function agreed(words: readonly string[]): string {
  const [first] = words as [string];
  require(words.every((word) => word === first), "the visible part points elsewhere");
  return first;
}
