import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type PromptName, prompt } from "../../packages/agent/src/prompts.ts";
import { ROOT, sourceFiles } from "./files.ts";

const names = readdirSync(path.join(ROOT, "prompts")).map((file) => file.replace(/\.md$/, ""));

function placeholders(name: string): string[] {
  const text = readFileSync(path.join(ROOT, "prompts", `${name}.md`), "utf8");
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] as string))];
}

describe("prompts", () => {
  it.each(names)("%s renders when every placeholder has a value, and only then", (name) => {
    const keys = placeholders(name);
    const values = Object.fromEntries(keys.map((key) => [key, `<${key}>`]));
    const text = prompt(name as PromptName, values);
    for (const key of keys) expect(text).toContain(`<${key}>`);
    expect(() => prompt(name as PromptName, { ...values, stray: "x" })).toThrow(/has no place for stray/);
    const [first] = keys;
    if (first) {
      const { [first]: _, ...missing } = values;
      expect(() => prompt(name as PromptName, missing)).toThrow(new RegExp(`wants {{${first}}}`));
    }
  });

  it("are all used, and none is missing", () => {
    const sources = sourceFiles("packages/agent/src").map((file) => readFileSync(path.join(ROOT, file), "utf8"));
    const used = new Set(
      sources.flatMap((text) => [...text.matchAll(/\bprompt\("([\w-]+)"/g)].map((m) => m[1] as string)),
    );
    expect([...used].sort()).toEqual([...names].sort());
  });
});
