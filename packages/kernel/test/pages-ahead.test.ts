import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type Harness, openKernel } from "./harness.ts";

/** Too large for a message: it comes as a file. */
const LARGE = 40_000;

let opened: Harness | null = null;
afterEach(() => opened?.kernel.close());

/** Page p3 holds threes; after each comes the next, and p6 is none. */
async function openPages(size: number) {
  const asked: string[] = [];
  opened = await openKernel({
    tools: {
      call: async () => null,
      async page(id) {
        asked.push(id);
        if (id === "p6") throw new Error("there is no p6");
        return new Uint8Array(size).fill(Number(id.slice(1)));
      },
      pageAfter: (id) => `p${Number(id.slice(1)) + 1}`,
      checkAnswer: () => null,
    },
  });
  return { kernel: opened.kernel, asked };
}

const read = (...ids: readonly string[]) =>
  `print([${ids.map((id) => `"${id}"`)}].map((id) => { const b = tools.bytes(id); return b[0]! + b[b.length - 1]!; }).join());`;

describe.each([8, LARGE])("pages of %d bytes", (size) => {
  it("are read ahead, each once", async () => {
    const { kernel, asked } = await openPages(size);
    expect((await kernel.run(read("p1", "p2", "p3"))).stdout).toBe("2,4,6\n");
    for (let k = 0; k < 100 && asked.length < 4; k++) await wait(10);
    expect(asked).toEqual(["p1", "p2", "p3", "p4"]);
  });

  it("are the right ones when another is wanted, and in the next cell", async () => {
    const { kernel } = await openPages(size);
    expect((await kernel.run(read("p1", "p4", "p2"))).stdout).toBe("2,8,4\n");
    expect((await kernel.run(read("p3", "p5"))).stdout).toBe("6,10\n");
  });

  it("that cannot be had fail only where they are wanted", async () => {
    const { kernel } = await openPages(size);
    expect(await kernel.run(read("p4", "p5"))).toMatchObject({ ok: true, stdout: "8,10\n" });
    expect((await kernel.run(read("p5", "p6"))).error).toMatchObject({
      kind: "tool",
      message: expect.stringMatching("no p6"),
    });
    expect((await kernel.run(read("p5"))).stdout).toBe("10\n");
  });
});
