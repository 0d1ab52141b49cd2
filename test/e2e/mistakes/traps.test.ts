import type { Kernel } from "@spatialclaw/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endOf, openMidway, told } from "./session.ts";
import { FINE, IDIOMS, TRAPS } from "./traps.ts";

let kernel: Kernel;
beforeAll(async () => {
  kernel = await openMidway();
});
afterAll(() => kernel.close());

describe.each(Object.entries({ ...TRAPS, ...IDIOMS }))("%s", (_, traps) => {
  it.each(traps)("%s", async (cell, end, words) => {
    const result = await kernel.run(cell);
    expect({ end: endOf(result), told: told(result) }).toEqual({ end, told: expect.stringContaining(words) });
  });
});

describe("no false alarm", () => {
  it.each(FINE.map((cell) => [cell]))("%s", async (cell) => {
    const { error, stdout } = await kernel.run(cell);
    expect(error).toBeNull();
    expect(stdout).not.toContain("note:");
  });
});
