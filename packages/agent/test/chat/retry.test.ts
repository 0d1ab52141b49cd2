import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rejection, retryAfter } from "../../src/chat/rejected.ts";
import { fullJitter, sleep } from "../../src/chat/retry.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");

describe("Retry-After", () => {
  it.each<[Record<string, string>, number | null]>([
    [{}, null],
    [{ "retry-after": "3" }, 3000],
    [{ "retry-after": " 1.5 " }, 1500],
    [{ "retry-after": "0" }, 0],
    [{ "retry-after": "-4" }, 0],
    [{ "retry-after": "Tue, 24 Nov 2026 12:00:07 GMT" }, 7000],
    [{ "retry-after": "Tue, 24 Nov 2026 11:00:00 GMT" }, 0],
    [{ "retry-after": "soon" }, null],
    [{ "retry-after": "" }, null],
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
    [{ "retry-after-ms": "x", "retry-after": "9" }, 9000],
  ])("%j", (headers, ms) => {
    expect(retryAfter(new Headers(headers), NOW)).toBe(ms);
  });
});

it.each([
  [[408, 409, 425, 429, 500, 502, 503, 504, 529], true],
  [[400, 401, 402, 403, 404, 405, 413, 415, 422, 451, 501, 505], false],
])("of %j another try is worth it: %s", (statuses, passes) => {
  for (const status of statuses) expect(rejection({ status, headers: new Headers(), body: "" }).passes).toBe(passes);
});

it("waits are anything up to a step that doubles and has an end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 1000 }), (attempt, base) => {
      const wait = fullJitter(attempt, base);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(Math.min(30_000, base * 2 ** (attempt - 1)));
    }),
  );
});

it("a wait that is given up leaves no listener at the signal", async () => {
  const { signal } = new AbortController();
  const { getEventListeners } = await import("node:events");
  await sleep(1, signal);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
