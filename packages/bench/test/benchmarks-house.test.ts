import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { BENCHMARKS } from "../src/benchmark/open.ts";
import { FOLDER } from "./vectors/read.ts";

const ADAPTERS = fileURLToPath(new URL("../src/benchmarks/", import.meta.url));
const CARDS = fileURLToPath(new URL("../../../bench/datasets/", import.meta.url));

/** The machine was built on these; the others had to come out small. */
const FIRST = ["erqa.ts", "vsibench.ts", "mindcube.ts", "dsibench.ts", "index.ts"];
const files = readdirSync(ADAPTERS).map((name) => ({ name, text: readFileSync(ADAPTERS + name, "utf8") }));

describe("the adapters", () => {
  it("are under 60 KB together, the sixteen that came later", () => {
    const later = files.filter(({ name }) => !FIRST.includes(name));
    expect(new Set(later.map(({ name }) => name.split("-")[0]?.replace(".ts", "")))).toHaveLength(16);
    expect(later.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(60 * 1024);
  });

  it("share no six lines in a row", () => {
    const seen = new Map<string, string>();
    const shared: string[] = [];
    for (const { name, text } of files) {
      const lines = text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
      for (let i = 0; i + 6 <= lines.length; i++) {
        const six = lines.slice(i, i + 6).join("\n");
        const other = seen.get(six);
        if (other !== undefined && other !== name) shared.push(`${other} and ${name}:\n${six}`);
        seen.set(six, name);
      }
    }
    expect(shared).toEqual([]);
  });

  it("have a JSON file each, and vectors", () => {
    const names = (folder: string): string[] => readdirSync(folder).map((name) => name.replace(".json", ""));
    expect(names(CARDS).sort()).toEqual(BENCHMARKS);
    expect(names(FOLDER).sort()).toEqual(["_shared", ...BENCHMARKS].sort());
  });
});
