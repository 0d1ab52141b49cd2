import { describe, expect, it } from "vitest";
import { MAX_REPLY_CHARS, readFenced } from "../src/interfaces/fenced.ts";

const fence = (tag: string, code: string) => `\`\`\`${tag}\n${code}\n\`\`\``;

describe("a cell is read from", () => {
  it.each(["ts", "typescript", "TypeScript", "js", "javascript", "", "tsx"])("a block marked %j", (tag) => {
    expect(readFenced(`I look.\n${fence(tag, "print(1);")}`, false)).toEqual({
      thought: "I look.",
      cell: "print(1);",
      problem: null,
    });
  });

  it.each([
    ["the last of two blocks", `${fence("ts", "print(1)")}\nNo, better:\n${fence("ts", "print(2)")}`, "print(2)"],
    ["the last block of code before one of output", `${fence("ts", "print(1)")}\n${fence("text", "1")}`, "print(1)"],
    ["a block that was not closed", "```ts\nprint(1)", "print(1)"],
    ["a block of tildes", "~~~ts\nprint(1)\n~~~", "print(1)"],
    ["a block inside a list", "1. look\n   ```ts\n   print(1)\n   ```", "   print(1)"],
    [
      "a block after thinking that holds another",
      `<think>${fence("ts", "bad()")}</think>\n${fence("ts", "print(1)")}`,
      "print(1)",
    ],
    ["a longer fence around a shorter one", "````ts\nprint(`\n```\n`)\n````", "print(`\n```\n`)"],
    ["a block with control characters", fence("ts", "\u001b[1mprint(1)\u001b[0m\u0000"), "print(1)"],
    ["an expression that happens to be JSON", fence("ts", "1"), "1"],
  ])("%s", (_, reply, cell) => {
    expect(readFenced(reply, false).cell).toBe(cell);
  });
});

describe("no cell is read from", () => {
  it.each([
    ["an empty reply", "", /empty/],
    ["thinking alone", "<think>hm</think>", /empty/],
    ["prose", "The door is 2 m high.", /no fenced block/],
    ["an empty block", fence("ts", "  "), /block is empty/],
    ["a block of Python", fence("python", "print(1)"), /marked python/],
    ["JSON in a block", fence("json", '{"tool": "x"}'), /JSON/],
    ["JSON in a block without a mark", fence("", '{"tool": "x"}'), /JSON/],
    ["bare JSON", '{"tool": "x"}', /JSON/],
    ["a diff", fence("diff", "-a\n+b"), /diff/],
    ["a diff marked as code", fence("ts", "--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b"), /diff/],
    ["5 MB", fence("ts", "x".repeat(5 * 1024 * 1024)), /5120 kB long/],
  ])("%s", (_, reply, problem) => {
    const read = readFenced(reply, false);
    expect(read.cell).toBeNull();
    expect(read.problem).toMatch(problem);
    expect(read.thought.length).toBeLessThanOrEqual(200);
  });

  it("a reply that was cut off, whatever it holds", () => {
    expect(readFenced(fence("ts", "print(1)"), true)).toMatchObject({
      cell: null,
      problem: expect.stringMatching(/cut off/),
    });
  });

  it("a reply of many unclosed fences, in no time to speak of", () => {
    expect(readFenced("```x\n~~~y\n".repeat(MAX_REPLY_CHARS / 20), false).cell).toBeNull();
  });
});
