import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, type Session } from "./session.ts";

let session: Session;
beforeAll(async () => {
  session = await openSession({ check: true });
  await session.ok(`
    const view = tools.Reconstruct.reconstruct(InputImages).views[0]!;
    const conf = np.array(view.confidence);
    const flat = np.array([1, 2, 3]);
    const p: Vec3 = [1, 2, 3];
  `);
});
afterAll(() => session.kernel.close());

describe("cells as one writes them", () => {
  it.each([
    // Where a number stands, none of them may be undefined.
    "const x: number = conf.at(0, -1) + flat.at(0); const [h, w] = conf.shape; const area: number = h * w;",
    "const near: Points = np.take(view.points, np.less(np.linalg.norm(np.subtract(view.points, p), { axis: 1 }), 0.5)); print(near);",
    "const d: Vec3 = np.divide(np.subtract(p, [0, 0, 1]), np.linalg.norm(p)); const up: Vec3 = np.cross(d, [0, 1, 0]);",
    "const sure = np.greater(conf, 0.5).and(np.less(view.depth, 4)); const depths: NdArray<1> = np.take(view.depth, sure);",
    "const [ys, xs] = np.nonzero(np.greater(conf, 0.5)); print(ys.length === xs.length);",
    "const total: number = np.sum(flat); const columns: NdArray<1> = np.mean(view.points, { axis: 0 }); print(total, columns);",
    "const yaw: number[] = np.degrees(np.unwrap([3, -3])); const sorted: NdArray<1> = np.sort(view.points.y());",
    "const rotation: NdArray<2> = np.array(view.pose.matrix).reshape(4, 4).slice([0, 3], [0, 3]); print(np.matmul(rotation.T, p).at(0));",
    "const { vh } = np.linalg.svd(np.subtract(view.points, view.points.mean()).slice([0, 50])); const normal: Vec3 = vh.row(-1).vec3();",
    "let acc = np.zeros([3]); for (const row of np.array([[1, 2, 3], [4, 5, 6]])) acc = np.add(acc, row); print(acc);",
    "const spread = (a: NdArray) => np.max(a) - np.min(a); print(spread(conf), spread(flat), np.std([1, 2], { ddof: 1 }));",
    "const best: number = np.argmin([p, p].map((v) => np.linalg.norm(v))); print(best);",
    "const s: NdArray<2> = np.stack([p, p]); const c: NdArray<1> = np.concatenate([flat, flat]); print(s, c);",
  ])("%s", async (cell) => {
    const { error, bypassed } = await session.kernel.run(`{ ${cell} }`);
    expect(error).toBeNull();
    expect(bypassed).toEqual([]);
  });
});

describe("cells that do not get past the check", () => {
  it.each([
    ["conf.at(3);", "Expected 2 arguments, but got 1", "at(...index: Index<R>): number"],
    ["flat.at(0, 1);", "Expected 1 arguments, but got 2", "at(...index: Index<R>): number"],
    ["conf.row(0).at(1, 2);", "Expected 1 arguments, but got 2", "at("],
    ["flat + 1;", "Operator '+' cannot be applied to types 'NdArray<1>' and 'number'", "np.add"],
    ["conf - conf;", "left-hand side of an arithmetic operation", "np.add"],
    ["conf > 0.5;", "Operator '>' cannot be applied to types 'NdArray<2>' and 'number'", "np.greater"],
    ["p - p;", "left-hand side of an arithmetic operation", "np.add"],
    ["flat.mean();", "Property 'mean' does not exist on type 'NdArray<1>'", "np.mean(a)"],
    ["flat.length;", "Property 'length' does not exist on type 'NdArray<1>'", "a.size"],
    ["np.mean(flat, 0);", "'0' has no properties in common with type", "axis"],
    ["np.mean(flat, (axis = 0));", "Cannot find name 'axis'", "{ axis: 0 }"],
    ["np.exp(flat);", "Property 'exp' does not exist", "a.map((x) => Math.exp(x))"],
    ["flat[0] + 1;", "can't be used to index type 'NdArray<1>'", "at(i)"],
    ["np.mean(flat, { axs: 0 });", "Did you mean to write 'axis'?", "axis"],
    ["np.mean(flat, { ddof: 1 });", "'ddof' does not exist", "axis"],
    ["np.zeros(3);", "'number' is not assignable to parameter of type 'readonly number[]'", "shape"],
    ["np.array(['a']);", "No overload matches this call", "array"],
    ["np.add(flat, 'a');", "'string' is not assignable to parameter of type 'number | Numeric'", "b: B"],
    [
      "np.greater(conf, 1).and(np.greater(flat, 1));",
      "'BoolArray<1>' is not assignable to parameter of type 'BoolArray<2>'",
      "BoolArray<R",
    ],
    ["np.where(flat, 1, 2);", "Expected 1 arguments, but got 3", "a: A"],
    ["const v: Vec3 = np.array(p);", "Type 'NdArray<1>' is not assignable to type 'Vec3'", "a.vec3()"],
    ["conf.slice(0, 1);", "'number' is not assignable to parameter of type", "slice("],
    ["print(conf.at(0, 0).toFixed(2), conf.toArray()[0][0]);", "Object is possibly 'undefined'", "test for it"],
  ])("%s", async (cell, message, hint) => {
    const { error } = await session.kernel.run(`{ ${cell} }`);
    expect(error?.kind).toBe("type");
    expect(error?.message).toContain(message);
    expect(error?.hint).toContain(hint);
  });
});
