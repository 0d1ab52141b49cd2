import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deepestPoint } from "../../../src/onnx/sam3/grid/interior.ts";
import { areaOf, boxOf, centreOf, gridOf, patchIou, patchOf } from "../../../src/onnx/sam3/grid/patch.ts";
import { maskBits, resizeGrid } from "../../../src/onnx/sam3/grid/upsample.ts";
import { RecentMaps } from "../../../src/onnx/sam3/recent-maps.ts";

const size = { width: 9, height: 7 };

/** A grid with a rectangle set; ends excluded. */
function rectangle(x0: number, y0: number, x1: number, y1: number): Float32Array {
  const inside = (i: number) => i % 9 >= x0 && i % 9 < x1 && i >= y0 * 9 && i < y1 * 9;
  return Float32Array.from({ length: 63 }, (_, i) => (inside(i) ? 2 : -3));
}

const grids = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 63, maxLength: 63 });

describe("a patch", () => {
  it("holds what the grid holds", () => {
    fc.assert(
      fc.property(grids, (values) => {
        const grid = Float32Array.from(values);
        const back = gridOf(patchOf(grid, size));
        expect([...back].map((logit) => logit > 0)).toEqual([...grid].map((logit) => logit > 0));
        expect(areaOf(patchOf(grid, size))).toBe(grid.filter((logit) => logit > 0).length);
      }),
    );
  });

  it("gives the same mask as the grid at a picture's size, larger and smaller", () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), (values, width, height) => {
        const grid = Float32Array.from(values);
        const bits = maskBits(patchOf(grid, size), { width, height });
        const wanted = resizeGrid(grid, size, { width, height });
        // At exactly 0 rounding decides.
        const isSet = [...wanted].map((logit, i) => (Math.abs(logit) < 1e-5 ? null : [(bits[i >> 3]! >> (i & 7)) & 1]));
        for (const [i, bit] of isSet.entries()) if (bit) expect(bit[0]).toBe(Number(wanted[i]! > 0));
      }),
    );
  });

  it("knows its box, its middle and how much it shares with another", () => {
    const one = patchOf(rectangle(2, 1, 6, 4), size);
    expect(boxOf(one, size)).toEqual([2, 1, 6, 4]);
    expect(boxOf(one, { width: 90, height: 14 })).toEqual([20, 2, 60, 8]);
    expect(centreOf(one)).toEqual([4, 2.5]);
    const other = patchOf(rectangle(4, 1, 8, 4), size);
    expect(patchIou(one, other)).toBeCloseTo(6 / 18);
    expect(patchIou(one, other, -2)).toBe(1);
    expect(patchIou(one, other, 9)).toBe(0);
  });

  it("may be empty", () => {
    const none = patchOf(new Float32Array(63).fill(-1), size);
    expect([areaOf(none), boxOf(none, size), centreOf(none), deepestPoint(none, size)]).toEqual([0, null, null, null]);
    expect(patchIou(none, none)).toBe(0);
    expect(maskBits(none, { width: 5, height: 5 })).toEqual(new Uint8Array(4));
  });
});

describe("the deepest point", () => {
  it("lies in the middle of what is thickest, also at the border of the picture", () => {
    expect(deepestPoint(patchOf(rectangle(1, 1, 6, 6), size), size)).toEqual([3.5, 3.5]);
    expect(deepestPoint(patchOf(rectangle(0, 0, 9, 7), size), { width: 90, height: 70 })?.[1]).toBe(35);
    const ring = rectangle(1, 1, 8, 6);
    for (let x = 2; x < 5; x++) for (let y = 2; y < 5; y++) ring[y * 9 + x] = -1;
    const [x, y] = deepestPoint(patchOf(ring, size), size)!;
    expect(ring[Math.floor(y) * 9 + Math.floor(x)]).toBe(2);
    expect(x).toBeGreaterThan(5);
  });
});

describe("the maps of the last pictures", () => {
  const maps = (floats: number) => ({ a: { data: new Float32Array(floats), dims: [floats] } });

  it("are made once, and the oldest go when they are too many", async () => {
    const recent = new RecentMaps(100);
    const made: string[] = [];
    const get = (key: string, floats = 10) =>
      recent.get(key, async () => {
        made.push(key);
        return maps(floats);
      });
    await Promise.all([get("one"), get("one")]);
    await get("two");
    await get("one");
    expect(made).toEqual(["one", "two"]);
    // 40 bytes each: "two" was used least recently.
    await get("three");
    await get("one");
    await get("two");
    expect(made).toEqual(["one", "two", "three", "two"]);
    await get("large", 1000);
    await get("large", 1000);
    expect(made.filter((key) => key === "large").length).toBe(1);
  });

  it("are made again when they failed", async () => {
    const recent = new RecentMaps();
    await expect(recent.get("x", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await recent.get("x", async () => maps(1))).toEqual(maps(1));
  });
});
