import { describe, expect, it } from "vitest";
import { idsUnder, underBox, underPoints } from "../src/capture/place.ts";

const [width, height] = [40, 30];

/** A diagonal pole (1) across a wall (2) that fills the left half; the rest is background. */
const map = {
  width,
  height,
  data: Uint16Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === y + 5) return 1;
    return x < 20 ? 2 : 0;
  }),
};

describe("the instance that a place means", () => {
  it("is the one whose own box fits, also where it fills little of it", () => {
    expect(underBox([5, 0, 35, 30], map)).toEqual({ id: 1, score: 1 });
    expect(underBox([35, 30, 5, 0], map)).toEqual({ id: 1, score: 1 });
    expect(underBox([0, 0, 20, 30], map)).toEqual({ id: 2, score: 1 });
  });

  it("is the one around a small box", () => {
    expect(underBox([1, 20, 4, 24], map)).toEqual({ id: 2, score: 1 });
  });

  it.each([
    ["over background", [36, 0, 40, 5]],
    ["outside of the picture", [100, 100, 120, 130]],
    ["empty", [3, 3, 3, 3]],
    ["not a number", [Number.NaN, 0, 5, 5]],
  ] as const)("is none for a box %s", (_, box) => {
    expect(underBox(box, map)).toBeNull();
  });

  it("is the one under more than half of the points", () => {
    expect(
      underPoints(
        [
          [1.5, 3.5],
          [2, 9],
          [39, 1],
        ],
        map,
      ),
    ).toEqual({ id: 2, score: 2 / 3 });
    expect(
      underPoints(
        [
          [1, 3],
          [39, 1],
        ],
        map,
      ),
    ).toBeNull();
    expect(underPoints([[Number.NaN, 3]], map)).toBeNull();
    expect(underPoints([], map)).toBeNull();
  });

  it("is never one that a negative point lies on", () => {
    // The pole crosses the wall: what is left of the choice is the wall, and without it nothing.
    const pole = idsUnder([[10, 5]], map);
    expect([...pole]).toEqual([1]);
    expect(underBox([5, 0, 35, 30], map)?.id).toBe(1);
    expect(underBox([5, 0, 35, 30], map, pole)?.id).toBe(2);
    const both = idsUnder(
      [
        [10, 5],
        [1, 20],
        [39, 1],
        [99, 99],
      ],
      map,
    );
    expect([...both]).toEqual([1, 2]);
    expect(underBox([5, 0, 35, 30], map, both)).toBeNull();
    expect(underPoints([[1.5, 3.5]], map, both)).toBeNull();
  });
});
