import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createReplayModel } from "../../src/chat/replay.ts";
import { NO_USAGE } from "../../src/chat/usage.ts";
import { ask, errorOf } from "./model.ts";

const folder = mkdtempSync(path.join(tmpdir(), "replay-"));
afterAll(() => rmSync(folder, { recursive: true }));

function recording(...lines: readonly (object | string)[]): string {
  const file = path.join(folder, "run.jsonl");
  writeFileSync(file, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  return file;
}

describe("a replay", () => {
  it("gives each role its replies in the order of the file", async () => {
    const toolCalls = [{ name: "find", arguments: "{}" }];
    const file = recording(
      { role: "planner", text: "a plan" },
      { role: "main", text: "one", finish: "length", reasoning: "hm", toolCalls },
      "",
      { role: "main", text: "two" },
    );
    const model = createReplayModel(file);
    const plain = { reasoning: null, finish: "stop", toolCalls: [], usage: NO_USAGE, server: null, notices: [] };
    expect(await ask(model, "hi")).toEqual({ ...plain, text: "one", finish: "length", reasoning: "hm", toolCalls });
    expect(await ask(model, "hi", { role: "planner" })).toEqual({ ...plain, text: "a plan" });
    expect(await ask(model, "hi")).toEqual({ ...plain, text: "two" });
    expect(await errorOf(ask(model))).toBe(`the recording ${file} has no reply 3 for role main; record one more`);
    expect([model.seesPictures, createReplayModel(file, { seesPictures: false }).seesPictures]).toEqual([true, false]);
  });

  it("ends with the signal", async () => {
    const model = createReplayModel(recording({ role: "main", text: "one" }));
    await expect(ask(model, "hi", { signal: AbortSignal.abort(new Error("no")) })).rejects.toThrow(/^no$/);
    expect((await ask(model)).text).toBe("one");
  });

  it.each<[object | string, RegExp]>([
    ["{", /run\.jsonl, line 2: expected one JSON object a line/],
    ["[]", /line 2: expected one JSON object|line 2: expected "role"/],
    [{ role: "writer", text: "" }, /line 2: expected "role" to be one of planner, main, .*, got "writer"/],
    [{ role: "main" }, /line 2: expected "text" to be a string, got undefined/],
    [{ role: "main", text: "", finish: "end" }, /line 2: expected "finish" to be one of stop, length, declined/],
    [{ role: "main", text: "", reasoning: 1 }, /line 2: expected "reasoning"/],
    [{ role: "main", text: "", toolCalls: [{ name: "x" }] }, /line 2: expected "toolCalls"/],
  ])("is refused by line: %j", (line, message) => {
    expect(() => createReplayModel(recording({ role: "main", text: "fine" }, line))).toThrow(message);
  });

  it("is refused when there is none", () => {
    expect(() => createReplayModel("nowhere.jsonl")).toThrow(/cannot read the recording nowhere\.jsonl: ENOENT/);
  });
});
