import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession();
  await session.ok(`
    const { dynamicTree, distance, kdTree, points, lookAt, turn } = tools.Geometry;
    const metrics = {
      straight: distance,
      blocks: (a, b) => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]),
      flat: (a, b) => Math.hypot(a[0] - b[0], 0.1 * (a[1] - b[1]), a[2] - b[2]),
      chess: (a, b) => Math.max(...a.map((x, i) => Math.abs(x - b[i]))),
    };
    // The work and what it must give, side by side; differences are returned.
    function run(name, start, steps) {
      const metric = metrics[name];
      const tree = name === "straight" ? dynamicTree(start) : dynamicTree(start, metric);
      const held = new Map(start.map((p, i) => [i, p]));
      const wrong = [];
      for (const [kind, p, n] of steps) {
        if (kind === "add") held.set(tree.add(p), p);
        if (kind === "remove") {
          const index = [...held.keys()][n % Math.max(1, held.size)] ?? 99;
          if (tree.remove(index) !== held.delete(index)) wrong.push(["remove", index]);
        }
        if (kind !== "ask") continue;
        const expected = [...held].map(([index, q]) => ({ index, distance: metric(p, q) })).sort((a, b) => a.distance - b.distance || a.index - b.index);
        const found = tree.kNearest(p, n + 1);
        const near = expected.slice(0, n + 1);
        if (found.length !== near.length || found.some((f, i) => f.distance !== near[i].distance || metric(p, held.get(f.index)) !== f.distance)) wrong.push([found, near]);
        if (held.size > 0 && tree.nearest(p).distance !== near[0].distance) wrong.push("nearest");
        const inside = expected.filter((e) => e.distance <= n).map((e) => e.index).sort((a, b) => a - b);
        if (JSON.stringify(tree.within(p, n)) !== JSON.stringify(inside)) wrong.push(["within", tree.within(p, n), inside]);
      }
      return wrong;
    }
  `);
});
afterAll(() => session.kernel.close());

async function value<T>(expression: string): Promise<T> {
  const { stdout } = await session.ok(`print(JSON.stringify(${expression}));`);
  return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
}

describe("a tree of points that change", () => {
  // Few distinct coordinates on purpose: ties are where trees break.
  const point = fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4));
  const step = fc.tuple(fc.constantFrom("add", "add", "remove", "ask"), point, fc.nat(6));

  it("agrees with looking at every point, under any metric", async () => {
    const metric = fc.constantFrom("straight", "blocks", "flat", "chess");
    await fc.assert(
      fc.asyncProperty(
        metric,
        fc.array(point, { maxLength: 40 }),
        fc.array(step, { maxLength: 60 }),
        async (name, start, steps) => {
          expect(await value(`run("${name}", ${JSON.stringify(start)}, ${JSON.stringify(steps)})`)).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });

  it("agrees with the other tree on straight distances", async () => {
    const cell = `(() => {
      const list = Array.from({ length: 3000 }, (_, i) => [Math.sin(i) * 3, Math.cos(i * 1.7), Math.sin(i * 0.3)].map(Math.fround));
      const [a, b] = [dynamicTree(list), kdTree(points(list))];
      const queries = points(list.slice(0, 200).map(([x, y, z]) => [x + 0.01, y, z - 0.02]));
      const [p, q] = [a.nearestAll(queries), b.nearestAll(queries)];
      return [...p.index].filter((index, i) => index !== q.index[i] || Math.abs(p.distance[i] - q.distance[i]) > 1e-6).length;
    })()`;
    expect(await value(cell)).toBe(0);
  });

  it("takes thousands of points along a line, one by one, and gives them back", async () => {
    const cell = `(() => {
      const tree = dynamicTree([]);
      for (let i = 0; i < 20000; i++) tree.add([i, i, i]);
      const before = tree.nearest([7.2, 7.2, 7.2]).index;
      for (let i = 0; i < 19990; i++) tree.remove(i);
      return [before, tree.nearest([0, 0, 0]).index, tree.kNearest([0, 0, 0], 99).length, tree.remove(5), tree.add([0, 0, 0])];
    })()`;
    expect(await value(cell)).toEqual([7, 19990, 10, false, 20000]);
  });

  it("may be empty", async () => {
    expect(await value("[dynamicTree([]).kNearest([0, 0, 0], 3), dynamicTree([]).within([0, 0, 0], 9)]")).toEqual([
      [],
      [],
    ]);
    expect(await session.failure("dynamicTree([]).nearest([0, 0, 0]);")).toContain(
      "the tree holds no points; add some first",
    );
  });

  it.each([
    ["dynamicTree(3)", "dynamicTree(points): expected a list of [x, y, z], got 3"],
    ["dynamicTree([[1, 2]])", "dynamicTree(points)[0]: expected [x, y, z]"],
    ["dynamicTree([[1, 2, 3]], 4)", "dynamicTree(distance): expected a function, got 4"],
    ["dynamicTree([[1, 2, 3]], () => NaN).nearest([0, 0, 0])", "expected a number of at least 0, got NaN"],
    ["dynamicTree([[1, 2, 3]], () => -1).nearest([0, 0, 0])", "expected a number of at least 0, got -1"],
    ["dynamicTree([]).add([1, NaN, 2])", "DynamicTree.add(p): expected [x, y, z] of finite numbers"],
    ["dynamicTree([]).remove('a')", 'DynamicTree.remove(index): expected a whole number, got "a"'],
    ["dynamicTree([]).kNearest([0, 0, 0], 0)", "DynamicTree.kNearest(k): expected a whole number of at least 1"],
    ["dynamicTree([]).within([0, 0, 0], -1)", "DynamicTree.within(radius): expected a number of at least 0"],
    ["lookAt([0, 0, 0], [0, 0, 0])", "lookAt(to): expected another place than [0, 0, 0] to look at"],
    ["turn([0, 0, -1], { rightDeg: NaN })", "turn(to).rightDeg: expected a number from"],
    ["points([[0, 0, 0]]).toWorld(3)", "Points.toWorld(pose): expected a pose like view.pose, got 3"],
  ])("%s is named, with what was expected", async (expression, message) => {
    expect(await session.failure(`${expression};`)).toContain(message);
  });
});

describe("poses", () => {
  it("look where they are told, and carry clouds to the world and back", async () => {
    expect(await value("lookAt([0, 1, 0], [0, 1, -5]).forward")).toEqual([0, 0, -1]);
    expect(await value("lookAt([1, 0, 0], [4, 0, 0]).toCamera([3, 0, 1])")).toEqual(
      [1, 0, 2].map((c) => expect.closeTo(c, 9)),
    );
    const moved = "points([[1, 2, 3]]).toWorld(lookAt([5, 0, 0], [9, 0, 0]))";
    expect(await value(`${moved}.at(0)`)).toEqual([8, -2, 1].map((c) => expect.closeTo(c, 5)));
    expect(await value(`${moved}.toWorld(lookAt([5, 0, 0], [9, 0, 0]).inverse()).at(0)`)).toEqual(
      [1, 2, 3].map((c) => expect.closeTo(c, 5)),
    );
    expect(await value("turn([0, 0, -1], { rightDeg: 90 })")).toEqual([1, 0, 0].map((c) => expect.closeTo(c, 9)));
  });
});
