import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Harness, openKernel } from "./harness.ts";

let h: Harness;
beforeAll(async () => {
  h = await openKernel();
});
afterAll(() => h.kernel.close());

/** Runs the cells in a fresh session and gives the results. */
async function session(...cells: string[]) {
  const { kernel } = await openKernel();
  const results = [];
  for (const cell of cells) results.push(await kernel.run(cell));
  await kernel.close();
  return results;
}

describe("what lives on", () => {
  it("keeps let, const, var, functions, classes, enums and types for later cells", async () => {
    const [, second] = await session(
      `const a = 1; let b: number = 2; var c = 3;
function f(x: number): number { return x + a }
class Box<T> { constructor(readonlyless: T) { this.value = readonlyless } value: T }
enum Color { Red, Blue = 5, Green, Both = Blue | 8 }
interface P { x: number } type Q = P & { y: number };`,
      `const q: Q = { x: 1, y: 2 };
print(a + b + c, f(1), new Box("v").value, Color.Green, Color[5], Color.Both, q.x);`,
    );
    expect(second?.error).toBeNull();
    expect(second?.stdout).toBe("6 2 v 6 Blue 13 1\n");
  });

  it("allows to declare again, also with another type, and to assign an earlier const", async () => {
    const results = await session(
      "const a = 1; function f() { return a }",
      "const a = 'text'; print(a.length, f())",
      "class f {} ; a + '!'",
      "let a = 5; a += 1; a",
    );
    expect(results.map((r) => r.error)).toEqual([null, null, null, null]);
    // A closure over a re-declared name sees the newest binding.
    expect(results[1]?.stdout).toBe("4 text\n");
    expect(results[2]?.value).toBe('"text!"');
    expect(results[3]?.value).toBe("6");
  });

  it("binds patterns with defaults, rest and holes", async () => {
    const [, second] = await session(
      `const { a, b = 2, c: { d = 3 } = {}, ...rest } = { a: 1, e: 5 } as { a: number; b?: number; c?: { d?: number }; e: number };
let [x, , y = 9, ...zs] = [1, 2, undefined, 4, 5];
for (var i = 0, { k } = { k: 7 }; i < 2; i++) {}
for (var { n } of [{ n: 1 }, { n: 2 }]) {}`,
      "print(a, b, d, rest.e, x, y, zs.length, i, k, n)",
    );
    expect(second?.stdout).toBe("1 2 3 5 1 9 2 2 7 2\n");
  });

  it("hoists functions within their cell and does not leak blocks", async () => {
    const [first, second] = await session(
      "print(later(2)); function later(n: number) { return n * 2 } { const hidden = 1; }",
      "hidden",
    );
    expect(first?.stdout).toBe("4\n");
    expect(second?.error?.kind).toBe("type");
    expect(second?.error?.message).toContain("Cannot find name 'hidden'");
  });

  it("keeps what ran before an error, and what follows is not dead", async () => {
    const results = await session(
      "const before = 1; tools.fail('boom'); const after = 2;",
      "before",
      "after",
      "const after = 3; after",
    );
    expect(results[0]?.error).toMatchObject({ kind: "tool", message: "boom", line: 1, column: 25 });
    expect(results[1]?.value).toBe("1");
    expect(results[2]?.error?.kind).toBe("type");
    expect(results[3]?.value).toBe("3");
  });

  it("keeps the earlier value of a name whose new declaration never ran", async () => {
    const results = await session("const v = 1", "tools.fail('x'); const v = 'new'", "v + 1");
    expect(results[2]?.error).toBeNull();
    expect(results[2]?.value).toBe("2");
  });

  it("reports new and changed variables", async () => {
    const results = await session("const a = [1]; let b = 2", "a.push(2); b = 2; const c = 3");
    expect(results[0]?.variables.new).toEqual([
      { name: "a", summary: "[1]" },
      { name: "b", summary: "2" },
    ]);
    expect(results[1]?.variables).toEqual({
      new: [{ name: "c", summary: "3" }],
      changed: [{ name: "a", summary: "[1,2]" }],
    });
  });

  it("runs top-level await anywhere", async () => {
    const [first] = await session(
      "const v = await Promise.resolve(4); for (const x of [await 1]) print(x); v + (await 1)",
    );
    expect(first?.value).toBe("5");
  });

  it("ends statements where TypeScript does, though the types between them are gone", async () => {
    const [first] = await session(`const a = 1 as number
type T = string
[2, 3].forEach((n) => print(n))
const g = <T,>(
  x: T,
):
  T => x
const s = a satisfies number
;(print)(g(s))`);
    expect(first?.error).toBeNull();
    expect(first?.stdout).toBe("2\n3\n1\n");
  });
});

describe("what is refused before it runs", () => {
  it.each([
    ["import fs from 'fs'", "`import` is not available"],
    ["const a = 1;\nexport const b = 2", "`export` is not available"],
    ["await import('fs')", "`import()` is not available"],
    ["const fs = require('fs')", "`require` is not available"],
    ["let x: import('fs').Stats", "type imports are not available"],
    ["/// <reference path='/etc/passwd' />\n1", "`/// <reference>` is not available"],
    ["namespace A { export const b = 1 }", "`namespace` is not available"],
    ["class A { constructor(private x: number) {} }", "parameter properties are not available"],
    ["debugger", "`debugger` is not available"],
    ["const tools = 1", "`tools` is a name of the session"],
    ["tools = 1", "`tools` is a name of the session"],
    ["const Map = 1", "`Map` is a JavaScript built-in"],
    ["(".repeat(201) + ")".repeat(201), "brackets nest deeper than 200"],
    [`"${"x".repeat(70_000)}"`, "at most 65536 are accepted"],
  ])("%s", async (cell, message) => {
    const result = await h.kernel.run(cell);
    expect(result.error?.kind).toBe("refused");
    expect(result.error?.message).toContain(message);
    expect(result.ran).toBe(false);
  });

  it("names line, column, did-you-mean and signature of type errors", async () => {
    const result = await h.kernel.run("const n = 1;\ntools.incremnt(n);\ntools.increment('a')");
    expect(result.error).toMatchObject({ kind: "type", line: 2, column: 7 });
    expect(result.error?.message).toContain("Did you mean 'increment'?");
    expect(result.error?.excerpt).toContain("> 2 | tools.incremnt(n);");
    const call = await h.kernel.run("tools.increment('a')");
    expect(call.error?.hint).toBe("declared as: increment(n: number): number;");
  });

  it("does not block what is merely loose", async () => {
    const result = await h.kernel.run(`const list = []; list.push(1); const rec = {}; rec["k"] = 1;
function loose(x) { return x } try { loose(1) } catch (e) { print(e.message) }
class Later { field: number } ; list.length`);
    expect(result.error).toBeNull();
    expect(result.value).toBe("1");
  });

  it("runs what casts the check away, and names the lines", async () => {
    const result = await h.kernel.run("const o = 1 as any;\nconst p = [1][0]!;\n// @ts-ignore\nconst q: string = 5; p");
    expect(result.ok).toBe(true);
    expect(result.bypassed).toEqual([1, 2, 3]);
  });

  it("completes names of the session, of the API and members", async () => {
    const { kernel } = await openKernel();
    await kernel.run("const roomHeight = 2.5; const list = [1]");
    expect(await kernel.complete("print(room", 10)).toContain("roomHeight");
    expect(await kernel.complete("tools.inc", 9)).toContain("increment");
    expect(await kernel.complete("list.", 5)).toContain("push");
    expect((await kernel.run("roomHeight")).value).toBe("2.5");
    await kernel.close();
  });

  it("answers odd cells with a clear result", async () => {
    const huge = await h.kernel.run("x".repeat(5 * 1024 * 1024));
    expect(huge.error).toMatchObject({ kind: "refused", message: expect.stringContaining("5242880 bytes") });
    const binary = await h.kernel.run(String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i)));
    expect(binary.error?.kind).toBe("syntax");
    expect((await h.kernel.run("")).ok).toBe(true);
    expect((await h.kernel.run("// only a comment")).ok).toBe(true);
    expect((await h.kernel.run("\uFEFFconst bom = 1\r\nbom")).value).toBe("1");
    expect((await h.kernel.run("const broken = (")).error?.kind).toBe("syntax");
    expect((await h.kernel.run("\ud800")).error?.kind).toBe("syntax");
  });
});

describe("running", () => {
  it("calls the host synchronously, also in loops and with a harmless await", async () => {
    const result = await h.kernel.run(
      "let n1 = 0; for (let i = 0; i < 3; i++) n1 = tools.increment(n1); n1 + (await tools.increment(1))",
    );
    expect(result.value).toBe("5");
    expect(result.hostCalls.map((c) => c.name)).toEqual(["increment", "increment", "increment", "increment"]);
  });

  it("hands pages over as bytes", async () => {
    expect((await h.kernel.run("Array.from(tools.bytes()).join()")).value).toBe('"7,8,9"');
  });

  it("puts errors on the model's own line and column", async () => {
    const result = await h.kernel.run(
      "const one = 1;\nclass Thing { go(x: number): void { (null as any).go(x) } }\n\nnew Thing().go(one)",
    );
    expect(result.error).toMatchObject({ kind: "runtime", line: 2, column: 51 });
    expect(result.error?.message).toContain("TypeError");
  });

  it("ends with the answer, which a catch cannot swallow, and mutes what follows", async () => {
    const { kernel } = await openKernel();
    const result = await kernel.run("show(1); try { ReturnAnswer(4) } catch {} print('late'); show(2); ");
    expect(result).toMatchObject({ ok: true, answer: 4, stdout: "", shown: [1] });
    const misfit = await kernel.run("ReturnAnswer('four')");
    expect(misfit.error).toMatchObject({ kind: "answer", message: 'a number is wanted, not "four"', line: 1 });
    expect(misfit.answer).toBeNull();
    await kernel.close();
  });

  it("stops loops in every shape and keeps the session", async () => {
    const { kernel } = await openKernel({ limits: { cpuMs: 150 } });
    for (const loop of [
      "while (true) {}",
      "await 1; for (;;) {}",
      "try { for (;;) {} } finally { for (;;) {} }",
      "tools.increment(1); for (;;) {}",
      "Promise.resolve().then(() => { for (;;) {} })",
    ]) {
      const result = await kernel.run(`var kept = 1; ${loop}`);
      expect(result.error?.kind, loop).toBe("timeout");
      expect((await kernel.run("kept")).value, loop).toBe("1");
    }
    await kernel.close();
  });

  it("ends at once when a promise can never settle, and reports a floating rejection", async () => {
    expect((await h.kernel.run("await new Promise(() => {})")).error?.message).toContain("nothing can settle");
    expect((await h.kernel.run("Promise.reject(new Error('float')); 1")).error?.message).toContain("float");
  });

  it("limits output, pictures and host calls, and says so", async () => {
    const { kernel } = await openKernel({ limits: { stdoutChars: 400, shown: 2, hostCalls: 3 } });
    const flood = await kernel.run("for (let i = 0; i < 1000; i++) print(i); show(1); show(2); show(3)");
    expect(flood.stdout.startsWith("0\n1\n")).toBe(true);
    expect(flood.stdout).toContain("characters left out (limit 400)");
    expect(flood.stdout).toContain("998\n999\n1 pictures not shown: at most 2 in one cell");
    expect(flood.shown).toEqual([1, 2]);
    const calls = await kernel.run("for (let i = 0; i < 9; i++) tools.increment(i)");
    expect(calls.error).toMatchObject({ kind: "limit" });
    expect(calls.error?.message).toContain("more than 3 host calls");
    await kernel.close();
  });

  it("gives a host call a deadline of its own", async () => {
    const { kernel } = await openKernel({ limits: { callMs: 100 } });
    const result = await kernel.run("tools.wait(60000)");
    expect(result.error).toMatchObject({ kind: "limit", message: "wait did not answer within 0.1 s" });
    await kernel.close();
  });
});

describe("the seal", () => {
  it("has nothing but ECMAScript and the preloaded names", async () => {
    const { kernel } = await openKernel({ check: false });
    const names = await kernel.run(
      "Object.getOwnPropertyNames(globalThis).filter((n) => /^[a-z_]/.test(n)).sort().join()",
    );
    expect(names.value).toBe(
      '"decodeURI,decodeURIComponent,encodeURI,encodeURIComponent,escape,eval,globalThis,isFinite,isNaN,parseFloat,parseInt,print,show,tools,undefined,unescape"',
    );
    const gone = await kernel.run(
      "[typeof WebAssembly, typeof FinalizationRegistry, typeof Atomics.wait, typeof process, typeof __host].join()",
    );
    expect(gone.value).toBe('"undefined,undefined,undefined,undefined,undefined"');
    await kernel.close();
  });

  it("keeps an innocent cell right after sabotage of globals", async () => {
    const { kernel } = await openKernel({ check: false });
    await kernel.run(
      "try { globalThis.tools = null } catch {} try { JSON.parse = () => 1 } catch {} try { Array.prototype.map = () => 2 } catch {} try { Promise.prototype.then = () => 3 } catch {} Object.prototype.toJSON = () => 4;",
    );
    expect(
      (await kernel.run("const after = tools.increment(1); print([1].map((x) => x + after)[0]); after")).stdout,
    ).toBe("3\n");
    await kernel.close();
  });
});
