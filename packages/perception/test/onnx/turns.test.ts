import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Turns } from "../../src/onnx/runtime/turns.ts";

/** Asks with jobs of several runs each, all at once. @returns the order of the runs. */
async function order(
  asks: Readonly<Record<string, readonly number[]>>,
  isReady = (_: string) => true,
): Promise<string[]> {
  const turns = new Turns({ isReady });
  const log: string[] = [];
  const jobs = Object.entries(asks).flatMap(([ask, counts]) =>
    counts.map(async (count, job) => {
      for (let run = 0; run < count; run++)
        await turns.take(
          ask,
          ask,
          () => {},
          async () => void log.push(`${ask}${job}`),
        );
    }),
  );
  await Promise.all(jobs);
  return log;
}

describe("turns", () => {
  it("go round the asks; within an ask it is first come, first served", async () => {
    expect(await order({ a: [3], b: [2], c: [1] })).toEqual(["a0", "b0", "c0", "a0", "b0", "a0"]);
    expect(await order({ a: [2, 2], b: [2] })).toEqual(["a0", "b0", "a1", "b0", "a0", "a1"]);
  });

  it("let no ask wait for more than one run of each other ask", async () => {
    const asks = fc.dictionary(
      fc.constantFrom("a", "b", "c", "d"),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    );
    await fc.assert(
      fc.asyncProperty(asks, async (some) => {
        const log = (await order(some)).map((run) => run[0] as string);
        for (const ask of Object.keys(some)) {
          const own = log.flatMap((who, at) => (who === ask ? [at] : []));
          for (const [i, at] of own.slice(1).entries()) {
            const between = log.slice((own[i] as number) + 1, at);
            expect(new Set(between).size).toBe(between.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("leave a model that would push out another one for a while, not for ever", async () => {
    const log = await order({ cold: [1], warm: [20] }, (model) => model === "warm");
    expect(log.indexOf("cold0")).toBe(8);
  });

  it("refuse a job that was aborted while it waited, and go on", async () => {
    const turns = new Turns({ isReady: () => true });
    const first = turns.take(
      "a",
      "m",
      () => {},
      async () => 1,
    );
    const stopped = turns.take(
      "b",
      "m",
      () => {
        throw new Error("gone");
      },
      async () => 2,
    );
    const failing = turns.take(
      "c",
      "m",
      () => {},
      async () => {
        throw new Error("broken");
      },
    );
    const last = turns.take(
      "d",
      "m",
      () => {},
      async () => 4,
    );
    await expect(stopped).rejects.toThrow("gone");
    await expect(failing).rejects.toThrow("broken");
    expect([await first, await last]).toEqual([1, 4]);
  });
});
