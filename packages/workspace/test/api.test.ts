import { describe, expect, it } from "vitest";
import { declarationsOf, examplesOf } from "../src/api/declarations.ts";
import { apiFiles, apiReference, cellApi, reservedNames } from "../src/index.ts";
import { membersOf } from "./members.ts";

const files = apiFiles();
const declarations = Object.values(files).flatMap(declarationsOf);

describe("reservedNames", () => {
  it("are the values that the API declares", () => {
    expect(reservedNames().sort()).toEqual(
      ["InputImages", "Metadata", "RefImages", "ReturnAnswer", "console", "np", "print", "show", "tools", "vlm"].sort(),
    );
  });
});

describe("apiReference", () => {
  const reference = apiReference();
  const words = new Set(reference.match(/[A-Za-z_]\w*/g));

  it("names everything public", () => {
    const names = declarations.flatMap((declaration) => [
      ...declaration.name.split("."),
      ...membersOf(declaration).map((member) => member.name),
    ]);
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name) => !words.has(name))).toEqual([]);
  });

  it("names nothing that the API does not have", () => {
    const known = new Set(
      Object.values(files)
        .join("\n")
        .match(/[A-Za-z_]\w*/g),
    );
    const added = new Set([
      "Example",
      "ts",
      "Array",
      "brand",
      "Frames",
      "Reconstruction",
      "Masks",
      "Geometry",
      "Numbers",
    ]);
    for (const word of ["Drawing", "Output", "looks", "and", "the", "answer"]) added.add(word);
    expect([...words].filter((word) => !known.has(word) && !added.has(word))).toEqual([]);
  });

  it("has one worked example in each group", () => {
    for (const group of reference.split("\n## ").slice(1)) expect(group.match(/^\/\/ Example: /gm)).toHaveLength(1);
  });

  it("fits the prompt", () => {
    // 6,000 tokens of o200k, of some 3.5 bytes each.
    expect(Buffer.byteLength(reference)).toBeLessThan(21_500);
  });

  it("shows members of one type together, and helper types by what is said of them", () => {
    expect(reference).toMatch(/^ +min, max, sum, mean, .*: Reduce;$/m);
    expect(reference).toMatch(/^\/\/ Reduce: \(a: Numeric\) => number, or/m);
    expect(reference).not.toMatch(/@brief|interface Reduce|infer R|<const /);
  });

  it("leaves out what is asked", () => {
    const smaller = apiReference(cellApi({ omit: ["vlm", "tools.SAM3"] }));
    expect(smaller).not.toContain("vlm");
    expect(smaller).not.toContain("findObject");
    expect(smaller).toContain("ReturnAnswer");
  });

  it("keeps the conventions and none of the talk about the files themselves", () => {
    expect(reference).toContain("Lengths are metres");
    expect(reference).not.toContain("checker");
  });
});

describe("the declarations", () => {
  it("give each file an example", () => {
    for (const [name, text] of Object.entries(files)) expect(examplesOf(text).length, name).toBeGreaterThan(0);
  });
});
