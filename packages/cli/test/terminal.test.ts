import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { type AgentEvent, readTrace } from "@spatialclaw/agent";
import { describe, expect, test } from "vitest";
import { wantsColor } from "../src/terminal/color.ts";
import { createTerminalListener, formatAnswer } from "../src/terminal/index.ts";

/** The hand-made run that the report's tests use too. */
const sample = await readTrace(
  fileURLToPath(new URL("../../report/test/fixtures/sample-run/trace.jsonl", import.meta.url)),
);

function print(
  events: readonly AgentEvent[],
  options: { color?: boolean; width?: number; folder?: string } = {},
): string {
  let text = "";
  const write = (chunk: string | Uint8Array) => {
    text += chunk;
    return true;
  };
  const listener = createTerminalListener({ stream: { write }, color: false, width: 80, ...options });
  for (const event of events) listener(event);
  return text;
}

/** Every string in the sample but the event types, replaced. */
function withEveryString(replacement: string): AgentEvent[] {
  const text = JSON.stringify(sample, (key, value) =>
    typeof value === "string" && key !== "type" ? replacement : value,
  );
  return JSON.parse(text);
}

describe("the terminal listener", () => {
  test("prints the sample run exactly so", async () => {
    const golden = await readFile(new URL("fixtures/terminal.txt", import.meta.url), "utf8");
    expect(print(sample)).toBe(golden);
  });

  test("colour adds nothing but escape sequences", () => {
    const colored = print(sample, { color: true });
    expect(colored).toContain("\x1b[1mStep 1\x1b[22m");
    expect(stripVTControlCharacters(colored)).toBe(print(sample));
  });

  test.each([
    ["colours", "\x1b[31mred\x1b[0m"],
    ["a window title", "\x1b]0;owned\x07x"],
    ["a link", "\x1b]8;;http://evil.example\x1b\\x\x1b]8;;\x1b\\"],
    ["a cleared screen", "\x1b[2J\x1b[Hx"],
    ["an 8-bit sequence", "\x9b2Jx"],
    ["overwriting", "safe\rx\b\b\x7f"],
    ["an unfinished sequence", "x\x1b["],
    ["a bell and a null", "x\x07\0"],
    ["reordering", "x\u202etxt.exe\u2066"],
  ])("%s in any field never reaches the terminal", (_, hostile) => {
    const text = print(withEveryString(hostile));
    expect(text).toMatch(/x|red/);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
  });

  test("a label cannot break its line", () => {
    const text = print(withEveryString("a\nAnswered  b"));
    expect(text).toContain("picture: a Answered b → pictures/a Answered b\n");
  });

  test("pictures are named by the run's folder", () => {
    expect(print(sample, { folder: "runs/7" })).toContain("→ runs/7/pictures/step-02-01.png\n");
  });

  test("prose keeps to the width; code is left whole", () => {
    const lines = print(sample, { width: 50 }).split("\n");
    const prose = lines.filter((line) => /^ {2}(The method|at the masks|wall)/.test(line));
    expect(prose.length).toBeGreaterThan(0);
    for (const line of prose) expect(line.length).toBeLessThanOrEqual(50);
    expect(lines).toContain('  2 │ const [heater, door] = tools.SAM3.findObject(InputImages, ["heater", "door"]);');
  });

  test("long output is cut and counted", () => {
    const stdout = Array.from({ length: 100 }, (_, i) => `row ${i}`).join("\n");
    const events = sample.map((event) =>
      event.type === "step.result" ? { ...event, result: { ...event.result, stdout } } : event,
    );
    const text = print(events);
    expect(text).toContain("  row 23\n  … 76 more lines in the trace\n");
    expect(text).not.toContain("row 24");
  });

  test("a run without an answer gives reason and message", () => {
    const end = sample.at(-1);
    if (end?.type !== "run.end") throw new Error("the sample ends with run.end");
    const text = print([{ ...end, reason: "not-understood", answer: null, message: "Connect a model." }]);
    expect(text).toContain("The question was not understood  3 steps, 8.7 s");
    expect(text).toContain("\n  Connect a model.\n");
  });

  test("neither a broken stream nor a broken event makes it throw", () => {
    const write = () => {
      throw new Error("EPIPE");
    };
    const listener = createTerminalListener({ stream: { write }, color: false, width: 80 });
    for (const event of sample) expect(() => listener(event)).not.toThrow();
    const broken: AgentEvent = JSON.parse('{"type":"run.end"}');
    expect(print([broken])).toBe("");
  });
});

test.each([
  [0.91324, "m", "0.913 m"],
  ["B", null, "B"],
  ["left of\nthe \x1b[31mdoor", null, "left of the door"],
])("the answer %j %j prints as %j", (value, unit, text) => expect(formatAnswer({ value, unit })).toBe(text));

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: "1" }, false],
  [true, { NO_COLOR: "" }, true],
  [true, { TERM: "dumb" }, false],
  [false, { FORCE_COLOR: "1" }, true],
  [true, { FORCE_COLOR: "0" }, false],
  [true, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
])("a stream with isTTY %j under %j is coloured: %j", (isTTY, env, wanted) => {
  expect(wantsColor({ isTTY }, env)).toBe(wanted);
});
