import { apiFiles } from "@spatialclaw/workspace";
import { describe, expect, it } from "vitest";
import { createToolCallInterface } from "../../src/interfaces/tool-call/index.ts";
import { apiTable } from "../../src/interfaces/tool-call/signatures.ts";
import { cellOf, problemOf } from "./reply.ts";

/** An interface that knows what a usual run has found so far. */
function underway() {
  const acts = createToolCallInterface();
  cellOf(acts, { tool: "tools.Reconstruct.reconstruct", args: ["$InputImages"], as: "recon" });
  cellOf(acts, { tool: "tools.SAM3.findObject", args: ["$InputImages", "door"], as: "door" });
  cellOf(acts, { tool: "tools.SAM3.segmentVideo", args: ["$InputImages", "chair"], as: "chairs" });
  cellOf(acts, { tool: "tools.Geometry.heading", args: [{ at: [0, 0, 0], facing: [0, 0, -1] }], as: "view" });
  return acts;
}

const NO_DOOR =
  'if (door == null) throw new Error("$door is null: tools.SAM3.findObject found nothing. Try other words, other frames or another way");';
const FRAME_12 = [
  "const frame12 = InputImages.by(12);",
  'if (frame12 == null) throw new Error("the input has no frame with index 12; $Metadata.frameIndices lists those it has");',
];

describe("a call becomes", () => {
  it.each<[string, object, string[]]>([
    [
      "a call with options",
      { tool: "reconstruct", args: ["$InputImages", { maxFrames: 8 }], as: "r" },
      ["const r = tools.Reconstruct.reconstruct(InputImages, { maxFrames: 8 });"],
    ],
    [
      "one with an option by name",
      { tool: "reconstruct", args: { frames: "$InputImages", maxFrames: 8 }, as: "r" },
      ["const r = tools.Reconstruct.reconstruct(InputImages, { maxFrames: 8 });"],
    ],
    [
      "one with both spellings",
      { tool: "reconstruct", args: ["$InputImages"], kwargs: { max_frames: 8 }, as: "r" },
      ["const r = tools.Reconstruct.reconstruct(InputImages, { maxFrames: 8 });"],
    ],
    [
      "a method, guarded",
      { tool: "$door.seg.points", args: ["$recon"], as: "p" },
      [NO_DOOR, "const p = door.seg.points(recon);"],
    ],
    ["a method without the dollar", { tool: "door.seg.overlay", as: "p" }, [NO_DOOR, "const p = door.seg.overlay();"]],
    ["a picture shown", { tool: "show", args: ["$InputImages.first"] }, ["show(InputImages.first);"]],
    ["null shown as it is", { tool: "show", args: ["$door"] }, ["show(door);"]],
    ["a member shown, guarded", { tool: "print", args: ["$door.seg.score"] }, [NO_DOOR, "print(door.seg.score);"]],
    ["an answer", { tool: "ReturnAnswer", args: [1.25] }, ["ReturnAnswer(1.25);"]],
    ["an answer by another name", { tool: "final_answer", args: { answer: "left" } }, ['ReturnAnswer("left");']],
    ["an answer alone", { answer: 3 }, ["ReturnAnswer(3);"]],
    ["an answer as a scalar", { tool: "ReturnAnswer", args: -0.5 }, ["ReturnAnswer(-0.5);"]],
    [
      "an index, guarded",
      { tool: "tools.SAM3.segmentImage", args: ["$InputImages[3]", "door"], as: "s" },
      [
        'if (InputImages[3] == null) throw new Error("$InputImages[3] does not exist: call print with \\"$InputImages\\" to see what it holds");',
        'const s = tools.SAM3.segmentImage(InputImages[3], "door");',
      ],
    ],
    [
      "a frame",
      { tool: "tools.SAM3.segmentImage", args: [{ frame: 12 }, "door"], as: "s" },
      [...FRAME_12, 'const s = tools.SAM3.segmentImage(frame12, "door");'],
    ],
    [
      "a frame as a plain number",
      { tool: "tools.SAM3.segmentImage", args: [12, "door"], as: "s" },
      [...FRAME_12, 'const s = tools.SAM3.segmentImage(frame12, "door");'],
    ],
    [
      "a frame whose name is the result's",
      { tool: "segmentImage", args: [12, "door"], as: "frame12" },
      [
        ...FRAME_12.map((line) => line.replaceAll("frame12", "frame12_")),
        'const frame12 = tools.SAM3.segmentImage(frame12_, "door");',
      ],
    ],
    [
      "a frame among options",
      { tool: "$door.seg.points", args: ["$recon", { frame: 12 }], as: "p" },
      [...FRAME_12, NO_DOOR, "const p = door.seg.points(recon, { frame: frame12 });"],
    ],
    [
      "a prompt with a frame",
      { tool: "segmentImage", args: [{ frame: 12 }, { frame: 12, points: [[3, 4]] }], as: "s" },
      [...FRAME_12, "const s = tools.SAM3.segmentImage(frame12, { frame: frame12, points: [[3, 4]] });"],
    ],
    [
      "frames in a list",
      { tool: "vlm.ask", args: [[12, "$InputImages.last"], "Open?"], as: "a" },
      [...FRAME_12, 'const a = vlm.ask([frame12, InputImages.last], "Open?");'],
    ],
    ["numbers that are none", { tool: "np.mean", args: [[12, 14]], as: "m" }, ["const m = np.mean([12, 14]);"]],
    [
      "one object of options",
      { tool: "heading", args: { at: [0, 0, 0], facing: { toward: [1, 0, 0] } }, as: "h" },
      ["const h = tools.Geometry.heading({ at: [0, 0, 0], facing: { toward: [1, 0, 0] } });"],
    ],
    ["a member read", { tool: "$door.seg.score", as: "s" }, [NO_DOOR, "const s = door.seg.score;"]],
    ["a result under another name", { tool: "$door", as: "d" }, ["const d = door;"]],
    ["a default name", { tool: "np.mean", args: [[1, 2]] }, ["const r1 = np.mean([1, 2]);"]],
    [
      "text with a dollar",
      { tool: "print", args: ["$5", "$$door", "$ 3", "door"] },
      ['print("$5", "$door", "$ 3", "door");'],
    ],
  ])("%s", (_, call, lines) => {
    expect(cellOf(underway(), call)).toBe(lines.join("\n"));
  });

  it("default names that are counted, and never one that is taken", () => {
    const acts = createToolCallInterface();
    const call = { tool: "np.mean", args: [[1, 2]] };
    expect(
      [cellOf(acts, { ...call, as: "r2" }), cellOf(acts, call), cellOf(acts, call)].map((cell) => cell.split(" ")[1]),
    ).toEqual(["r2", "r1", "r3"]);
  });

  it("a guard for a result in a list", () => {
    const acts = underway();
    cellOf(acts, { tool: "findObject", args: ["$InputImages", ["door", "heater"]], as: "both" });
    expect(cellOf(acts, { tool: "$both[1].seg.points", args: ["$recon"], as: "p" })).toContain(
      "if (both[1] == null) throw",
    );
  });
});

describe("a call is not run when", () => {
  it.each<[string, object, RegExp]>([
    [
      "its tool does not exist",
      { tool: "segment", args: [] },
      /no tool "segment"; close to it: tools\.SAM3\.segmentVideo, tools\.SAM3\.segmentImage/,
    ],
    ["its tool is nothing like one", { tool: "qqq", args: [] }, /no tool "qqq": .*tools\.SAM3\.findObject/],
    ["its tool is a global of JavaScript", { tool: "process.exit", args: [] }, /no tool "process\.exit"/],
    ["its tool is a global with a dollar", { tool: "$globalThis.eval", args: ["1"] }, /no tool/],
    [
      "it refers to what was never made",
      { tool: "show", args: ["$window"] },
      /"\$window" names no result so far; there are recon, door/,
    ],
    ["it refers to a function", { tool: "show", args: ["$tools.SAM3"] }, /"\$tools" names no result/],
    [
      "a reference holds a call",
      { tool: "show", args: ["$door.seg.overlay()"] },
      /is no reference.*Make the call first/,
    ],
    [
      "a reference looks a frame up",
      { tool: "show", args: ["$InputImages.by(12)"] },
      /is no reference.*\{"frame": 12\}/,
    ],
    [
      "a reference counts from the end",
      { tool: "show", args: ["$InputImages[-1]"] },
      /is no reference.*\$InputImages\.last/,
    ],
    ["a reference computes", { tool: "print", args: ["$door.seg.score + 1"] }, /is no reference/],
    [
      "a reference leads to code",
      { tool: "$door.constructor.constructor", args: ["process.exit()"] },
      /leads to constructor/,
    ],
    ["its name is no identifier", { tool: "np.mean", args: [[1]], as: "my mean" }, /"my mean" is no identifier/],
    ["its name is reserved", { tool: "np.mean", args: [[1]], as: "tools" }, /"tools" is taken/],
    ["its name is a keyword", { tool: "np.mean", args: [[1]], as: "class" }, /"class" is taken/],
    [
      "its name is that of an argument",
      { tool: "$door.seg.points", args: ["$recon"], as: "recon" },
      /choose another name/,
    ],
    [
      "a parameter does not exist",
      { tool: "findObject", args: { frames: "$InputImages", object: "door" } },
      /does not take frames, object; its parameters are frames, what/,
    ],
    ["a frame is no index", { tool: "show", args: [{ frame: 1.5 }] }, /1\.5 is no frame/],
    ["a value is given arguments", { tool: "$recon", args: [1] }, /is a value and takes no arguments/],
  ])("%s", (_, call, problem) => {
    expect(problemOf(underway(), call)).toMatch(problem);
  });
});

describe("the table of the API", () => {
  it("has every function that the declarations have", () => {
    const { functions, values, methods } = apiTable(apiFiles());
    const declared = Object.values(apiFiles()).flatMap((text) =>
      [...text.matchAll(/function (\w+)/g)].map((m) => m[1]),
    );
    const known = new Set([...functions.keys()].map((name) => name.split(".").at(-1)));
    expect(declared.filter((name) => !known.has(name))).toEqual([]);
    expect([...values].sort()).toEqual(["InputImages", "Metadata", "RefImages"]);
    expect(methods.get("points")).toHaveLength(2);
  });

  it("takes tools of one's own", () => {
    const own = "declare namespace tools {\n  namespace Clock {\n    function now(zone?: string): string;\n  }\n}\n";
    const acts = createToolCallInterface({ files: { ...apiFiles(), "clock.d.ts": own } });
    expect(cellOf(acts, { tool: "Clock.now", args: { zone: "UTC" }, as: "t" })).toBe(
      'const t = tools.Clock.now("UTC");',
    );
    expect(acts.tools[0]?.description).toContain("tools.Clock.now");
  });
});
