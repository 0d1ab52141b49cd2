import { afterAll, describe, expect, it } from "vitest";
import { ESCAPES } from "./adversarial/escape.ts";
import { EXHAUSTION } from "./adversarial/exhaustion.ts";
import { SABOTAGE } from "./adversarial/sabotage.ts";
import { type Harness, openKernel } from "./harness.ts";

/** Small limits: what is tested is that they hold, not how large they are. */
const LIMITS = { cpuMs: 150, wallMs: 3000, callMs: 200, memoryMb: 64, hostCalls: 40 };

/** An innocent cell right after: it must work as if nothing had happened. */
const INNOCENT = "const innocent = [1, 2].map((x) => tools.increment(x)); print(innocent.join()); innocent.length";

for (const check of [true, false]) {
  describe(check ? "checked" : "with the check off", () => {
    let kernel: Harness["kernel"] | null = null;
    afterAll(() => kernel?.close());

    /** Runs the cell, then the innocent one in the same session, which a restart may have replaced. */
    const attack = async (cell: string) => {
      kernel ??= (await openKernel({ limits: LIMITS, check })).kernel;
      const result = await kernel.run(cell);
      const next = await kernel.run(INNOCENT);
      expect({ error: next.error, stdout: next.stdout, value: next.value }).toEqual({
        error: null,
        stdout: "2,3\n",
        value: "2",
      });
      // A fresh session for the next one, so that replay of all before does not take the time.
      if (result.restarted || result.error?.kind === "timeout") {
        await kernel.close();
        kernel = null;
      }
      return result;
    };

    it.each(ESCAPES.map((cell) => [cell]))("no way out: %s", async (cell) => {
      const { value, stdout, error } = await attack(cell);
      expect(`${value} ${stdout} ${error?.message}`.replaceAll(cell, "")).not.toMatch(/"leaked"|versions|execPath/);
    });

    it.each(EXHAUSTION.map((cell) => [cell]))("holds against: %s", async (cell) => {
      const { stdout, shown } = await attack(cell);
      expect(stdout.length).toBeLessThan(6000);
      expect(shown.length).toBeLessThanOrEqual(12);
    });

    it.each(SABOTAGE.map((cell) => [cell]))("is not spoilt by: %s", async (cell) => {
      expect((await attack(cell)).answer).toBeNull();
    });
  });
}

it("has enough of them", () => {
  expect(ESCAPES.length + EXHAUSTION.length + SABOTAGE.length).toBeGreaterThanOrEqual(150);
});
