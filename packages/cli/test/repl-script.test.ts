import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRepl } from "./repl-process.ts";

const ROOM = path.join(import.meta.dirname, "../../../test/fixtures/room");

describe("repl with cells from a pipe", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "repl-script-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("runs the cells between empty lines, the last one at the end of the input", async () => {
    const { code, stdout, stderr } = await runRepl(
      [],
      "const a = 1\n\nfunction f() {\n  const b = 2\n\n  return a + b\n}\nf()\n\n\na.nothing\n\n[a,\n 7]",
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^new: a\n3\ntype error at line 1:3: .*nothing[\s\S]*\n\[1, 7\]\n$/);
  });

  it("saves the cells that ran in a form it reads again", async () => {
    const file = path.join(folder, "cells.ts");
    const { stdout } = await runRepl([], `const a = 20\n\nimport x\n\na +\n  1\n\n.save ${file}\n.vars\n`);
    expect(stdout).toContain(`2 cells written to ${file}\na = 20\n`);
    const saved = readFileSync(file, "utf8");
    expect(saved).toBe("// cell 1\nconst a = 20\n\n// cell 2\na +\n  1\n");
    expect((await runRepl([], saved)).stdout).toBe("new: a\n21\n");
  });

  it("saves a cell that failed, as part of what it did stays, but none that a limit cut off", async () => {
    const file = path.join(folder, "cut.ts");
    await runRepl(["--cell-timeout", "1"], `const a = 1; throw new Error("x")\n\nfor (;;) {}\n\na\n\n.save ${file}\n`);
    expect(readFileSync(file, "utf8")).toBe('// cell 1\nconst a = 1; throw new Error("x")\n\n// cell 2\na\n');
  });

  it("answers commands, also unknown ones and files that cannot be written, and leaves at .exit", async () => {
    const { code, stdout } = await runRepl(
      [],
      `.vars\n.bogus\n.save\n.save ${path.join(folder, "no/such/file")}\n.exit\nprint(1)`,
    );
    const [vars, bogus, nameless, missing, ...rest] = stdout.trimEnd().split("\n");
    expect([vars, bogus, nameless]).toEqual([
      "no variables yet",
      "there is no command .bogus; .help lists them",
      "name a file: .save cells.ts",
    ]);
    expect(missing).toMatch(/^cannot write .*ENOENT/);
    expect([code, rest]).toEqual([0, []]);
  });

  it("names the pictures of a cell by path, and they are pictures", async () => {
    const { stdout } = await runRepl(["-i", ROOM], "show(InputImages[0])");
    const file = /^picture: frame 0: (\S+\.(?:jpeg|png|webp))\n$/.exec(stdout)?.[1] ?? "";
    expect(readFileSync(file).subarray(0, 2).toString("hex")).toMatch(/^(?:ffd8|8950|5249)$/);
    rmSync(path.dirname(file), { recursive: true });
  });

  it("prints nothing that a terminal would obey", async () => {
    const { stdout } = await runRepl([], 'print("\\u001b[2Jred\\u0007\\u202e")');
    expect(stdout).toBe("red\n");
  });
});
