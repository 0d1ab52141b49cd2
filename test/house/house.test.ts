import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, sourceFiles } from "./files.ts";

/** Who may import whom: docs/architecture.md tells why. A package imports only from rooms above it. */
const ABOVE: Readonly<Record<string, readonly string[]>> = {
  geometry: [],
  store: [],
  media: ["geometry"],
  hub: ["media"],
  perception: ["geometry", "store", "media", "hub"],
  kernel: [],
  workspace: ["geometry", "store", "media", "perception", "kernel"],
  agent: ["geometry", "store", "media", "perception", "kernel", "workspace"],
  report: ["geometry", "store", "media", "workspace", "agent"],
  bench: ["geometry", "store", "media", "hub", "perception", "kernel", "workspace", "agent", "report"],
  cli: ["geometry", "store", "media", "hub", "perception", "kernel", "workspace", "agent", "report", "bench"],
};

const IMPORT =
  /(?:^|\n)\s*(?:import|export)[^'"\n]*?(?:\{[^}]*\}[^'"\n]*)?from\s*["']([^"']+)["']|\b(?:import|require)\s*\(\s*["']([^"']+)["']\s*\)/g;

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  return [...text.matchAll(IMPORT)].map((m) => (m[1] ?? m[2]) as string);
}

describe("the house", () => {
  it("has a room for every package and no other", () => {
    expect(readdirSync(path.join(ROOT, "packages")).sort()).toEqual(Object.keys(ABOVE).sort());
  });

  it.each(Object.keys(ABOVE))("%s imports only from rooms above it, by name", (room) => {
    const wrong: string[] = [];
    for (const file of sourceFiles(`packages/${room}/src`)) {
      for (const target of importsOf(file)) {
        const other = /^@spatialclaw\/(\w+)/.exec(target)?.[1];
        if (other && !ABOVE[room]?.includes(other)) wrong.push(`${file} -> ${target}`);
        if (target.startsWith(".")) {
          const resolved = path.join(path.dirname(file), target);
          if (!resolved.startsWith(path.join("packages", room) + path.sep)) wrong.push(`${file} -> ${target}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps the compiler's unstable API behind one file and isolated-vm behind another", () => {
    const users = (name: RegExp) =>
      sourceFiles("packages").filter(
        (file) => file.includes(`${path.sep}src${path.sep}`) && importsOf(file).some((t) => name.test(t)),
      );
    expect(users(/^typescript/)).toEqual([path.join("packages", "kernel", "src", "checker", "typescript.ts")]);
    expect(users(/^isolated-vm/)).toEqual([path.join("packages", "kernel", "src", "process", "isolate.cjs")]);
  });

  it("keeps the guest free of Node", () => {
    const guest = [...sourceFiles("packages/geometry/src"), ...sourceFiles("packages/workspace/src/guest")];
    const wrong = guest.filter((file) => importsOf(file).some((target) => target.startsWith("node:")));
    expect(wrong).toEqual([]);
  });

  it("has small files: none written by hand over 15 KB, the median under 5 KB", () => {
    const all = ["packages", "test", "bench", "models"].flatMap(sourceFiles);
    const files = all.filter((file) => !readFileSync(path.join(ROOT, file), "utf8").startsWith("// Generated"));
    const sizes = files.map((file) => ({ file, size: readFileSync(path.join(ROOT, file)).length }));
    expect(sizes.filter(({ size }) => size > 15 * 1024)).toEqual([]);
    const sorted = sizes.map((s) => s.size).sort((a, b) => a - b);
    expect(sorted[sorted.length >> 1]).toBeLessThan(5 * 1024);
  });

  it("keeps the loop readable in one sitting", () => {
    const lines = readFileSync(path.join(ROOT, "packages/agent/src/loop.ts"), "utf8").split("\n").length;
    expect(lines).toBeLessThanOrEqual(250);
  });
});
