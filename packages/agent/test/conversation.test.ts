import type { CellResult } from "@spatialclaw/kernel";
import { describe, expect, it } from "vitest";
import type { ChatMessage, ChatPart } from "../src/chat/types.ts";
import { Conversation } from "../src/conversation.ts";
import { text } from "../src/messages.ts";

const HEAD = [text("system", "the rules"), text("user", "the question")];
const CELL = "const a = 1;\nfail();\nconst b = 2;";

function result(changes: Partial<CellResult> = {}): CellResult {
  return {
    cell: 1,
    ok: true,
    stdout: "",
    value: null,
    error: null,
    ran: true,
    variables: { new: [], changed: [] },
    shown: [],
    answer: null,
    bypassed: [],
    restarted: null,
    hostCalls: [],
    cpuMs: 1,
    wallMs: 1,
    ...changes,
  };
}

const FAILED = result({
  ok: false,
  error: { kind: "runtime", message: "it failed\nat length", line: 2, column: 1, excerpt: "…", hint: "mend it" },
  variables: { new: [{ name: "a", summary: "1" }], changed: [] },
});

function turn(conversation: Conversation, cell: string, outcome: CellResult, pictures: readonly ChatPart[] = []): void {
  conversation.reply(`I try.\n\`\`\`ts\n${cell}\n\`\`\``);
  conversation.outcome("I try.", cell, outcome);
  conversation.back(`all about ${cell}`, pictures);
}

const picture = (label: string): ChatPart => ({
  type: "image",
  label,
  image: { mime: "image/png", bytes: new Uint8Array() },
});

const plain = (messages: readonly ChatMessage[]): string[] =>
  messages.map(({ parts }) => parts.map((part) => (part.type === "text" ? part.text : `<${part.label}>`)).join(" | "));

describe("failed cells", () => {
  it("stay whole until one works, then shrink to their error, up to the line that failed", () => {
    const conversation = new Conversation(HEAD, 8);
    turn(conversation, CELL, FAILED);
    turn(conversation, "again();", FAILED);
    const whole = plain(conversation.messages());
    expect(whole[2]).toContain("const b = 2;");
    expect(whole[3]).toBe(`all about ${CELL}`);
    turn(conversation, "works();", result({ cell: 3 }));
    const after = plain(conversation.messages());
    expect(after[2]).toBe("I try.\n\n```ts\nconst a = 1;\nfail();\n// …\n```");
    expect(after[3]).toBe("Cell 1: error (runtime): it failed\nIt left a.");
    expect(after[4]).toContain("again();");
    expect(after.slice(0, 2)).toEqual(["the rules", "the question"]);
    expect(after.at(-1)).toBe("all about works();");
  });

  it("shrink once: what comes later leaves the prefix alone", () => {
    const conversation = new Conversation(HEAD, 8);
    turn(conversation, CELL, FAILED);
    turn(conversation, "works();", result());
    const before = plain(conversation.messages());
    turn(conversation, "also();", result());
    expect(plain(conversation.messages()).slice(0, before.length)).toEqual(before);
  });
});

describe("pictures", () => {
  it("beyond the budget become text, oldest first, half of it at a time, and the head keeps its own", () => {
    const head = [HEAD[0] as ChatMessage, { role: "user" as const, parts: [picture("key frame")] }];
    const conversation = new Conversation(head, 4);
    for (let i = 1; i <= 4; i++) turn(conversation, `cell(${i})`, result(), [picture(`p${i}`)]);
    const full = plain(conversation.messages());
    expect(full.filter((message) => message.includes("<p"))).toHaveLength(4);
    turn(conversation, "cell(5)", result(), [picture("p5")]);
    const said = plain(conversation.messages()).join("\n");
    expect([...said.matchAll(/<(.*?)>/g)].map((match) => match[1])).toEqual(["key frame", "p4", "p5"]);
    expect(said).toContain('(picture "p1" is no longer shown; show it again if it is needed)');
    // The next one rewrites nothing.
    const before = plain(conversation.messages());
    turn(conversation, "cell(6)", result(), [picture("p6")]);
    expect(plain(conversation.messages()).slice(0, before.length)).toEqual(before);
  });
});

describe("replies", () => {
  it("that are empty or huge are kept in a form that an endpoint takes", () => {
    const conversation = new Conversation(HEAD, 4);
    conversation.reply("");
    conversation.back("what?");
    conversation.reply("x".repeat(5_000_000));
    const [, , empty, , huge] = plain(conversation.messages());
    expect(empty).toBe("(empty reply)");
    expect(huge?.length).toBeLessThan(70_000);
  });
});
