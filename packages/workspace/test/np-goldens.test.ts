import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { call, type Nested, np, plain } from "./np.ts";

// What NumPy says: test/fixtures/goldens/make_np.py. NaN is null there, booleans are 0 and 1.

type Golden = number | null | readonly Golden[];
type Case<Names extends string> = Readonly<Record<Names, Golden>>;

interface Goldens {
  readonly quantiles: number[];
  readonly reductions: (Readonly<Record<string, Golden>> & {
    readonly name: string;
    readonly axis: number | null;
    readonly percentiles: Golden[];
  })[];
  readonly orders: (Case<"a" | "sort" | "argsort" | "diff" | "cumsum" | "unwrap" | "unique"> & {
    readonly name: string;
    readonly axis: number;
  })[];
  readonly elementwise: Case<"a" | "b" | "row" | "clip" | "halves" | "nonzero"> & {
    readonly pairs: Record<string, Record<"both" | "row" | "number", Golden | undefined>>;
    readonly single: Record<string, Golden>;
    readonly rounded: Golden[];
  };
  readonly products: Case<"a" | "b" | "dot">[];
  readonly systems: Case<
    "a" | "det" | "inv" | "vector" | "solved" | "matrix" | "solvedMatrix" | "symmetric" | "eigenvalues" | "eigenvectors"
  >[];
  readonly factors: (Case<"a" | "s" | "vh" | "rank" | "vector" | "x" | "matrix" | "xMatrix"> & {
    readonly name: string;
  })[];
  readonly slices: { readonly length: number; readonly part: (number | null)[]; readonly taken: number[] }[];
  readonly joins: Case<"a" | "b"> & Readonly<Record<"concatenate" | "stack" | "vectors", Golden[]>>;
}

const goldens = JSON.parse(
  readFileSync(new URL("../../../test/fixtures/goldens/np.json", import.meta.url), "utf8"),
) as Goldens;

/** Of the same shape, each number within 1e-6 of the expected one, and of `scale` where that is nearly 0. */
function expectNear(actual: Nested, expected: Golden, scale = 1e-3, path = ""): void {
  if (Array.isArray(expected)) {
    expect((actual as Nested[]).length, path).toBe(expected.length);
    (expected as readonly Golden[]).forEach((item, i) => {
      expectNear((actual as Nested[])[i] as Nested, item, scale, `${path}[${i}]`);
    });
  } else if (expected === null) expect(actual, path).toBeNaN();
  else
    expect(Math.abs((actual as number) - (expected as number)), path).toBeLessThanOrEqual(
      1e-6 * Math.max(Math.abs(expected as number), scale),
    );
}

function known(value: Golden): Nested {
  if (value === null) return Number.NaN;
  return typeof value === "number" ? value : value.map(known);
}

const REDUCTIONS = [
  ...["min", "max", "sum", "mean", "median", "argmin", "argmax", "std", "var", "count_nonzero", "any", "all"],
  ...["nanmin", "nanmax", "nanmean", "nanmedian"],
];

describe.each(goldens.reductions)("$name, axis $axis", (golden) => {
  const a = known(golden.a as Golden);
  const axis = golden.axis === null ? {} : { axis: golden.axis };

  it.each(REDUCTIONS.filter((name) => name in golden))("%s", (name) => {
    expectNear(plain(call(name, a, axis)), golden[name] as Golden);
    // The same over a view whose elements lie in another order.
    const turned = np.array(np.array(a as number[][]).T).T;
    expectNear(plain(call(name, turned, axis)), golden[name] as Golden);
  });

  it("norm", () => {
    expectNear(plain(call("linalg.norm", a, axis)), golden.norm as Golden);
  });

  it("deviations of a sample", () => {
    if (golden["sample std"] === undefined) return;
    expectNear(plain(call("std", a, { ...axis, ddof: 1 })), golden["sample std"] as Golden);
    expectNear(plain(call("var", a, { ...axis, ddof: 1 })), golden["sample var"] as Golden);
  });

  it("percentiles", () => {
    goldens.quantiles.forEach((q, i) => {
      expectNear(plain(call("percentile", a, q, axis)), golden.percentiles[i] as Golden);
    });
  });
});

describe.each(goldens.orders)("$name, along axis $axis", (golden) => {
  const a = known(golden.a);
  it.each(["sort", "argsort", "diff", "cumsum", "unwrap"] as const)("%s", (name) => {
    const found = plain(call(name, a, { axis: golden.axis }));
    if (name === "sort" || name === "argsort") expect(found).toEqual(known(golden[name]));
    else expectNear(found, golden[name]);
  });

  it("unique", () => {
    expect(call("unique", a)).toEqual(known(golden.unique));
  });
});

describe("element by element", () => {
  const golden = goldens.elementwise;
  const [a, b, row] = [known(golden.a), known(golden.b), known(golden.row)];

  it.each(Object.keys(golden.pairs))("%s", (name) => {
    const expected = golden.pairs[name] as Record<string, Golden | undefined>;
    for (const [form, other] of Object.entries({ both: b, row, number: 2.5 }))
      if (expected[form] !== undefined) expectNear(plain(call(name, a, other)), expected[form]);
  });

  it.each(Object.keys(golden.single))("%s", (name) => {
    const input = name === "sqrt" ? call("abs", a) : a;
    expectNear(plain(call(name, input)), golden.single[name] as Golden);
  });

  it("clip, round and nonzero", () => {
    expectNear(plain(call("clip", a, -2, 3)), golden.clip);
    const rounded = [0, 1, 2, -2].map((digits) => plain(call("round", known(golden.halves), digits)));
    rounded.forEach((values, i) => {
      expectNear(values, golden.rounded[i] as Golden, 1e-9);
    });
    expect(call("nonzero", call("greater", call("abs", a), 4))).toEqual(golden.nonzero);
  });
});

test("slices", () => {
  for (const { length, part, taken } of goldens.slices)
    expect(np.array(np.arange(length)).slice(part).toArray(), JSON.stringify(part)).toEqual(taken);
});

test.each(goldens.products)("product %#", (golden) => {
  for (const name of ["dot", "matmul"]) expectNear(plain(call(name, known(golden.a), known(golden.b))), golden.dot);
});

describe.each(goldens.systems)("system %#", (golden) => {
  const a = known(golden.a);

  it("determinant, inverse and solutions", () => {
    expectNear(call("linalg.det", a) as number, golden.det);
    expectNear(plain(call("linalg.inv", a)), golden.inv);
    expectNear(plain(call("linalg.solve", a, known(golden.vector))), golden.solved);
    expectNear(plain(call("linalg.solve", a, known(golden.matrix))), golden.solvedMatrix);
  });

  it("eigenvalues, and vectors up to their signs", () => {
    const { eigenvalues, eigenvectors } = np.linalg.eigh(known(golden.symmetric) as number[][]);
    expectNear(eigenvalues.toArray(), golden.eigenvalues);
    const expected = np.array(known(golden.eigenvectors) as number[][]);
    eigenvalues.toArray().forEach((_, k) => {
      expect(Math.abs(np.dot(eigenvectors.col(k), expected.col(k)))).toBeCloseTo(1, 9);
    });
  });
});

describe.each(goldens.factors)("singular values: $name", (golden) => {
  const a = np.array(known(golden.a) as number[][]);

  it("as NumPy's, the product is the matrix again", () => {
    const { u, s, vh } = np.linalg.svd(a);
    // Of a matrix of lower rank the last ones are noise.
    expectNear(s.toArray(), golden.s, 1e-3 * s.at(0));
    const [rows, columns] = a.shape;
    expect([u.shape, vh.shape]).toEqual([
      [rows, s.size],
      [s.size, columns],
    ]);
    expectNear(np.matmul(np.multiply(u, s), vh).toArray(), golden.a, 1e-6 * s.at(0));
    for (const turned of [np.matmul(u.T, u), np.matmul(vh, vh.T)])
      expectNear(turned.toArray(), np.eye(s.size).toArray(), 1e-3);
    const expected = np.array(known(golden.vh) as number[][]);
    for (let k = 0; k < (golden.rank as number); k++)
      expect(Math.abs(np.dot(vh.row(k), expected.row(k)))).toBeCloseTo(1, 7);
  });

  it("least squares", () => {
    const one = np.linalg.lstsq(a, known(golden.vector) as number[]);
    expect(one.rank).toBe(golden.rank);
    expectNear(one.x.toArray(), golden.x);
    expectNear(np.linalg.lstsq(a, known(golden.matrix) as number[][]).x.toArray(), golden.xMatrix);
  });
});

test("joining", () => {
  const { a, b, concatenate, stack, vectors } = goldens.joins;
  const [x, y] = [known(a) as number[][], known(b) as number[][]];
  concatenate.forEach((expected, axis) => {
    expect(np.concatenate([x, y, x], { axis }).toArray()).toEqual(expected);
  });
  stack.forEach((expected, axis) => {
    expect(np.stack([x, y], { axis }).toArray()).toEqual(expected);
  });
  vectors.forEach((expected, axis) => {
    expect(np.stack([x[0] as number[], y[1] as number[]], { axis }).toArray()).toEqual(expected);
  });
});
