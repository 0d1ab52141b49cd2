import { describe, expect, it } from "vitest";
import { openKernel } from "./harness.ts";

describe("recovery by replay", () => {
  it("brings the namespace back after the process was killed between cells", async () => {
    const { kernel, counted } = await openKernel();
    await kernel.run(
      "const first = tools.count(); let random = Math.random(); const at = Date.now(); function f() { return first }",
    );
    await kernel.run("print('kept'); tools.fail('an error is replayed too')");
    const before = await kernel.run("[random, at]");
    process.kill(kernel.pid ?? 0, "SIGKILL");
    const next = await kernel.run("[random, at]");
    // The cell that met the dead process did not run; it says what is back.
    expect(next.error?.kind).toBe("crashed");
    expect(next.restarted).toMatchObject({ back: ["first", "random", "at", "f"], lost: [] });
    const again = await kernel.run("[random, at]");
    expect(again.value).toBe(before.value);
    expect((await kernel.run("f()")).value).toBe("1");
    expect(counted()).toBe(1);
    await kernel.close();
  });

  it("survives a cell that eats all memory, and says what is back", async () => {
    const { kernel } = await openKernel({ limits: { memoryMb: 64 } });
    await kernel.run("const small = [1, 2, 3]");
    const eater = await kernel.run("const all = []; for (;;) all.push(new Array(1000).fill(1.5));");
    expect(eater.error?.kind).toBe("memory");
    expect(eater.restarted).toMatchObject({ back: ["small"], lost: [] });
    expect((await kernel.run("small.length")).value).toBe("3");
    expect((await kernel.run("all")).error?.message).toContain("Cannot find name 'all'");
    await kernel.close();
  });

  it("ends a cell whose wall time is used up, and keeps the state when the cell gives way", async () => {
    const { kernel } = await openKernel({ limits: { wallMs: 200 } });
    await kernel.run("const kept = 1");
    const result = await kernel.run("tools.wait(60000)");
    expect(result.error).toMatchObject({ kind: "limit" });
    expect(result.error?.message).toContain("0.2 s");
    expect(result.restarted).toBeNull();
    expect((await kernel.run("kept")).value).toBe("1");
    await kernel.close();
  });

  it("aborts a cell in a host call and one in a loop", async () => {
    const { kernel } = await openKernel();
    await kernel.run("const kept = 1");
    for (const cell of ["tools.wait(60000)", "for (;;) {}"]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 100);
      const result = await kernel.run(cell, { signal: stop.signal });
      expect(result.error?.kind).toBe("aborted");
      expect((await kernel.run("kept")).value).toBe("1");
    }
    await kernel.close();
  });

  it("leaves no process behind when it is closed", async () => {
    const { kernel } = await openKernel();
    const { pid } = kernel;
    await kernel.close();
    expect(() => process.kill(pid ?? 0, 0)).toThrow();
    expect((await kernel.run("1")).error?.message).toBe("the session is closed");
  });
});
