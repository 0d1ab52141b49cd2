import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlight } from "../src/highlight.ts";
import { visibleText } from "./sample.ts";

/** Kind and text of every coloured token. */
function tokens(code: string): string[] {
  return [...highlight(code).text.matchAll(/<span class="([a-z])">(.*?)<\/span>/g)].map(
    ([, kind, text]) => `${kind}:${visibleText(text ?? "")}`,
  );
}

describe("highlight", () => {
  test("tells keywords, strings, numbers, calls, comments and the cell API apart", () => {
    expect(tokens('const d = tools.Geometry.distance(a, [0, 1.5, 0x1f]); // "metres"')).toEqual([
      "k:const",
      "a:tools",
      "f:distance",
      "n:0",
      "n:1.5",
      "n:0x1f",
      'c:// "metres"',
    ]);
    expect(tokens("print('it\\'s', \"a // b\")")).toEqual(["a:print", "s:'it\\'s'", 's:"a // b"']);
  });

  test("properties are neither keywords nor API", () => {
    expect(tokens("x.new; x.show; x.delete(1)")).toEqual(["f:delete", "n:1"]);
  });

  test("templates and comments go on over lines", () => {
    expect(tokens("`a\nb`; /* c\nd */")).toEqual(["s:`a", "s:b`", "c:/* c", "c:d */"]);
  });

  test("marks the failed and the bypassed lines, and only those", () => {
    const lines = highlight("a\nb\nc", { failed: 2, bypassed: [3] }).text.match(/class="line[^"]*"/g);
    expect(lines).toEqual(['class="line"', 'class="line failed"', 'class="line bypassed"']);
  });

  test("never changes the code", () => {
    const piece = fc.constantFrom(
      "const ",
      "'",
      '"',
      "`",
      "/*",
      "*/",
      "//",
      "\n",
      "\\",
      "<b>",
      "&lt;",
      "1.5",
      ".",
      "f(",
      "$",
      "日",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const code = `${pieces.join("")};`;
        expect(visibleText(highlight(code).text)).toBe(`${code}\n`);
      }),
    );
  });
});
