import fc from "fast-check";
import { expect, test } from "vitest";
import { Mask } from "../src/index.ts";

/** Rows of "#" and "." */
const draw = (rows: readonly string[]) =>
  Mask.fromPredicate(rows[0]?.length ?? 0, rows.length, (x, y) => rows[y]![x] === "#");
const rowsOf = (mask: Mask) =>
  Array.from({ length: mask.height }, (_, y) =>
    Array.from({ length: mask.width }, (_, x) => (mask.has(x, y) ? "#" : ".")).join(""),
  );
const picture = fc
  .record({ width: fc.integer({ min: 1, max: 21 }), height: fc.integer({ min: 1, max: 15 }), density: fc.nat(10) })
  .chain(({ width, height, density }) =>
    fc
      .array(fc.nat(9), { minLength: width * height, maxLength: width * height })
      .map((cells) => Mask.fromPredicate(width, height, (x, y) => cells[y * width + x]! < density)),
  );
const pixels = (mask: Mask) =>
  Array.from({ length: mask.width * mask.height }, (_, i): [number, number] => [
    i % mask.width,
    Math.floor(i / mask.width),
  ]);
const naive = (mask: Mask, isSet: (x: number, y: number) => boolean) =>
  Mask.fromPredicate(mask.width, mask.height, isSet);
const around = (x: number, y: number, r: number): [number, number][] =>
  Array.from({ length: (2 * r + 1) ** 2 }, (_, i) => [x - r + (i % (2 * r + 1)), y - r + Math.floor(i / (2 * r + 1))]);

test("bits are row-major without padding, least significant first", () => {
  const mask = draw(["#..", "##.", "..#"]);
  expect([...mask.bits]).toEqual([0b00011001, 0b1]);
  expect(rowsOf(Mask.fromBits(3, 3, mask.bits))).toEqual(["#..", "##.", "..#"]);
  expect([...mask.indices()]).toEqual([0, 3, 4, 8]);
  expect(mask.has(1.9, 1.2)).toBe(true);
  expect(mask.has(-1, 0) || mask.has(3, 0) || mask.has(0, Number.NaN)).toBe(false);
});

test("area, indices, box and centroid agree with counting", () => {
  fc.assert(
    fc.property(picture, (mask) => {
      const set = pixels(mask).filter(([x, y]) => mask.has(x, y));
      expect(mask.area).toBe(set.length);
      expect([...mask.indices()]).toEqual(set.map(([x, y]) => y * mask.width + x));
      if (set.length === 0) {
        expect(mask.box()).toBeNull();
        expect(mask.centroid()).toBeNull();
        return;
      }
      const [xs, ys] = [set.map(([x]) => x), set.map(([, y]) => y)];
      const expected = { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs) + 1, y1: Math.max(...ys) + 1 };
      expect(mask.box()).toEqual(expected);
      const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
      expect(mask.centroid()![0]).toBeCloseTo(mean(xs) + 0.5, 9);
      expect(mask.centroid()![1]).toBeCloseTo(mean(ys) + 0.5, 9);
    }),
  );
});

test("not, and, or, iou agree with sets", () => {
  fc.assert(
    fc.property(picture, fc.nat(), (a, seed) => {
      const b = naive(a, (x, y) => (x * 7 + y * 13 + seed) % 3 === 0);
      expect(rowsOf(a.and(b))).toEqual(rowsOf(naive(a, (x, y) => a.has(x, y) && b.has(x, y))));
      expect(rowsOf(a.or(b))).toEqual(rowsOf(naive(a, (x, y) => a.has(x, y) || b.has(x, y))));
      expect(a.not().area).toBe(a.width * a.height - a.area);
      expect(a.not().not().bits).toEqual(a.bits);
      const union = a.or(b).area;
      expect(a.iou(b)).toBeCloseTo(union === 0 ? 0 : a.and(b).area / union, 12);
    }),
  );
  expect(Mask.empty(4, 4).iou(Mask.empty(4, 4))).toBe(0);
});

test("erode and dilate agree with looking at the whole square", () => {
  fc.assert(
    fc.property(picture, fc.integer({ min: 0, max: 4 }), (mask, r) => {
      const inside = ([x, y]: [number, number]) => x >= 0 && x < mask.width && y >= 0 && y < mask.height;
      const grown = naive(mask, (x, y) => around(x, y, r).some(([u, v]) => mask.has(u, v)));
      const shrunk = naive(mask, (x, y) =>
        around(x, y, r)
          .filter(inside)
          .every(([u, v]) => mask.has(u, v)),
      );
      expect(rowsOf(mask.dilate(r))).toEqual(rowsOf(grown));
      expect(rowsOf(mask.erode(r))).toEqual(rowsOf(shrunk));
    }),
    { numRuns: 200 },
  );
});

test("erode and dilate across words of 32 pixels, and reaching beyond the picture", () => {
  for (const [width, height] of [
    [64, 5],
    [67, 9],
    [31, 40],
    [1, 70],
    [70, 1],
  ] as const)
    for (const r of [1, 3, 33, 100]) {
      const mask = Mask.fromPredicate(width, height, (x, y) => (x * 7 + y * 13) % 29 === 0);
      const nearby = (x: number, y: number, of: Mask) => {
        for (let v = Math.max(0, y - r); v <= Math.min(height - 1, y + r); v++)
          for (let u = Math.max(0, x - r); u <= Math.min(width - 1, x + r); u++) if (of.has(u, v)) return true;
        return false;
      };
      const rest = mask.not();
      expect(rowsOf(mask.dilate(r))).toEqual(rowsOf(naive(mask, (x, y) => nearby(x, y, mask))));
      expect(rowsOf(mask.erode(r))).toEqual(rowsOf(naive(mask, (x, y) => !nearby(x, y, rest))));
    }
});

/** Ascending indices of each part, in reading order of their first pixels. */
function flooded(mask: Mask): number[][] {
  const parts: number[][] = [];
  const seen = new Set<number>();
  for (const start of mask.indices()) {
    const part: number[] = [];
    const queue = [start];
    while (queue.length > 0) {
      const i = queue.pop()!;
      const [x, y] = [i % mask.width, Math.floor(i / mask.width)];
      if (seen.has(i) || !mask.has(x, y)) continue;
      seen.add(i);
      part.push(i);
      for (const [u, v] of [
        [x - 1, y],
        [x + 1, y],
        [x, y - 1],
        [x, y + 1],
      ] as const)
        if (mask.has(u, v)) queue.push(v * mask.width + u);
    }
    if (part.length > 0) parts.push(part.sort((a, b) => a - b));
  }
  return parts;
}

test("parts and largest agree with flood fill", () => {
  fc.assert(
    fc.property(picture, fc.nat(6), (mask, most) => {
      const bySize = flooded(mask).sort((a, b) => b.length - a.length);
      expect([...mask.largest().indices()]).toEqual(bySize[0] ?? []);
      const { count, parts } = mask.parts(most);
      expect(count).toBe(bySize.length);
      expect(parts.map((part) => [...part.indices()])).toEqual(bySize.slice(0, most));
    }),
    { numRuns: 300 },
  );
  expect(rowsOf(draw(["#.#.#", "#.###", "#....", "#####"]).largest())).toEqual([
    ...["#....", "#....", "#....", "#####"],
  ]);
  expect(rowsOf(draw(["#..", ".#.", "..#"]).largest())).toEqual(["#..", "...", "..."]);
});

test("a polygon covers the pixels whose centre lies inside", () => {
  const box = (x0: number, y0: number, x1: number, y1: number) =>
    Mask.fromPolygon(8, 6, [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 100 }), { minLength: 4, maxLength: 4 }), (tenths) => {
      const [a, b, c, d] = tenths.map((n) => n / 10) as [number, number, number, number];
      const [x0, x1, y0, y1] = [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
      const inside = (x: number, y: number) => x0 <= x + 0.5 && x + 0.5 < x1 && y0 <= y + 0.5 && y + 0.5 < y1;
      expect(rowsOf(box(x0, y0, x1, y1))).toEqual(rowsOf(Mask.fromPredicate(8, 6, inside)));
    }),
  );
  const triangle: [number, number][] = [
    [0, 0],
    [8, 0],
    [0, 8],
  ];
  const turned = [triangle[2]!, triangle[1]!, triangle[0]!];
  const rows = ["#######.", "######..", "#####...", "####....", "###.....", "##......"];
  expect(rowsOf(Mask.fromPolygon(8, 6, triangle))).toEqual(rows);
  expect(rowsOf(Mask.fromPolygon(8, 6, turned))).toEqual(rows);
  expect(() =>
    Mask.fromPolygon(8, 6, [
      [0, 0],
      [1, 1],
    ]),
  ).toThrow("2 corners, expected three or more");
  expect(() =>
    Mask.fromPolygon(8, 6, [
      [0, 0],
      [1, 1],
      [Number.NaN, 0],
    ]),
  ).toThrow("a corner is [NaN, 0]");
});

test("sizes and bits that do not fit are named", () => {
  const [a, b] = [Mask.empty(4, 3), Mask.empty(3, 4)];
  for (const call of ["and", "or"] as const)
    expect(() => a[call](b)).toThrow(`Mask.${call}: a 4x3 mask and one of 3x4`);
  expect(() => a.iou(b)).toThrow("a 4x3 mask and one of 3x4");
  expect(() => Mask.fromBits(4, 3, new Uint8Array(3))).toThrow("3 bytes, expected 2 for 4x3");
  expect(() => Mask.fromBits(4, 3, Uint8Array.of(0, 0xf0))).toThrow("beyond the last of 4x3");
  expect(() => Mask.empty(1.5, 3)).toThrow("size 1.5x3");
  expect(() => a.erode(-1)).toThrow("Mask.erode: -1 pixels");
  expect(() => a.dilate(0.5)).toThrow("Mask.dilate: 0.5 pixels");
});
