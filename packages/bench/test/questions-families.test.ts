import { describe, expect, it } from "vitest";
import { familyOf, type Params, type RoomView } from "../src/synth/families/index.ts";
import { BLOCKS, type Block, handMade, viewOf } from "./questions-room.ts";

const room = viewOf(handMade());
const answer = (id: string, params: Params, view: RoomView = room) => familyOf(id).answer(view, params);

describe("truth of each family", () => {
  it.each([
    ["distance-closest", { a: "lamp", b: "table" }, 1.25],
    ["distance-closest", { a: "table", b: "lamp" }, 1.25],
    ["distance-centre", { a: "lamp", b: "table" }, Math.hypot(2, 0.8 - 0.375)],
    ["height", { a: "lamp" }, 1.6],
    ["width", { a: "heater" }, 1],
    ["longest-side", { a: "lamp" }, 1.6],
    ["longest-side", { a: "sofa" }, 2],
    ["camera-moved", {}, 0.5],
  ] as const)("%s of %j is %f m", (id, params, metres) => {
    expect(familyOf(id).unit).toBe("m");
    expect(answer(id, params)).toBeCloseTo(metres, 6);
  });

  it.each([
    ["count", { a: "chair" }, 2],
    ["nearest", { x: "lamp", options: ["sofa", "plant", "table"] }, "table"],
    ["camera-left-right", { a: "plant", frame: 0 }, "left"],
    ["camera-left-right", { a: "table", frame: 0 }, "right"],
    ["camera-front-behind", { a: "lamp", frame: 0 }, "front"],
    ["camera-front-behind", { a: "lamp", frame: 1 }, "behind"],
    ["direction-4", { at: "lamp", facing: "sofa", target: "table" }, "left"],
    ["direction-4", { at: "lamp", facing: "table", target: "plant" }, "back"],
    ["direction-4", { at: "lamp", facing: "table", target: "sofa" }, "right"],
    ["direction-4", { at: "sofa", facing: "lamp", target: "table" }, "front"],
    ["direction-8", { at: "lamp", facing: "table", target: "heater" }, "front-right"],
    ["direction-8", { at: "lamp", facing: "plant", target: "heater" }, "back-left"],
    ["taller", { a: "table", b: "lamp" }, "lamp"],
    ["bigger", { a: "table", b: "sofa" }, "sofa"],
  ] as const)("%s of %j is %s", (id, params, truth) => {
    expect(answer(id, params)).toBe(truth);
  });
});

describe("margins", () => {
  const near: Block[] = [...BLOCKS, { label: "box", x: 3, y: 4.3, size: [0.2, 0.2, 0.6] }];

  it.each([
    ["distance-closest", { a: "lamp", b: "box" }, /below 0.3 m/],
    ["taller", { a: "sofa", b: "table" }, /heights almost equal/],
    ["bigger", { a: "plant", b: "heater" }, /volumes almost equal/],
    ["nearest", { x: "heater", options: ["lamp", "sofa", "table"] }, /almost equally near/],
    ["camera-left-right", { a: "lamp", frame: 0 }, /not clearly to one side/],
    ["camera-left-right", { a: "sofa", frame: 0 }, /not clearly to one side/],
    ["direction-4", { at: "lamp", facing: "table", target: "heater" }, /close to a border/],
    ["direction-8", { at: "plant", facing: "lamp", target: "sofa" }, /close to a border/],
    ["direction-4", { at: "lamp", facing: "box", target: "table" }, /too close for a direction/],
    ["height", { a: "chair" }, /several objects of one name/],
  ] as const)("%s of %j is not asked", (id, params, reason) => {
    expect(() => answer(id, params, viewOf(handMade(near)))).toThrow(reason);
  });

  it("drops what stands almost beside the camera", () => {
    const beside = viewOf(handMade([{ label: "plant", x: 5, y: 2.2, size: [0.3, 0.3, 1] }]));
    expect(() => answer("camera-front-behind", { a: "plant", frame: 0 }, beside)).toThrow(/almost beside/);
  });
});

describe("sight", () => {
  it("needs two frames", () => {
    const once = viewOf(handMade(BLOCKS, (_, __, frame) => frame === 0));
    expect(() => answer("height", { a: "lamp" }, once)).toThrow("height not seen in two frames");
    expect(() => answer("distance-closest", { a: "lamp", b: "table" }, once)).toThrow("closest points not seen");
  });

  it("needs both ends of a side, and only of the sides that decide", () => {
    const noBack = viewOf(handMade(BLOCKS, (label, [, y]) => label !== "sofa" || y > 0.15));
    expect(answer("width", { a: "sofa" }, noBack)).toBeCloseTo(2, 6);
    expect(() => answer("bigger", { a: "sofa", b: "table" }, noBack)).toThrow("depth not seen in two frames");
    const noTop = viewOf(handMade(BLOCKS, (_, [, , z]) => z < 0.5));
    expect(() => answer("taller", { a: "lamp", b: "table" }, noTop)).toThrow("height not seen in two frames");
  });

  it("does not trust a box around two sides of a square, which fits the diagonal as well", () => {
    const cube: Block[] = [{ label: "fridge", x: 2, y: 2, size: [0.7, 0.6, 1.8] }];
    const twoSides = handMade(cube, (_, [x, y]) => x < 1.651 || y < 1.701);
    expect(() => answer("width", { a: "fridge" }, viewOf(twoSides))).toThrow("width not seen in two frames");
    expect(answer("height", { a: "fridge" }, viewOf(twoSides))).toBeCloseTo(1.8, 6);
  });

  it("takes the frames of both ends together, each end by its own two", () => {
    const halves = handMade([{ label: "door", x: 1, y: 1, size: [1, 0.1, 2] }], (_, [, , z], frame) =>
      frame === 0 ? z < 1.2 : true,
    );
    expect(() => answer("height", { a: "door" }, viewOf(halves))).toThrow("height not seen in two frames");
  });

  it("does not ask for a direction when the visible part points elsewhere", () => {
    const end = handMade(BLOCKS, (label, [x]) => label !== "sofa" || x < 2.1);
    const params = { at: "lamp", facing: "table", target: "sofa" };
    expect(() => answer("direction-8", params, viewOf(end))).toThrow(/border|elsewhere/);
  });

  it("counts only what is recognisable everywhere", () => {
    const tiny = viewOf(handMade(BLOCKS, () => true, 149));
    expect(() => answer("count", { a: "chair" }, tiny)).toThrow("not recognisable in two frames");
  });
});
