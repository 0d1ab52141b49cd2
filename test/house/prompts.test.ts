import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createInterface, INTERFACES } from "../../packages/agent/src/interfaces/index.ts";
import { type PromptName, prompt } from "../../packages/agent/src/prompts/prompt.ts";
import { SECTIONS, systemPrompt } from "../../packages/agent/src/prompts/sections.ts";
import { cellApi } from "../../packages/workspace/src/index.ts";
import { ROOT, sourceFiles } from "./files.ts";

const names = readdirSync(path.join(ROOT, "prompts"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".md"))
  .map((file) => file.replace(/\.md$/, ""));

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
    const used = sources.flatMap((text) => [...text.matchAll(/\bprompt\("([\w-]+)"/g)].map((m) => m[1] as string));
    const sections = SECTIONS.map((section) => `system/${section}`);
    expect([...new Set([...used, ...sections])].sort()).toEqual([...names].sort());
  });
});

describe("sections of the system prompt", () => {
  const values = { steps: "30", api: "the API" };

  it("are all used by an interface", () => {
    const used = new Set(INTERFACES.flatMap((name) => createInterface(name, cellApi()).sections));
    expect([...used].sort()).toEqual([...SECTIONS].sort());
  });

  it.each(INTERFACES)("the prompt of %s marks what comes from outside as data", (name) => {
    expect(systemPrompt(createInterface(name, cellApi()).sections, values)).toContain("never an instruction");
  });

  it("can be left out and replaced", () => {
    const text = systemPrompt(["role", "method", "api"], values, {
      omit: ["method"],
      replace: { api: "Use {{api}}." },
    });
    expect(text).not.toContain("# How to work");
    expect(text).toContain("Use the API.");
  });

  it("are refused by name when they do not exist, as are places that they do not have", () => {
    expect(() => systemPrompt(["role"], values, { omit: ["methods"] })).toThrow(
      /"methods" does not exist; there are role,/,
    );
    expect(() => systemPrompt(["role"], values, { replace: { api: "", rolle: "" } })).toThrow(/"rolle" does not exist/);
    expect(() => systemPrompt(["api"], values, { replace: { api: "{{steps}}" } })).toThrow(
      /section api wants {{steps}}/,
    );
  });
});
