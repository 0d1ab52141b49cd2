import { matchLabels } from "@spatialclaw/perception";
import { describe, expect, it } from "vitest";

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
  "tv stand",
];

const found = (text: string, labels: readonly string[] = LABELS) =>
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
    ["the white radiator below the window", ["heater"]],
    ["Doors", ["door"]],
    ["table", ["coffee table", "dining table"]],
    ["coffee table", ["coffee table"]],
    ["the two tables", ["coffee table", "dining table"]],
    ["lamp", ["table lamp"]],
    ["light on the table", ["table lamp"]],
    ["chairs", ["chair"]],
    ["all 3 chairs", ["chair"]],
    ["the red chair", ["red chair"]],
    ["blue chair", ["chair"]],
    ["couch", ["sofa"]],
    ["TV", ["television"]],
    ["TVs", ["television"]],
    ["television stand", ["tv stand"]],
    ["bin", ["trash can"]],
    ["garbage can", ["trash can"]],
    ["bookshelves", ["bookshelf"]],
    ["bookcase", ["bookshelf"]],
    ["shelf", ["bookshelf"]],
    ["boxes", ["box"]],
    ["a pair of boxes", ["box"]],
    ["leg of the coffee table", []],
    ["soda can", []],
    ["desk", []],
    ["piano", []],
    ["", []],
    ["the", []],
    ["!?", []],
  ])("%s", (text, labels) => {
    expect(found(text)).toEqual([...labels].sort());
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["table", ["table", "dining table"], ["table"]],
    ["table", ["table lamp"], []],
    ["table", ["nightstand"], ["nightstand"]],
    ["bedside table", ["nightstand", "coffee table"], ["nightstand"]],
    ["red chair", ["office chair"], []],
    ["red chair", ["chair", "red armchair"], ["red armchair"]],
    ["chair", ["armchair", "stool"], ["armchair"]],
    ["chair", ["chair 1", "chair 2"], ["chair 1", "chair 2"]],
    ["Chair 2", ["chair 1", "chair 2"], ["chair 2"]],
    ["chair with a cushion", ["chair", "chair with a cushion"], ["chair with a cushion"]],
    ["knives", ["knife"], ["knife"]],
    ["shoes", ["shoe"], ["shoe"]],
    ["glasses", ["glass"], ["glass"]],
    ["buses", ["bus"], ["bus"]],
    ["canvases", ["canvas"], ["canvas"]],
    ["people", ["person"], ["person"]],
    ["shoe", ["Shoe ", "shoe"], ["Shoe ", "shoe"]],
    ["chaise", ["chair"], []],
    ["constructor", ["chair"], []],
  ])("%s among %j", (text, labels, expected) => {
    expect(found(text, labels)).toEqual([...expected].sort());
  });

  it("scores equal phrases 1 and others by the words they share, best first", () => {
    expect(matchLabels("the radiators", ["heater"])).toEqual([{ label: "heater", score: 1 }]);
    expect(matchLabels("table", ["small coffee table", "dining table"])).toEqual([
      { label: "dining table", score: 1 / 2 },
      { label: "small coffee table", score: 1 / 3 },
    ]);
  });
});
