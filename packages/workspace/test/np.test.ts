import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const g = tools.Geometry;
    const view = tools.Reconstruct.reconstruct(InputImages).views[0];
    const points = view.points;
    const seg = tools.SAM3.segmentVideo(InputImages, "heater");
    const a = np.array([[1, 5], [3, 2]]);
    const flat = np.array([1, 2, 3]);
    const none = null;
  `);
});
afterAll(() => session.kernel.close());

async function value<T>(expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout) as T;
}

async function printed(expression: string): Promise<string> {
  return (await session.ok(`print(${expression});`)).stdout.trimEnd();
}

describe("what may be calculated with", () => {
  it("grids are rows of columns", async () => {
    expect(await value("[np.array(view.depth).shape, view.depth.width, view.depth.height]")).toEqual([
      [120, 160],
      160,
      120,
    ]);
    expect(await value("np.array(view.depth).at(30, 100) === view.depth.at(100, 30)")).toBe(true);
  });

  it("points are rows of x, y, z", async () => {
    expect(await value("np.subtract(points, points.at(7)).row(7).toArray()")).toEqual([0, 0, 0]);
    expect(await value("np.linalg.norm(np.subtract(points, points.at(7)), { axis: 1 }).at(7)")).toBe(0);
    expect(await value("np.array(points).col(1).toArray().slice(0, 3)")).toEqual(
      await value("[...points.y().slice(0, 3)]"),
    );
  });

  it("points that are taken stay points", async () => {
    await session.ok("const far = np.take(points, np.less(points.z(), -2));");
    expect(await value("far.length === points.filter((p) => p[2] < -2).length && far.length > 0")).toBe(true);
    expect(await value("np.take(points, [4, -1]).at(0)")).toEqual(await value("points.at(4)"));
    expect(await value("far.plane() !== null")).toBe(true);
  });

  it.each(["min", "max", "sum", "mean", "median", "std"])("np.%s takes each form", async (name) => {
    const [first, ...others] = await value<number[]>(
      `[[2.5, 1, 4], new Float32Array([2.5, 1, 4]), np.array([2.5, 1, 4]), [[2.5], [1], [4]], g.points([[2.5, 1, 4]]), g.points([[2.5, 1, 4]]).data].map((x) => np.${name}(x))`,
    );
    expect(others).toEqual(Array(5).fill(first));
    expect(await value(`np.${name}(view.confidence) === np.${name}(view.confidence.data)`)).toBe(true);
  });

  it("directions stay directions", async () => {
    const heading =
      "g.heading({ at: [0, 0, 0], facing: np.divide(np.subtract([0, 0, -4], [0, 0, 0]), np.linalg.norm([0, 0, -4])) })";
    expect(await value(`${heading}.locate([1, 0, -1]).side8`)).toBe("front-right");
    expect(await value("g.distance(np.cross([1, 0, 0], [0, 1, 0]), [0, 0, 1])")).toBe(0);
    expect(await value("g.norm(np.mean(points, { axis: 0 }).vec3()) > 0")).toBe(true);
    expect(await value("g.distance(np.mean(points, { axis: 0 }).vec3(), points.mean()) < 1e-9")).toBe(true);
  });
});

describe("loud where JavaScript is silent", () => {
  it("NaN in, NaN out, unless its name says otherwise", async () => {
    expect(await printed("np.array([1, NaN, 3]), np.mean([1, NaN, 3]), np.nanmean([1, NaN, 3])")).toBe(
      "NdArray float64 (3) [1, NaN, 3] NaN 2",
    );
    expect(await printed("np.max([[1, NaN], [3, 4]], { axis: 0 }), np.nanmax([NaN, NaN])")).toBe(
      "NdArray float64 (2) [3, NaN] NaN",
    );
    expect(await printed("np.greater([NaN, 2], 1), np.isnan([NaN, 2]), np.argmax([1, NaN, 3])")).toBe(
      "BoolArray (2) [false, true] BoolArray (2) [true, false] 1",
    );
  });

  it("says ddof", async () => {
    expect(await value("[np.var([1, 2, 4]), np.var([1, 2, 4], { ddof: 1 }), np.std([1, 3], { ddof: 1 })]")).toEqual([
      14 / 9,
      7 / 3,
      Math.SQRT2,
    ]);
  });

  it("keeps what was made, whatever becomes of its source", async () => {
    await session.ok("const source = new Float32Array([1, 2]); const copy = np.array(source); source[0] = 9;");
    expect(await printed("copy")).toBe("NdArray float32 (2) [1, 2]");
    await session.ok(
      "const table = g.cdist(g.points([[0, 0, 3]]), g.points([[0, 0, 0]])); const kept = np.array(table); table.data.fill(0);",
    );
    expect(await printed("kept, np.max(table)")).toBe("NdArray float32 (1, 1) [[3]] 0");
    await session.ok("flat.toArray()[0] = 7; np.sort(flat);");
    expect(await printed("flat")).toBe("NdArray float64 (3) [1, 2, 3]");
  });

  it.each([
    ["flat[858]", "elements are read with at(i, j), rows with row(i), not with [858]"],
    ["flat[0] = 1", "Cannot add property 0"],
    ["flat - a", "arrays have no operators; use np.add"],
    ["flat * 2", "arrays have no operators"],
    ["flat > 0.5", "arrays have no operators"],
    ["-flat", "arrays have no operators"],
    ["Math.max(flat)", "arrays have no operators"],
  ])("%s throws", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });

  it("is its line as text, and lists in JSON", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of the cell
    expect(await printed("`${flat}`, flat.toString(), JSON.stringify({ a })")).toBe(
      'NdArray float64 (3) [1, 2, 3] NdArray float64 (3) [1, 2, 3] {"a":[[1,5],[3,2]]}',
    );
  });
});

describe("200,000 elements", () => {
  it("are no limit", async () => {
    await session.ok(`
      const many = Float32Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 200_000);
      const array = np.array(many);
      const rows = array.reshape(-1, 4);
    `);
    expect(await value("[np.min(array), np.max(array), np.mean(array), np.median(array)]")).toEqual([
      0, 199_999, 99_999.5, 99_999.5,
    ]);
    expect(await value("np.sum(rows, { axis: 0 }).toArray().reduce((x, y) => x + y) === np.sum(many)")).toBe(true);
    expect(await value("[np.sort(array).at(-1), np.argsort(array).at(0), np.unique(many).length]")).toEqual([
      199_999, 0, 200_000,
    ]);
    expect(await value("np.take(rows, np.less(rows.col(0), 100)).shape")).toEqual([
      await value("[...many].filter((x, i) => i % 4 === 0 && x < 100).length"),
      4,
    ]);
    expect(await value("np.greater(array, 99_999).and(np.less(array, 150_000)).count()")).toBe(50_000);
    expect(await value("np.percentile(array, 25)")).toBe(49_999.75);
    expect(await value("np.std(array) > 57_735 && np.std(array) < 57_736")).toBe(true);
  });
});

describe("printing", () => {
  it.each([
    ["a", "NdArray float64 (2, 2) [[1, 5], [3, 2]]"],
    ["np.array(new Uint8Array([1, 2]))", "NdArray uint8 (2) [1, 2]"],
    ["np.greater(a, 2)", "BoolArray (2, 2) [[false, true], [true, false]]"],
    ["np.array(np.arange(600)).reshape(20, -1)", "NdArray float64 (20, 30) min 0 median 299.5 max 599 NaN 0"],
    ["np.isnan(np.zeros([20, 30]))", "BoolArray (20, 30) 0 of 600 true"],
    ["np.array(new Float32Array(40).fill(NaN))", "NdArray float32 (40) NaN 40"],
    ["a.slice([2, null])", "NdArray float64 (0, 2) empty"],
    ["np.linalg.svd([[3, 0], [0, 2]]).s", "NdArray float64 (2) [3, 2]"],
    ["{ a, list: [flat] }", "{ a: NdArray float64 (2, 2) [[1, 5], [3, 2]], list: [NdArray float64 (3) [1, 2, 3]] }"],
  ])("%s prints as %s", async (expression, text) => {
    expect(await printed(expression)).toBe(text);
  });

  it("is short for variables too", async () => {
    const { variables } = await session.ok("const depth = np.array(view.depth);");
    expect(variables.new).toEqual([
      {
        name: "depth",
        summary: expect.stringMatching(/^NdArray float32 \(120, 160\) min .* median .* max .* NaN \d+$/),
      },
    ]);
  });
});

describe("a wrong argument", () => {
  it.each([
    ["flat.at(858)", "NdArray.at: index 858 is outside axis 0 of shape (3), expected a whole number from -3 to 2"],
    ["a.at(0)", "got 1 of the 2 indices of shape (2, 2); row(i) and slice(…) take parts"],
    ["a.at(0, 'x')", 'index "x" is outside axis 1'],
    ["a.vec3()", "NdArray.vec3: shape (2, 2) is not that of three numbers; row(i) of a matrix may be"],
    ["a.row(2)", "NdArray.row(i): index 2 is outside axis 0"],
    ["np.zeros([0, 2]).row(0)", "index 0 is outside axis 0 of shape (0, 2), which is empty"],
    ["a.slice(0, 1)", "NdArray.slice, axis 0: expected [from, to, step] or null for all, got 0"],
    ["a.slice([0, 2, 0])", "a step of 0 goes nowhere"],
    ["a.slice(null, null, [0])", "3 parts for shape (2, 2), which has 2 axes"],
    ["a.reshape(3, -1)", "4 numbers of shape (2, 2) do not fit (3, -1)"],
    ["a.map((x) => x > 1)", "f gave false at [0, 0], expected a number; toArray().map takes any f"],
    ["np.mean(a, 0)", "np.mean(options): expected options like { axis: … }, got 0"],
    ["np.mean(a, { keepdims: true })", 'unknown option "keepdims"; it takes axis'],
    ["np.mean(a, { axis: 2 })", "np.mean(axis): shape (2, 2) has axes 0 to 1, got 2"],
    ["np.mean(a, { ddof: 1 })", 'unknown option "ddof"; it takes axis'],
    ["np.std(a, { ddof: 4 })", "np.std: ddof 4 leaves nothing of 4 numbers"],
    ["np.min([])", "np.min(a): the array is empty (shape (0)), expected at least one number; test its size"],
    ["np.max(np.zeros([0, 3]), { axis: 0 })", "np.max(a): the array is empty (shape (0, 3))"],
    ["np.percentile(a, [5, 95])", "np.percentile(q): expected a number from 0 to 100, got [5, 95]"],
    ["np.percentile(a, 101)", "np.percentile: q is 101, expected 0..100"],
    ["np.cumsum(a)", "np.cumsum: of shape (2, 2) say along which axis, as in { axis: 0 }"],
    ["np.array(none)", "np.array(a): expected an array of numbers, got null; test for null first"],
    ["np.array([[1, 2], [3]])", "np.array(a): element 1 has shape (1), element 0 (2); all must have the same"],
    ["np.array([[1, 2], ['a', 3]])", 'np.array(a)[1]: expected numbers, but element 0 is "a"'],
    ["np.array(['a'])", 'np.array(a): expected numbers, but element 0 is "a"'],
    ["np.sum(seg.mask(InputImages.first))", "its pixel count is mask.area, masked points are seg.points(…)"],
    ["np.sum(view)", "np.sum(a): expected an array of numbers, got View"],
    ["np.zeros(3)", "np.zeros(shape): expected the shape as a list, as in [3, 4] or [3], got 3"],
    ["np.zeros([-1])", "np.zeros(shape): expected a whole number of at least 0, got -1"],
    ["np.ones([100_000, 100_000])", "np.ones(shape): shape (100000, 100000) has 10000000000 numbers, at most"],
    [
      "np.matmul(np.ones([9999, 1]), np.ones([1, 9999]))",
      "np.matmul: shape (9999, 9999) has 99980001 numbers, at most",
    ],
    ["np.full([2], 'x')", 'np.full(value): expected a number, got "x"'],
    ["np.linspace(0, 1, 2.5)", "np.linspace(n): expected a whole number of at least 0, got 2.5"],
    ["np.arange('a')", 'np.arange(stop): expected a number, got "a"'],
    ["np.concatenate(flat)", "np.concatenate(list): expected a list of arrays that is not empty, got NdArray"],
    ["np.concatenate([a, [[1, 2, 3]]])", "np.concatenate(list)[1]: shape (1, 3) does not fit (2, 2) along axis 0"],
    ["np.stack([[1], [1, 2]])", "np.stack(list)[1]: shape (2) does not fit (1)"],
    [
      "np.add(a, flat)",
      "np.add: shapes (2, 2) and (3) do not fit; b may be a number, have a's shape or that of a's rows",
    ],
    ["np.divide(np.ones([3, 2]), flat)", "for one number per row: np.divide(a.T, b).T"],
    ["np.add(flat, '1')", 'np.add(b): expected an array of numbers, got "1"'],
    ["np.greater(flat)", "np.greater(b): expected an array of numbers, got undefined"],
    ["np.clip(flat, 0)", "np.clip(hi): expected a number, got undefined"],
    ["np.round(flat, 1.5)", "np.round(digits): expected a whole number from -15 to 15, got 1.5"],
    ["np.cross([1, 2], [3, 4])", "np.cross(a): expected vectors of 3, got [1, 2]"],
    ["np.greater(a, 2).and([1])", "BoolArray.and(b): expected a BoolArray as np.greater(…) gives it, got [1]"],
    ["np.greater(a, 2).or(np.less(flat, 2))", "BoolArray.or(b): shape (3) does not fit (2, 2)"],
    ["np.take(flat, [3])", "np.take(by): index 3 is outside axis 0 of shape (3)"],
    ["np.take(points, np.less(flat, 2))", "np.take(by): a mask of shape (3) does not fit shape ("],
    ["np.take(view.depth, np.greater(a, 2))", "a mask of shape (2, 2) does not fit shape (120, 160)"],
    ["np.take(a, np.greater(a, 2), { axis: 0 })", "np.take(axis): a mask of several axes takes none"],
    ["np.take(a, a)", "np.take(by): expected a mask or a list of indices, got NdArray"],
    ["np.where(a, 1, 2)", "np.where: it takes the mask alone; to choose by it: a.map("],
    ["np.dot(a, flat)", "np.dot: shapes (2, 2) and (3) do not fit: 2 columns against 3 rows"],
    ["np.dot(np.ones([1, 1, 1]), flat)", "only vectors and matrices are multiplied"],
    ["np.linalg.inv([[1, 2], [2, 4]])", "the matrix is singular; np.linalg.lstsq gives the nearest solution"],
    ["np.linalg.inv([[1, 2, 3]])", "expected a square matrix, got shape (1, 3)"],
    ["np.linalg.svd(flat)", "np.linalg.svd(a): expected a matrix, got shape (3)"],
    ["np.linalg.svd([[1, NaN]])", "np.linalg.svd(a): element 1 in reading order is NaN"],
    ["np.linalg.eigh([[1, 2], [3, 4]])", "expected a symmetric matrix, but [1, 0] and [0, 1] differ"],
    ["np.linalg.solve(a, flat)", "np.linalg.solve(b): expected 2 numbers or rows, got shape (3)"],
    ["np.linalg.lstsq(a, [1, Infinity])", "np.linalg.lstsq(b): element 1 in reading order is Infinity"],
    ["np.linalg.norm(a, 1)", "np.linalg.norm(options): expected options like { axis: … }, got 1"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });
});
