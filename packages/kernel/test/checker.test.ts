import { describe, expect, it } from "vitest";
import { openKernel } from "./harness.ts";

/** Source made to bring the compiler down or to keep it busy; each is small and passes the scan. */
const BOMBS: readonly string[] = [
  'type D = 0|1|2|3|4|5|6|7|8|9; type B = `${D}${D}${D}${D}${D}${D}`; let b: B = "123456";',
  "type Grow<T extends unknown[]> = Grow<[...T, ...T, 0]>; let g: Grow<[0]>;",
  "type Pow<T> = { a: T; b: T; c: T; d: T }; type P4<T> = Pow<Pow<Pow<Pow<T>>>>; let p: P4<P4<P4<P4<number>>>> = {} as any; const q: P4<P4<P4<P4<string>>>> = p;",
  "type Loop<N extends number, A extends 0[] = []> = A['length'] extends N ? A : Loop<N, [...A, 0]>; let l: Loop<5000>;",
  "const f = (x: any): any => x; f(f(f(f(f(f(f(f(f(f(1))))))))))",
  `const deep = ${"{a:".repeat(190)}1${"}".repeat(190)}; deep.a`,
  `let u: ${Array.from({ length: 4000 }, (_, i) => `"k${i}"`).join("|")} = "k1"; u`,
  `const s = ${Array.from({ length: 8000 }, (_, i) => i % 10).join("+")}; s`,
  `${"!".repeat(60_000)}true`,
  `${"a.".repeat(20_000)}b`,
  "<T,>".repeat(3000),
  "`${".repeat(150) + "1" + "}`".repeat(150),
  "type R = R[] | { r: R }; const r: R = [[[[{ r: [] }]]]]; JSON.stringify(r)",
];

describe("hostile source", () => {
  it("is refused or answered, and the next cell works", async () => {
    const { kernel } = await openKernel({ limits: { cpuMs: 2000 } });
    await kernel.run("const kept = 1");
    for (const bomb of BOMBS) {
      const result = await kernel.run(bomb);
      expect(["refused", "syntax", "type", "ok", "runtime"], bomb.slice(0, 60)).toContain(result.error?.kind ?? "ok");
      const next = await kernel.run("kept + 1");
      expect({ value: next.value, error: next.error }, bomb.slice(0, 60)).toEqual({ value: "2", error: null });
    }
    await kernel.close();
  });

  it("cannot make the checker read the host's files", async () => {
    const { kernel } = await openKernel();
    for (const cell of [
      'let x: typeof import("../../../../etc/passwd")',
      'import type { A } from "/etc/hostname"',
      '/// <reference path="/etc/passwd" />',
      '/// <reference types="node" />\nlet p: NodeJS.Process',
    ]) {
      const { error } = await kernel.run(cell);
      expect(error?.kind).toBe("refused");
      expect(JSON.stringify(error)).not.toContain("root:");
    }
    expect((await kernel.run("let p: Buffer")).error?.message).toContain("Cannot find name 'Buffer'");
    await kernel.close();
  });

  it("does not disturb the other sessions when the compiler is replaced", async () => {
    const one = await openKernel();
    const two = await openKernel();
    await one.kernel.run("const a: number[] = [1]");
    await two.kernel.run("const a = 'text'");
    await one.kernel.run(BOMBS[2] ?? "");
    expect((await two.kernel.run("a.length")).value).toBe("4");
    expect((await one.kernel.run("a.push(2)")).value).toBe("2");
    expect((await one.kernel.run("a.nothing")).error?.message).toContain("'nothing' does not exist on type 'number[]'");
    await Promise.all([one.kernel.close(), two.kernel.close()]);
  });
});
