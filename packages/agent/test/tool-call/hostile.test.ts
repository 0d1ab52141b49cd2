import { describe, expect, it } from "vitest";
import { createToolCallInterface } from "../../src/interfaces/tool-call/index.ts";
import { cellOf, problemOf } from "./reply.ts";

function withDoor() {
  const acts = createToolCallInterface();
  cellOf(acts, { tool: "tools.SAM3.findObject", args: ["$InputImages", "door"], as: "door" });
  return acts;
}

describe("hostile text", () => {
  const TEXTS = [
    '"); process.exit(); ("',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: no template is meant
    "`${process.exit()}`",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: no template is meant
    "${process.exit()}",
    "'; process.exit(); '",
    "a\nprocess.exit()\n//",
    "a\u2028process.exit()",
    "</script><script>alert(1)</script>",
    "\\",
    '\\"); process.exit(); //',
    "*/ process.exit() /*",
    "\u0000\u001b[31m\ud800",
    "$",
    "$$a;process.exit()",
    "$1;process.exit()",
  ];

  it.each(TEXTS)("%j stays one string", (text) => {
    const cell = cellOf(createToolCallInterface(), { tool: "print", args: [text, { [text]: text }] });
    const printed: unknown[] = [];
    new Function("print", cell)((...items: unknown[]) => printed.push(...items));
    const plain = text.startsWith("$$") ? text.slice(1) : text;
    expect(printed).toEqual([plain, { [text]: plain }]);
  });

  it.each([
    "$a;process.exit()",
    "$door\n;process.exit()",
    "$door.seg['x'+process]",
    "$door[process.exit()]",
    "$door`x`",
    "$InputImages/*x*/",
  ])("%j is refused", (text) => {
    expect(problemOf(withDoor(), { tool: "print", args: [text] })).toMatch(/is no reference/);
  });

  it.each(["a;process.exit()", "door=1", "door,x", "dоor"])("as a result's name, %j is refused", (as) => {
    expect(problemOf(withDoor(), { tool: "np.mean", args: [[1]], as })).toMatch(/is no identifier/);
  });

  it.each(["show(1);process.exit", "$door;process.exit", "print\nprocess.exit", "door.seg;x"])(
    "as a tool, %j is refused",
    (tool) => {
      expect(problemOf(withDoor(), { tool, args: [] })).toMatch(/no tool|is no reference/);
    },
  );

  it.each([
    ["a path without end", `$door${"[1]".repeat(20_000)}`, /more than 20 steps/],
    ["a path of many members", `$door${".a".repeat(100_000)}x(`, /is no reference/],
  ])("%s is refused", (_, text, problem) => {
    expect(problemOf(withDoor(), { tool: "print", args: [text] })).toMatch(problem);
  });

  it("cannot set a prototype", () => {
    const cell = cellOf(createToolCallInterface(), '{"tool": "print", "args": [{"__proto__": {"x": 1}}]}');
    expect(cell).toBe('print({ ["__proto__"]: { x: 1 } });');
  });
});
