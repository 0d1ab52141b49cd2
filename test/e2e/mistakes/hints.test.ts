import { expect, it } from "vitest";
import { hintsFor } from "../../../packages/workspace/src/api/hints.ts";
import { openLog } from "./session.ts";

const named = /\b(?:tools\.[A-Z]\w*|np|vlm)(?:\.linalg)?\.\w+/g;

it("hints name only what there is", async () => {
  const names = [...new Set(hintsFor([]).flatMap(({ hint }) => hint.match(named) ?? []))];
  expect(names.length).toBeGreaterThan(20);
  const log = await openLog();
  expect((await log.run(`print([${names.join(", ")}].every((f) => typeof f === "function"));`)).stdout).toBe("true\n");
  await log.close();
});

it("nor what a session leaves out", () => {
  const left = hintsFor(["np", "tools.Geometry"]);
  expect(left.filter(({ hint }) => /\bnp\.\w|tools\.Geometry\./.test(hint))).toEqual([]);
  expect(left.length).toBeGreaterThan(20);
});
