import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { keepKernelsWarm } from "@spatialclaw/kernel";
import { describe, expect, it } from "vitest";
import { openKernel } from "./harness.ts";

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<boolean> {
  for (let i = 0; i < 100 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  return condition();
}

describe("processes", () => {
  it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)(
    "do not outlive an owner that ends by %s, even in a loop",
    async (signal) => {
      const script = path.join(import.meta.dirname, "owner.ts");
      const owner = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
      const pids = await new Promise<number[]>((resolve) =>
        owner.stdout.once("data", (text: Buffer) => resolve(JSON.parse(text.toString()) as number[])),
      );
      expect(pids.every(alive)).toBe(true);
      owner.kill(signal);
      expect(await until(() => !pids.some(alive))).toBe(true);
    },
  );

  it("leave nothing over after many sessions", async () => {
    keepKernelsWarm(1);
    const first = await openKernel();
    await first.kernel.run("1");
    await first.kernel.close();
    const descriptors = () => readdirSync("/proc/self/fd").length;
    const before = descriptors();
    const pids: number[] = [];
    for (let i = 0; i < 20; i++) {
      const { kernel } = await openKernel();
      pids.push(kernel.pid ?? 0);
      expect((await kernel.run(`const v = ${i}; v`)).value).toBe(String(i));
      await kernel.close();
    }
    keepKernelsWarm(0);
    expect(await until(() => !pids.some(alive))).toBe(true);
    expect(await until(() => descriptors() <= before + 2)).toBe(true);
  });

  it("take one session after another where they may, and nothing stays of the one before", async () => {
    keepKernelsWarm(1, { reuse: true });
    const pids = new Set<number>();
    const found = new Set<string | null>();
    for (let i = 0; i < 5; i++) {
      const { kernel } = await openKernel();
      pids.add(kernel.pid ?? 0);
      found.add((await kernel.run("[Object.keys(globalThis).sort().join(), Math.random()]")).value);
      await kernel.run("var left = Array.from({ length: 1e5 }, (_, k) => k); tools.bytes().length");
      await kernel.close();
    }
    expect(found.size).toBe(1);
    expect(pids.size).toBeLessThan(3);
    const cut = await openKernel({ limits: { cpuMs: 200 } });
    const { pid } = cut.kernel;
    await cut.kernel.run("for (;;) {}");
    await cut.kernel.close();
    expect(await until(() => !alive(pid ?? 0))).toBe(true);
    keepKernelsWarm(0);
    expect(await until(() => ![...pids].some(alive))).toBe(true);
  });

  it("take the next session of the same origin, and no other", async () => {
    const pidOf = async (origin?: string) => {
      const { kernel } = await openKernel(origin === undefined ? {} : { origin });
      const { pid } = kernel;
      await kernel.run("type Left = 1; const left = 1;");
      await kernel.close();
      return pid ?? 0;
    };
    const pids = [await pidOf("a"), await pidOf("a"), await pidOf("b"), await pidOf("a"), await pidOf(), await pidOf()];
    const [a, again, b, third, own, other] = pids;
    expect([again, third]).toEqual([a, a]);
    expect(new Set([a, b, own, other]).size).toBe(4);
    expect([own, other].some((pid) => alive(pid ?? 0))).toBe(false);
    expect(await until(() => !pids.some(alive))).toBe(true);
  });

  it("show a session nothing of the one before, in types and values", async () => {
    const first = await openKernel({ origin: "types" });
    await first.kernel.run("interface Left { a: 1 }\nconst left: Left = { a: 1 };");
    await first.kernel.close();
    const { kernel } = await openKernel({ origin: "types" });
    expect(kernel.pid).toBe(first.kernel.pid);
    expect((await kernel.run("left")).error?.message).toContain("Cannot find name 'left'");
    expect((await kernel.run("const x: Left = 1;")).error?.message).toContain("Cannot find name 'Left'");
    expect(await kernel.variables()).toEqual([]);
    // A name of the session before, and a cell with the same number.
    expect((await kernel.run("const left = 'mine';\nleft.length")).value).toBe("4");
    expect((await kernel.run("left.at(0)")).value).toBe('"m"');
    await kernel.close();
  });

  it("end with a session that was closed in the middle of a cell", async () => {
    const { kernel } = await openKernel({ origin: "middle" });
    const { pid } = kernel;
    const running = kernel.run("for (;;) {}");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await kernel.close();
    expect(await until(() => !alive(pid ?? 0))).toBe(true);
    expect((await running).error?.kind).toBe("crashed");
    const next = await openKernel({ origin: "middle" });
    expect(next.kernel.pid).not.toBe(pid);
    expect((await next.kernel.run("const left = 2; left")).value).toBe("2");
    await next.kernel.close();
  });

  it("do not boot for a session that was given up before its turn", async () => {
    const stop = new AbortController();
    const many = Array.from({ length: availableParallelism() + 8 }, () => openKernel({ signal: stop.signal }));
    stop.abort(new Error("no longer wanted"));
    const opened = await Promise.allSettled(many);
    const given = opened.filter((one) => one.status === "rejected");
    expect(given.length).toBeGreaterThan(0);
    for (const one of given) expect(String(one.reason)).toContain("no longer wanted");
    for (const one of opened) if (one.status === "fulfilled") await one.value.kernel.close();
    const { kernel } = await openKernel();
    expect((await kernel.run("1")).value).toBe("1");
    await kernel.close();
  });

  it("that wait do not keep a program alive", async () => {
    const owner = spawn(process.execPath, [path.join(import.meta.dirname, "warm-owner.ts")], { stdio: "inherit" });
    expect(await new Promise((resolve) => owner.once("exit", resolve))).toBe(0);
  });

  it("use one that waits, and replace it", async () => {
    keepKernelsWarm(1);
    const one = await openKernel();
    const two = await openKernel();
    expect((await one.kernel.run("'a'")).value).toBe('"a"');
    expect((await two.kernel.run("'b'")).value).toBe('"b"');
    await Promise.all([one.kernel.close(), two.kernel.close()]);
    keepKernelsWarm(0);
    expect(() => keepKernelsWarm(-1)).toThrow("expected a whole number, 0 or more");
  });
});
