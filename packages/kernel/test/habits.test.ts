import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Harness, openKernel } from "./harness.ts";

let h: Harness;
beforeAll(async () => {
  h = await openKernel({
    hints: [
      { codes: [2339], message: /'rows'/, hint: "a list has length" },
      { codes: [2339], line: /special/, hint: "by its line" },
      { codes: [2339], cell: /anywhere/, hint: "by its cell" },
      { message: /^`-` of/, hint: "use negate(v)" },
      { message: /^`%` keeps/, hint: "use mod(a, n)" },
      { message: /`eval`/, hint: "use parse(text)" },
      { message: /Maximum call stack/, line: /\.\.\./, hint: "use min(a)" },
    ],
  });
  await h.kernel.run(`
    interface Grid { at(x: number, y: number): number }
    declare const given: Grid;
    const grid: Grid = { at: () => 1 };
    const list = [3, 1, 2], vector: readonly [number, number] = [1, 2];
  `);
});
afterAll(() => h.kernel.close());

describe("hints of the API", () => {
  it.each([
    ["list.rows;", "a list has length"],
    ["const special = list.sized;", "by its line"],
    ["// anywhere\nlist.sized;", "by its cell"],
    ["// special\nlist.sized;", null],
    ["list.height; list.rows;", "a list has length"],
    ["list.rows; list.length = 'a'; list.rows;", "a list has length"],
    ["eval('1');", "use parse(text); JSON.parse reads data; write code as code"],
  ])("%s", async (cell, hint) => {
    const { error, ran } = await h.kernel.run(cell);
    expect({ ran, hint: error?.hint ?? null }).toEqual({ ran: false, hint });
  });

  it("are given at run time too", async () => {
    const { error } = await h.kernel.run("{ const most = new Float64Array(4e6);\nMath.min(...most); }");
    expect(error).toMatchObject({ kind: "runtime", line: 2, hint: "use min(a)" });
  });

  it("a name that no cell declared: the names there are", async () => {
    expect((await h.kernel.run("grids.at(1, 2)")).error?.hint).toBe(null);
    expect((await h.kernel.run("scene.at(1, 2)")).error?.hint).toContain(
      "names of earlier cells: Grid, grid, list, vector",
    );
  });
});

describe("habits that the compiler lets pass", () => {
  it.each([
    ["list[-1];", "an index of -1 is undefined", "use .at(-1)"],
    ["list[-12] = 3;", "an index of -12 is undefined", "use .at(-12)"],
    ["'text'[-1];", "an index of -1", "use .at(-1)"],
    ["new Float32Array(3)[-1];", "an index of -1", "use .at(-1)"],
    ["list.sort();", "numbers are sorted as texts", "use .sort((a, b) => a - b)"],
    ["{ const maybe = list.length > 9 ? list : null; print(maybe?.[-1]); }", "an index of -1", "use .at(-1)"],
    ["{ const maybe = list.length > 9 ? list : null; print(maybe?.sort()); }", "sorted as texts", "use .sort("],
    ["list.map((x) => x).toSorted();", "numbers are sorted as texts", "use .toSorted((a, b) => a - b)"],
    ["const back = -vector;", "`-` of an array or object is NaN", "use negate(v)"],
    ["print(-grid);", "`-` of an array or object is NaN", "use negate(v)"],
    ["const n = Number(vector);", "Number(…) of an array or object is NaN", "take the field"],
    ["const m = Number({ a: 1 });", "Number(…) of an array or object is NaN", "take the field"],
    ["print(`${{ a: 1 }}`);", "the text [object Object]", "print(…) takes it"],
    ["const by: Record<string, number> = {}; print(`so ${by}`);", "the text [object Object]", "print(…) takes it"],
    ["grid[858];", "can't be used to index type 'Grid'", ""],
    ["for (let i = 0; i < 2; i++) print(grid[i]);", "can't be used to index type 'Grid'", ""],
  ])("%s", async (cell, message, hint) => {
    const { error, ran } = await h.kernel.run(cell);
    expect({ ran, kind: error?.kind }).toEqual({ ran: false, kind: "type" });
    expect(error?.message).toContain(message);
    expect(error?.hint ?? "").toContain(hint);
  });

  it("stand in order with what the compiler finds", async () => {
    const { error } = await h.kernel.run("list.sort();\nlist.rows;\nlist[-1];");
    expect(error?.line).toBe(1);
    expect(error?.message).toMatch(/sorted as texts.*\nline 2:6: .*\(TS2339\)\nline 3:1: an index of -1/);
  });

  it.each([
    "print([1, 2][0], -3, -list.length, list.sort((a, b) => a - b), ['b', 'a'].sort());",
    "const counts: Record<number, number> = {}; counts[-1] = 1; print(counts[-1]);",
    "const loose: any = [2, 1]; print(loose[-1], loose.sort(), -loose, Number(loose), `${loose}`);",
    "const open = []; open.push('a'); open.sort(); const bag = {}; bag[3] = 1; print(bag[3], bag['k']);",
    "print(Number('3'), Number(true), -new Date(0), Number(new Date(0)), -'3', 12 % 360 === 12 ? '' : '');",
    "print(`${1} ${'a'} ${list} ${vector} ${new Date(0)} ${/x/} ${grid}`);",
    "const named = { toString: () => 'n', [Symbol.toPrimitive]: () => 'n' }; print(`${named} ${() => 1} ${Math}`);",
    "function generic<T extends number[]>(a: T) { return a[0]; } print(generic(list));",
  ])("are not: %s", async (cell) => {
    expect((await h.kernel.run(cell)).error).toBeNull();
  });

  it("run when the check is off", async () => {
    const { kernel } = await openKernel({ check: false });
    expect((await kernel.run("print([3, 1][-1], [10, 9].sort(), eval('1 + 1'));")).stdout).toBe("undefined [10,9] 2\n");
    await kernel.close();
  });
});

describe("a remainder of an angle", () => {
  const NOTE = "note: line 2: `%` keeps the sign of its left side, -73 % 360 is -73; use mod(a, n)\n";

  it.each(["turn % 360", "(turn - 90) % 360.0", "turn % (2 * Math.PI)", "Math.atan2(1, -1) % (Math.PI * 2)"])(
    "is noted: %s",
    async (expression) => {
      const { stdout, error } = await h.kernel.run(`const turn = -73;\nprint(typeof (${expression}));`);
      expect({ stdout, error }).toEqual({ stdout: `${NOTE}number\n`, error: null });
    },
  );

  it.each([
    "((turn % 360) + 360) % 360",
    "(turn + 720) % 360",
    "Math.abs(turn) % 360",
    "turn % 7",
    "(turn + 2 * Math.PI) % (2 * Math.PI)",
  ])("is not noted: %s", async (expression) => {
    expect((await h.kernel.run(`const turn = -73;\nprint(typeof (${expression}));`)).stdout).toBe("number\n");
  });
});

it("names the declaration of the call that did not take an argument, not of the argument", async () => {
  const { error } = await h.kernel.run("tools.increment(tools.wait(1));");
  expect(error?.hint).toBe("declared as: increment(n: number): number;");
});
