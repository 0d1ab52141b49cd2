import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { call, np } from "./np.ts";

// Against plain nested lists, written down in the simplest way.

const element = fc.integer({ min: -20, max: 20 });

function matrixOf(rows: number, columns: number): fc.Arbitrary<number[][]> {
  const row = fc.array(element, { minLength: columns, maxLength: columns });
  return fc.array(row, { minLength: rows, maxLength: rows });
}

const size = fc.integer({ min: 1, max: 6 });
const matrix = fc.tuple(size, size).chain(([rows, columns]) => matrixOf(rows, columns));

/** Of any size, read in one of several ways: as it is, turned, or as a part of something larger. */
const viewed = fc.tuple(matrix, fc.constantFrom("plain", "turned", "part")).map(([list, how]) => {
  if (how === "plain") return { list, array: np.array(list) };
  if (how === "turned") return { list, array: np.array(np.array(list).T).T };
  const framed = [list[0] as number[], ...list].map((row) => [99, ...row.flatMap((x) => [x, 77])]);
  return { list, array: np.array(framed).slice([1, null], [1, null, 2]) };
});

/** What Python's slice takes of a list: one index after the other. */
function sliced<T>(
  list: readonly T[],
  part: readonly (number | null)[] | null,
): { readonly items: T[]; readonly at: number[] } {
  const [from = null, to = null, by = null] = part ?? [];
  const step = by ?? 1;
  const n = list.length;
  const from0 = from === null ? (step > 0 ? 0 : n - 1) : from < 0 ? from + n : from;
  const to0 = to === null ? (step > 0 ? n : -1) : to < 0 ? to + n : to;
  // Python cuts where a slice begins and ends to where the step could have come from.
  let i = step > 0 ? Math.max(from0, 0) : Math.min(from0, n - 1);
  const end = step > 0 ? Math.min(to0, n) : Math.max(to0, -1);
  const at: number[] = [];
  for (; step > 0 ? i < end : i > end; i += step) if (i >= 0 && i < n) at.push(i);
  return { items: at.map((k) => list[k] as T), at };
}

const bound = fc.option(fc.integer({ min: -8, max: 8 }));
const step = fc.option(fc.integer({ min: -3, max: 3 }).filter((n) => n !== 0));
const part = fc.option(fc.oneof(fc.tuple(bound), fc.tuple(bound, bound), fc.tuple(bound, bound, step))) as fc.Arbitrary<
  (number | null)[] | null
>;

describe("views", () => {
  test("at, row, col, T and the iterator read what the lists hold", () => {
    fc.assert(
      fc.property(viewed, ({ list, array }) => {
        const [rows, columns] = [list.length, (list[0] as number[]).length];
        expect([array.shape, array.size, array.ndim]).toEqual([[rows, columns], rows * columns, 2]);
        expect(array.toArray()).toEqual(list);
        expect([...array].map((row) => [...row])).toEqual(list);
        expect(array.ravel().toArray()).toEqual(list.flat());
        list.forEach((row, y) => {
          expect(array.row(y).toArray()).toEqual(row);
          expect(array.row(y - rows).toArray()).toEqual(row);
          row.forEach((x, k) => {
            expect([array.at(y, k), array.at(y - rows, k - columns), array.T.at(k, y)]).toEqual([x, x, x]);
          });
        });
        for (let k = -columns; k < columns; k++)
          expect(array.col(k).toArray()).toEqual(list.map((row) => row.at(k) as number));
        for (const [y, k] of [
          [rows, 0],
          [0, columns],
          [-rows - 1, 0],
          [0, -columns - 1],
        ] as const)
          expect(() => array.at(y, k)).toThrow(`of shape (${rows}, ${columns})`);
      }),
    );
  });

  test("slice takes what Python's slices take, also of slices", () => {
    fc.assert(
      fc.property(viewed, part, part, part, ({ list, array }, y, x, again) => {
        const expected = sliced(list, y).items.map((row) => sliced(row, x).items);
        const taken = array.slice(y, x);
        expect(taken.shape).toEqual([sliced(list, y).at.length, sliced(list[0] as number[], x).at.length]);
        expect(taken.toArray()).toEqual(expected);
        expect(array.slice(y).toArray()).toEqual(sliced(list, y).items);
        expect(taken.slice(again).toArray()).toEqual(sliced(expected, again).items);
        expect(taken.T.slice(null, again).T.toArray()).toEqual(sliced(expected, again).items);
      }),
    );
  });

  test("reshape keeps the reading order", () => {
    fc.assert(
      fc.property(viewed, ({ list, array }) => {
        const flat = list.flat();
        for (let n = 1; n <= flat.length; n++) {
          if (flat.length % n !== 0) {
            expect(() => array.reshape(n, -1)).toThrow(`do not fit (${n}, -1)`);
            continue;
          }
          const wide = array.reshape(n, -1);
          expect(wide.toArray().flat()).toEqual(flat);
          expect(wide.shape).toEqual([n, flat.length / n]);
          expect(wide.reshape(flat.length).toArray()).toEqual(flat);
        }
      }),
    );
  });

  test("map sees each element once, in order, with its indices", () => {
    fc.assert(
      fc.property(viewed, ({ list, array }) => {
        const seen: number[][] = [];
        const mapped = array.map((x, y, k) => {
          seen.push([x, y, k]);
          return 100 * y + 10 * k + x;
        });
        expect(seen).toEqual(list.flatMap((row, y) => row.map((x, k) => [x, y, k])));
        expect(mapped.toArray()).toEqual(list.map((row, y) => row.map((x, k) => 100 * y + 10 * k + x)));
      }),
    );
  });
});

describe("masks", () => {
  test("comparisons, and, or, not, count, nonzero", () => {
    fc.assert(
      fc.property(viewed, element, element, ({ list, array }, low, high) => {
        const above = np.greater(array, low);
        const both = above.and(np.less_equal(array, high));
        const either = above.not().or(np.equal(array, high));
        const expected = (f: (x: number) => boolean) => list.map((row) => row.map((x) => Number(f(x))));
        expect(both.toArray()).toEqual(expected((x) => x > low && x <= high));
        expect(either.toArray()).toEqual(expected((x) => x <= low || x === high));
        expect(both.count()).toBe(
          both
            .toArray()
            .flat()
            .reduce((a, b) => a + b, 0),
        );
        expect(both.count()).toBe(np.sum(both));
        const places = list.flatMap((row, y) => row.flatMap((x, k) => (x > low && x <= high ? [[y, k]] : [])));
        const [ys, xs] = np.nonzero(both);
        expect(ys.map((y, i) => [y, xs[i]])).toEqual(places);
        expect(np.where(both)).toEqual([ys, xs]);
        expect([np.any(both), np.all(both)]).toEqual([places.length > 0, places.length === list.flat().length]);
      }),
    );
  });
});

describe("take", () => {
  test("by a mask of the same shape, of one axis, by indices", () => {
    fc.assert(
      fc.property(viewed, element, fc.array(fc.nat(100)), ({ list, array }, low, picks) => {
        expect(np.take(array, np.greater(array, low)).toArray()).toEqual(list.flat().filter((x) => x > low));
        const heads = list.map((row) => row[0] as number);
        const kept = list.filter((row) => (row[0] as number) > low);
        expect(np.take(array, np.greater(heads, low)).toArray()).toEqual(kept);
        const top = list[0] as number[];
        const columns = list.map((row) => row.filter((_, k) => (top[k] as number) > low));
        expect(np.take(array, np.greater(top, low), { axis: 1 }).toArray()).toEqual(columns);
        const rows = picks.map((n) => (n % (2 * list.length)) - list.length);
        expect(np.take(array, rows).toArray()).toEqual(rows.map((y) => list.at(y)));
        expect(np.take(heads, rows)).toEqual(rows.map((y) => heads.at(y)));
        expect(np.take(array.col(0), np.array(rows)).toArray()).toEqual(rows.map((y) => heads.at(y)));
      }),
    );
  });
});

describe("calculating", () => {
  const pair = fc
    .tuple(size, size)
    .chain(([rows, columns]) => fc.tuple(matrixOf(rows, columns), matrixOf(rows, columns), matrixOf(1, columns)));

  test("element by element, with an array, a row and a number", () => {
    fc.assert(
      fc.property(pair, element, (given, n) => {
        const [a, b, [row = []]] = given;
        const expected = (f: (x: number, y: number, k: number) => number) =>
          a.map((line, y) => line.map((x, k) => f(x, (b[y] as number[])[k] as number, k)));
        expect(np.add(a, b).toArray()).toEqual(expected((x, y) => x + y));
        expect(np.subtract(np.array(a), b).toArray()).toEqual(expected((x, y) => x - y));
        expect(np.multiply(a, row).toArray()).toEqual(expected((x, _, k) => x * (row[k] as number)));
        expect(np.maximum(np.array(b), n).toArray()).toEqual(expected((_, y) => Math.max(y, n)));
        expect(np.power(np.array(b), 2).toArray()).toEqual(expected((_, y) => y * y));
        expect(np.subtract(n, b).toArray()).toEqual(expected((_, y) => n - y));
        const columns = a.map((line) => line[0] as number);
        expect(np.add(np.array(a).T, columns).T.toArray()).toEqual(
          expected((x) => x).map((line, y) => line.map((x) => x + (columns[y] as number))),
        );
      }),
    );
  });

  test("lists give lists, arrays arrays, numbers numbers, with the same values", () => {
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 9 }), (list) => {
        const array = np.array(list);
        for (const name of ["abs", "degrees", "radians", "sort", "argsort", "diff", "cumsum", "unwrap"]) {
          const [flat, ranked] = [call(name, list), call(name, array)];
          expect(Array.isArray(flat)).toBe(true);
          expect((ranked as typeof array).toArray()).toEqual(flat);
          expect((call(name, Float64Array.from(list)) as typeof array).toArray()).toEqual(flat);
        }
        for (const name of ["add", "subtract", "mod", "arctan2", "minimum"]) {
          const flat = call(name, list, array) as number[];
          expect((call(name, array, list) as typeof array).toArray()).toEqual(flat);
          expect(flat).toEqual(list.map((x) => call(name, x, x)));
        }
      }),
    );
  });

  test("products, row by column", () => {
    const chained = fc.tuple(size, size, size).chain(([n, m, k]) => fc.tuple(matrixOf(n, m), matrixOf(m, k)));
    fc.assert(
      fc.property(chained, ([a, b]) => {
        const column = (k: number) => b.map((row) => row[k] as number);
        const sum = (x: number[], y: number[]) => x.reduce((total, v, i) => total + v * (y[i] as number), 0);
        const expected = a.map((row) => (b[0] as number[]).map((_, k) => sum(row, column(k))));
        expect(np.matmul(a, b).toArray()).toEqual(expected);
        expect(np.matmul(np.array(np.array(a).T).T, np.array(b)).toArray()).toEqual(expected);
        expect(np.dot(a, column(0)).toArray()).toEqual(expected.map((row) => row[0]));
        expect(np.dot(a[0] as number[], b).toArray()).toEqual(expected[0]);
        expect(np.dot(a[0] as number[], column(0))).toBe((expected[0] as number[])[0]);
      }),
    );
  });

  test("joining and taking apart", () => {
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const both = np.stack([np.array(a), np.array(b)]);
        expect([both.row(0).toArray(), both.row(1).toArray()]).toEqual([a, b]);
        expect(
          np
            .stack([np.array(a), np.array(b)], { axis: -1 })
            .col(1)
            .toArray(),
        ).toEqual(b);
        expect(np.concatenate([a, b]).slice([0, a.length]).toArray()).toEqual(a);
        expect(np.concatenate([a, b], { axis: 1 }).toArray()).toEqual(
          a.map((row, y) => [...row, ...(b[y] as number[])]),
        );
      }),
    );
  });

  test("solve undoes the product", () => {
    fc.assert(
      fc.property(
        size.chain((n) => fc.tuple(matrixOf(n, n), fc.array(element, { minLength: n, maxLength: n }))),
        ([a, x]) => {
          // Diagonally dominant: never singular.
          const m = np.add(a, np.multiply(np.eye(a.length), 1000));
          np.linalg
            .solve(m, np.dot(m, x))
            .toArray()
            .forEach((found, i) => {
              expect(found).toBeCloseTo(x[i] as number, 8);
            });
          expect(np.linalg.norm(np.subtract(np.matmul(m, np.linalg.inv(m)), np.eye(a.length)))).toBeCloseTo(0, 8);
        },
      ),
    );
  });
});
