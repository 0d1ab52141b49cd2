import { describe, expect, it } from "vitest";
import { createToolCallInterface } from "../../src/interfaces/tool-call/index.ts";
import { cellOf, problemOf, read, reply } from "./reply.ts";

const CELL = 'const door = tools.SAM3.findObject(InputImages, "door");';
const PLAIN = '{"tool": "tools.SAM3.findObject", "args": ["$InputImages", "door"], "as": "door"}';
const fence = (tag: string, text: string) => `\`\`\`${tag}\n${text}\n\`\`\``;

describe("the same call is read from", () => {
  it.each([
    ["bare JSON", PLAIN],
    ["a block marked json", `I look for the door.\n${fence("json", PLAIN)}`],
    ["a block marked ts", fence("ts", PLAIN)],
    ["a block marked tool_call", fence("tool_call", PLAIN)],
    ["a block without a mark", fence("", PLAIN)],
    ["a block that is not closed", `\`\`\`json\n${PLAIN}`],
    ["prose on both sides", `First {the door}: ${PLAIN} That should do [1].`],
    ["tags of other templates", `<tool_call>\n${PLAIN}\n</tool_call>`],
    ["several lines", JSON.stringify(JSON.parse(PLAIN), null, 2)],
    ["trailing commas", '{"tool": "tools.SAM3.findObject", "args": ["$InputImages", "door",], "as": "door",}'],
    ["single quotes", "{'tool': 'tools.SAM3.findObject', 'args': ['$InputImages', 'door'], 'as': 'door'}"],
    ["curly quotes", "{“tool”: “tools.SAM3.findObject”, “args”: [“$InputImages”, “door”], “as”: “door”}"],
    ["keys without quotes", '{tool: "tools.SAM3.findObject", args: ["$InputImages", "door"], as: "door"}'],
    ["references without quotes", '{"tool": tools.SAM3.findObject, "args": [$InputImages, "door"], "as": door}'],
    [
      "comments",
      '{"tool": "tools.SAM3.findObject", // look\n "args": ["$InputImages", /* what */ "door"], # name\n "as": "door"}',
    ],
    ["a tuple", '{"tool": "tools.SAM3.findObject", "args": ("$InputImages", "door"), "as": "door"}'],
    ["a list with one call", `[${PLAIN}]`],
    [
      "name and arguments",
      '{"name": "tools.SAM3.findObject", "arguments": {"frames": "$InputImages", "what": "door"}, "as": "door"}',
    ],
    [
      "arguments as a text",
      `{"name": "tools.SAM3.findObject", "arguments": "{\\"frames\\": \\"$InputImages\\", \\"what\\": \\"door\\"}", "as": "door"}`,
    ],
    [
      "a function inside",
      '{"type": "function", "function": {"name": "tools.SAM3.findObject", "arguments": "[\\"$InputImages\\", \\"door\\"]"}, "as": "door"}',
    ],
    ["tool_calls", `{"tool_calls": [${PLAIN}]}`],
    [
      "action and action_input",
      '{"thought": "hm", "action": "tools.SAM3.findObject", "action_input": {"frames": "$InputImages", "what": "door"}, "as": "door"}',
    ],
    [
      "tool_name and parameters",
      '{"tool_name": "tools.SAM3.findObject", "parameters": ["$InputImages", "door"], "save_as": "$door"}',
    ],
    [
      "arguments beside the tool",
      '{"tool": "tools.SAM3.findObject", "frames": "$InputImages", "what": "door", "as": "door"}',
    ],
    [
      "named arguments in a list",
      '{"tool": "tools.SAM3.findObject", "args": [{"what": "door", "frames": "$InputImages"}], "as": "door"}',
    ],
    ["the tool as key", '{"tools.SAM3.findObject": {"frames": "$InputImages", "what": "door"}, "as": "door"}'],
    ["no tools.", PLAIN.replace("tools.", "")],
    ["the last name alone", PLAIN.replace("tools.SAM3.", "")],
    ["snake case", PLAIN.replace("tools.SAM3.findObject", "find_object")],
    ["underscores for dots", PLAIN.replace("tools.SAM3.findObject", "tools_SAM3_findObject")],
    ["a dollar before the tool", PLAIN.replace("tools.SAM3", "$tools.SAM3")],
    ["parentheses after the tool", PLAIN.replace("findObject", "findObject()")],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: no template is meant
    ["braces around the reference", PLAIN.replace("$InputImages", "${InputImages}")],
    ["an object as reference", PLAIN.replace('"$InputImages"', '{"$ref": "InputImages"}')],
    ["the same call twice", `${PLAIN}\n${PLAIN}`],
  ])("%s", (_, text) => {
    expect(cellOf(createToolCallInterface(), text)).toBe(CELL);
  });

  it.each([
    ["the generic function", "call", PLAIN],
    [
      "the generic function with a list as text",
      "functions.call",
      PLAIN.replace('["$InputImages", "door"]', '"[\\"$InputImages\\", \\"door\\"]"'),
    ],
    ["a function of the API", "tools.SAM3.findObject", '{"frames": "$InputImages", "what": "door", "as": "door"}'],
    ["one with underscores", "tools_SAM3_findObject", '{"args": ["$InputImages", "door"], "as": "door",}'],
  ])("a native call of %s", (_, name, args) => {
    const action = createToolCallInterface().read(reply("I look.", [{ name, arguments: args }]), { kind: "any" });
    expect(action).toEqual({ kind: "cell", thought: "I look.", cell: CELL });
  });

  it("a native answer", () => {
    const calls = [{ name: "ReturnAnswer", arguments: '{"value": 1.25}' }];
    expect(createToolCallInterface().read(reply("", calls), { kind: "any" })).toMatchObject({
      cell: "ReturnAnswer(1.25);",
    });
  });
});

describe("what was said", () => {
  it.each([
    [`I look for the door.\n${fence("json", PLAIN)}\nThen I measure.`, "I look for the door."],
    [PLAIN.replace("{", '{"thought": "The door first.", '), "The door first."],
    [PLAIN, ""],
  ])("is told apart from the call", (text, thought) => {
    expect(read(createToolCallInterface(), text)).toEqual({ kind: "cell", thought, cell: CELL });
  });
});

describe("of several calls", () => {
  const recon = '{"tool": "tools.Reconstruct.reconstruct", "args": ["$InputImages"], "as": "recon"}';

  it("the last is run, as a draft stands before what is meant, and the model is told", () => {
    expect(cellOf(createToolCallInterface(), `${recon}\n${PLAIN}`)).toBe(
      `print("Of your 2 calls only tools.SAM3.findObject was run: send one call per reply.");\n${CELL}`,
    );
  });

  it("the one is run whose result the last one needs", () => {
    const points = '{"tool": "$door.seg.points", "args": ["$recon"], "as": "points"}';
    const cell = cellOf(createToolCallInterface(), fence("json", `[${PLAIN}, ${recon}, ${points}]`));
    expect(cell).toContain("const recon = tools.Reconstruct.reconstruct(InputImages);");
    expect(cell).not.toContain("findObject");
  });
});

describe("no call is read from", () => {
  it.each([
    ["an empty reply", "", /empty/],
    ["prose", "The door is 2 m high.", /holds no call/],
    ["a cell", fence("ts", 'const door = tools.SAM3.findObject(InputImages, "door");'), /holds a program/],
    ["Python", fence("python", "print({1: 2})"), /holds a program/],
    ["JSON without a tool", '{"width": 2, "height": 1}', /names no tool/],
    ["JSON that ends early", '{"tool": "show", "args": ["$InputImages"', /cannot be read/],
    ["a flood of brackets", "[".repeat(200_000), /cannot be read/],
    ["a flood of comments", "{/*".repeat(60_000), /cannot be read/],
    ["too long a reply", "x".repeat(300_000), /293 kB long/],
  ])("%s", (_, text, problem) => {
    expect(problemOf(createToolCallInterface(), text)).toMatch(problem);
  });

  it("a reply that was cut off", () => {
    const action = createToolCallInterface().read(reply(PLAIN, [], "length"), { kind: "any" });
    expect(action).toMatchObject({ kind: "none", problem: expect.stringContaining("cut off") });
  });

  it("native arguments that cannot be read", () => {
    const action = createToolCallInterface().read(reply("", [{ name: "call", arguments: "{{" }]), { kind: "any" });
    expect(action).toMatchObject({ kind: "none", problem: expect.stringContaining("no readable arguments") });
  });
});
