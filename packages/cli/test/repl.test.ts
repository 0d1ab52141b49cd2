import path from "node:path";
import { describe, expect, it } from "vitest";
import { isComplete } from "../src/repl/complete.ts";
import { runRepl, startRepl } from "./repl-process.ts";

const ROOM = path.join(import.meta.dirname, "../../../test/fixtures/room");

interface Line {
  readonly id: unknown;
  readonly ok: boolean;
  readonly stdout: string;
  readonly value: string | null;
  readonly error: { readonly kind: string; readonly message: string; readonly line: number | null } | null;
  readonly variables: Record<"new" | "changed", readonly { readonly name: string }[]>;
}

/** Sends the lines to the real command and gives what came back. */
async function repl(
  args: readonly string[],
  lines: readonly string[],
): Promise<{ code: number | null; out: Line[]; stderr: string }> {
  const { code, stdout, stderr } = await runRepl(args, lines.join("\n"));
  const out = stdout.split("\n").filter(Boolean);
  return { code, stderr, out: out.map((line) => JSON.parse(line) as Line) };
}

const cells = (...list: string[]) => list.map((cell, i) => JSON.stringify({ id: i + 1, cell }));

describe("repl --json", () => {
  it("answers each line in order and keeps what cells declare", async () => {
    const { code, out } = await repl(
      ["--json"],
      [
        ...cells("const a = 20", "print('a', a); a * 2", "a.nothing", "import x from 'y'"),
        "no json",
        '{"id": "x"}',
        ...cells("a"),
      ],
    );
    expect(code).toBe(0);
    expect(out.map((line) => line.id)).toEqual([1, 2, 3, 4, null, "x", 1]);
    expect(out[1]).toMatchObject({ ok: true, stdout: "a 20\n", value: "40", error: null });
    expect(out.slice(2, 6).map((line) => line.error?.kind)).toEqual(["type", "refused", "refused", "refused"]);
    expect(out[2]?.error?.line).toBe(1);
    expect(out[6]?.value).toBe("20");
  });

  it("gives every field of a result, and names what is new and what changed", async () => {
    const { out } = await repl(["--json"], cells("let n = 1; let m = 2", "n = 5; const k = 3; k"));
    expect(Object.keys(out[1] ?? {})).toEqual([
      ...["id", "ok", "stdout", "value", "error", "variables", "shown", "answer"],
      ...["bypassed", "restarted", "cpuMs", "wallMs", "hostCalls"],
    ]);
    const names = out.map((line) => [line.variables.new, line.variables.changed].map((v) => v.map((x) => x.name)));
    expect(names).toEqual([
      [["n", "m"], []],
      [["k"], ["n"]],
    ]);
  });

  it("splits at LF only", async () => {
    const { out } = await repl(["--json"], ['{"id": 1, "cell": "1 + 1"}\r', "", '{"id": 2, "cell": "\u2028 2 + 2"}']);
    expect(out.map((line) => line.value)).toEqual(["2", "4"]);
  });

  it("answers at once, and ends when nobody reads any more", async () => {
    const { child, finished } = startRepl(["--json"]);
    child.stdin.write('{"id": 1, "cell": "1"}\n');
    await Promise.race([new Promise((resolve) => child.stdout.once("data", resolve)), finished]);
    child.stdout.destroy();
    // stdin stays open: only the lost reader can end it.
    child.stdin.write('{"id": 2, "cell": "2"}\n{"id": 3, "cell": "3"}\n');
    expect(await finished).toMatchObject({ code: 0, stderr: "" });
  });

  it("has the workspace of its input", async () => {
    const { out } = await repl(
      ["--json", "-i", ROOM],
      cells('const door = tools.SAM3.findObject(InputImages, "door"); door ? door.seg.count : 0'),
    );
    expect(out[0]).toMatchObject({ ok: true, value: "1" });
  });

  it("says what a session without pictures lacks", async () => {
    const { out } = await repl(["--json"], cells("np.mean([1, 2, 3])", 'tools.SAM3.findObject(InputImages, "door")'));
    expect(out[0]?.value).toBe("2");
    expect(out[1]?.ok).toBe(false);
  });

  it("takes the check off, and limits time and memory", async () => {
    const { out } = await repl(
      ["--json", "--check-off", "--cell-timeout", "0.3", "--memory", "64"],
      cells(
        "const n: number = 'text'; n",
        "for (;;) {}",
        "const all = []; for (;;) all.push(new Array(1000).fill(1.5))",
        "n",
      ),
    );
    expect(out[0]?.value).toBe('"text"');
    expect(out[1]?.error?.kind).toBe("timeout");
    expect(["memory", "timeout"]).toContain(out[2]?.error?.kind);
    expect(out[3]?.value).toBe('"text"');
  });

  it("refuses 5 MB in one line and goes on", async () => {
    const { out } = await repl(["--json"], cells("x".repeat(5 * 1024 * 1024), "1 + 1"));
    expect(out.map((line) => line.error?.kind ?? line.value)).toEqual(["refused", "2"]);
  });

  it.each([
    [["--memory", "8"], /--memory 8: expected 32 to/],
    [["--cell-timeout", "1e9"], /--cell-timeout 1000000000: expected 0.1 to/],
    [["--memory", "lots"], /option '--memory <MB>' argument 'lots' is invalid/],
    [["--cell-timeout", "-1"], /expected a number above 0/],
    [["--input", "nowhere"], /there is no file or folder nowhere/],
  ])("says in one line what is wrong with %s", async (args, message) => {
    const { code, stderr, out } = await repl(["--json", ...args], []);
    expect([code, out]).toEqual([2, []]);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("a cell at the terminal", () => {
  it.each([
    ["const a = 1", true],
    ["function f() {", false],
    ["function f() {\n}", true],
    ["[1, 2,", false],
    ["const a =", false],
    ["const f = (x) =>", false],
    ["'(' + \"[\"", true],
    ["`${a", false],
    ["/* open", false],
    ["// (", true],
    ["'unclosed", true],
    ["a)", true],
    ["i++", true],
    ["a +", false],
    ["a!", true],
    ["type T = Map<string, number>", true],
    ["1 // see below: (", true],
    ["x => // why", false],
    ["const r = /[(/]/", true],
    ["a / b / (", false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a cell with a template in it.
    ["`${f(`(`)} (`", true],
    ["`${f(", false],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a cell with a template in it.
    ["`${a} {", false],
  ])("%s", (text, complete) => {
    expect(isComplete(text)).toBe(complete);
  });
});
