import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { trueDistance } from "./room.ts";

const ROOT = path.join(import.meta.dirname, "../..");
const FOLDER = path.join(ROOT, "docs/examples");

/** What each example prints, as far as it can be told beforehand. */
const SAYS: Readonly<Record<string, RegExp>> = {
  "custom-model.ts": /^yes$/m,
  "custom-perception.ts": /^door: (?:1\.9|2\.0|2\.1)\d m tall$/m,
  "library.ts": /^2\.7\d* m, seen in frames \d/m,
  "scene.ts": new RegExp(
    `^gap: ${String(trueDistance("heater", "door")).slice(0, 4)}\\d m\\n.*: (?:front|back|left|right)`,
    "m",
  ),
  "session.ts": /^door: 2\d\d cm\nnearer: fridge$/m,
};

describe("the examples of the documentation", () => {
  it("are all known here", () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(SAYS));
  });

  it.each(Object.entries(SAYS))("%s", async (file, says) => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(FOLDER, file)], { cwd: ROOT });
    expect(stdout).toMatch(says);
  });
});
