import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { run } from "../command.ts";

const DOCS = path.join(import.meta.dirname, "../../../docs/benchmarks.md");

/** The example of the documentation, as a reader would copy it. */
function example(language: string, mark: string): string {
  const blocks = [...readFileSync(DOCS, "utf8").matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  const found = blocks.find(([, is, text]) => is === language && text?.includes(mark))?.[2];
  if (found === undefined) throw new Error(`no ${language} block of the page has ${mark}`);
  return found;
}

it("a benchmark of one's own works in a folder with nothing else in it, as documented", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "spatialclaw-own-"));
  const at = (...parts: string[]) => path.join(folder, ...parts);
  try {
    writeFileSync(at("rooms.json"), example("json", '"rooms"'));
    writeFileSync(at("rooms.ts"), example("ts", "defineBenchmark"));
    mkdirSync(at("data", "rooms"), { recursive: true });
    const row = { id: "a", type: "place", room: "hall", question: "Where?", options: ["left", "right"], images: [] };
    writeFileSync(at("data", "rooms", "questions.jsonl"), JSON.stringify({ ...row, answer: "B" }));
    writeFileSync(at("replies.jsonl"), JSON.stringify({ sample_id: "a", content: "It is on the right." }));
    const scored = await run(["bench", "score", "./rooms.json", "replies.jsonl", "--json"], { cwd: folder });
    expect(scored.stderr).toBe("");
    expect(JSON.parse(scored.stdout)).toMatchObject({ benchmark: "rooms", score: 1, answered: 1 });
    expect(scored.code).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
