import { describe, expect, it } from "vitest";
import { matchLabels } from "@spatialclaw/perception";

const LABELS = [
  "heater",
  "door",
  "coffee table",
  "dining table",
  "table lamp",
  "chair",
  "red chair",
  "trash can",
  "bookshelf",
  "sofa",
  "television",
  "box",
];

const found = (text: string, labels = LABELS) =>
  matchLabels(text, labels)
    .map((match) => match.label)
    .sort();

describe("which labels a text means", () => {
  it.each([
    ["heater", ["heater"]],
    ["the heater", ["heater"]],
    ["radiator heater", ["heater"]],
    ["radiator", ["heater"]],
    ["white radiator", ["heater"]],
    ["Doors", ["door"]],
    ["table", ["coffee table", "dining table"]],
    ["coffee table", ["coffee table"]],
    ["lamp", ["table lamp"]],
    ["chairs", ["chair"]],
    ["the red chair", ["red chair"]],
    ["blue chair", ["chair"]],
    ["couch", ["sofa"]],
    ["TV", ["television"]],
    ["bin", ["trash can"]],
    ["garbage can", ["trash can"]],
    ["bookshelves", ["bookshelf"]],
    ["boxes", ["box"]],
    ["piano", []],
    ["", []],
    ["the", []],
  ])("%s", (text, labels) => {
    expect(found(text)).toEqual([...labels].sort());
  });

  it("takes no lamp for a table and no office chair for a red one", () => {
    expect(found("table", ["table lamp"])).toEqual([]);
    expect(found("red chair", ["office chair"])).toEqual([]);
  });
});
