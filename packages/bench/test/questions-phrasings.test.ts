import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkPhrasings, loadPhrasings, phrase, plural } from "../src/synth/phrasings.ts";
import type { Question } from "../src/synth/questions.ts";

const fileOf = (name: string): string => fileURLToPath(new URL(`../src/synth/phrasings.${name}.json`, import.meta.url));
const dev = loadPhrasings(fileOf("dev"));
const but = (change: Record<string, unknown>) => () => checkPhrasings({ ...dev, ...change });

describe("phrasings", () => {
  it.each(["dev", "heldout"])("%s has two for every family", (name) => {
    for (const templates of Object.values(loadPhrasings(fileOf(name)))) expect(templates).toHaveLength(2);
  });

  it("shares no phrasing between the two files", () => {
    const other = Object.values(loadPhrasings(fileOf("heldout"))).flat();
    for (const template of Object.values(dev).flat()) expect(other).not.toContain(template);
  });

  it("names family, template and placeholder of what does not fit", () => {
    expect(but({ height: ["How high is it?"] })).toThrow(
      'family height, template "How high is it?": placeholder {a} must stand there once, found 0 times',
    );
    expect(but({ height: ["Is the {a} the {a}?"] })).toThrow("placeholder {a} must stand there once, found 2 times");
    expect(but({ count: ["How many {a}?"] })).toThrow("placeholder {a} is not known; allowed: {as}");
    expect(but({ "camera-moved": ["From {frame}?"] })).toThrow("placeholder {frame} is not known; allowed: none");
  });

  it("refuses missing and unknown families, and what is no template", () => {
    expect(but({ width: undefined })).toThrow("family width is missing");
    expect(but({ depth: ["{a}"] })).toThrow("family depth is not known");
    expect(but({ width: [] })).toThrow("family width must be a list of at least one template");
    expect(but({ width: [7] })).toThrow("family width holds 7");
    expect(() => checkPhrasings([])).toThrow("must be an object");
    expect(() => loadPhrasings("no-such-file.json")).toThrow("cannot read phrasings no-such-file.json");
  });
});

describe("phrase", () => {
  const base = { id: "q", answer: "table", unit: null } as const;
  const phrasings = { ...dev, nearest: ["To the {x}: {options}?", "second {x} {options}"], count: ["{as}?"] };
  const nearest: Question = {
    ...base,
    family: "nearest",
    params: { x: "trash can", options: ["chair", "table", "lamp"] },
  };

  it("fills names, lists and plurals, and counts phrasings round", () => {
    expect(phrase(nearest, phrasings, 0).text).toBe("To the trash can: chair, table or lamp?");
    expect(phrase(nearest, phrasings, 3).text).toBe("second trash can chair, table or lamp");
    expect(phrase({ ...base, family: "count", params: { a: "box" } }, phrasings, 5).text).toBe("boxes?");
  });

  it("appends the options of a multiple choice", () => {
    const choice = { ...nearest, options: ["lamp", "table", "chair"] };
    expect(phrase(choice, phrasings, 0).text).toMatch(/\?\nOptions: A\. lamp B\. table C\. chair$/);
  });

  it.each([
    ["chair", "chairs"],
    ["box", "boxes"],
    ["couch", "couches"],
    ["bookshelf", "bookshelves"],
    ["trash can", "trash cans"],
    ["baby", "babies"],
    ["tray", "trays"],
  ])("plural of %s is %s", (one, many) => expect(plural(one)).toBe(many));
});
