import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CellResult, createKernel, type Kernel } from "@spatialclaw/kernel";
import { openInput } from "@spatialclaw/media";
import { createCapturePerception } from "@spatialclaw/perception";
import { createWorkspace } from "@spatialclaw/workspace";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createToolCallInterface } from "../../src/interfaces/tool-call/index.ts";
import { cellOf } from "./reply.ts";

const ROOM = fileURLToPath(new URL("../../../../test/fixtures/room", import.meta.url));

interface Truth {
  readonly objects: readonly { readonly id: number; readonly label: string }[];
  readonly pairs: readonly { readonly a: number; readonly b: number; readonly distance: number }[];
}

/** Exact distance between two objects of the room, from its meshes. */
function trueDistance(first: string, second: string): number {
  const { objects, pairs } = JSON.parse(readFileSync(`${ROOM}.ground-truth.json`, "utf8")) as Truth;
  const ids = objects.filter(({ label }) => label === first || label === second).map(({ id }) => id);
  const pair = pairs.find(({ a, b }) => ids.includes(a) && ids.includes(b));
  if (!pair) throw new Error(`the truth has no pair ${first}, ${second}`);
  return pair.distance;
}

describe("calls over the committed room", () => {
  let kernel: Kernel;
  const acts = createToolCallInterface();

  beforeAll(async () => {
    const input = await openInput([ROOM]);
    const perception = createCapturePerception(input);
    const workspace = await createWorkspace({ input, perception, vlm: null, answerForm: { kind: "any" } });
    kernel = await createKernel(workspace.kernelOptions);
  });

  afterAll(async () => {
    await kernel.close();
  });

  const call = (object: object): Promise<CellResult> => kernel.run(cellOf(acts, object));

  async function ok(object: object): Promise<CellResult> {
    const result = await call(object);
    expect(result.error, JSON.stringify(object)).toBeNull();
    expect(result.bypassed).toEqual([]);
    return result;
  }

  it("measure the closest distance of two objects", async () => {
    await ok({ tool: "tools.SAM3.findObject", args: ["$InputImages", "heater"], as: "heater" });
    await ok({ tool: "find_object", arguments: { frames: "$InputImages", what: "door" }, as: "door" });
    await ok({ tool: "tools.Reconstruct.reconstruct", args: ["$InputImages"], as: "recon" });
    await ok({ tool: "$door.seg.overlay", as: "pic" });
    expect((await ok({ tool: "show", args: ["$pic", "$heater.frame"] })).shown).toHaveLength(2);
    await ok({ tool: "$heater.seg.points", args: ["$recon"], as: "heaterPoints" });
    await ok({ tool: "$door.seg.points", args: ["$recon"], as: "doorPoints" });
    await ok({ tool: "tools.Geometry.closest", args: ["$heaterPoints", "$doorPoints", { q: 0.01 }], as: "pair" });
    const gap = await ok({ tool: "$pair.distance", as: "gap" });
    const truth = trueDistance("heater", "door");
    expect(Number.parseFloat(gap.variables.new[0]?.summary ?? "")).toBeCloseTo(truth, 1);
    const { answer } = await ok({ tool: "ReturnAnswer", args: ["$pair.distance"] });
    expect(Math.abs((answer as { value: number }).value / truth - 1)).toBeLessThan(0.02);
  });

  it("say what is missing, and go on", async () => {
    await ok({ tool: "findObject", args: ["$InputImages", "piano"], as: "piano" });
    const miss = await call({ tool: "$piano.seg.points", args: ["$recon"], as: "points" });
    expect(miss).toMatchObject({ ran: true, error: { kind: "runtime" } });
    expect(miss.error?.message).toContain("$piano is null: tools.SAM3.findObject found nothing");
    const frame = await call({ tool: "show", args: [{ frame: 9999 }] });
    expect(frame.error?.message).toContain("the input has no frame with index 9999");
    const index = await call({ tool: "show", args: ["$InputImages[9999].frameIndex"] });
    expect(index.error?.message).toMatch(/InputImages\[9999\] does not exist|not assignable/);
    expect((await call({ tool: "$points.median", as: "m" })).error).toMatchObject({ kind: "type" });
  });

  it("find frames by index and by position, and read objects in lists", async () => {
    await ok({ tool: "segmentImage", args: [{ frame: 0 }, "door"], as: "first" });
    await ok({ tool: "findObject", args: ["$InputImages", ["door", "heater"]], as: "both" });
    await ok({ tool: "$both[1].seg.points", args: ["$recon", { frame: "$both[1].frame" }], as: "few" });
    await ok({ tool: "$recon.at", args: ["$InputImages[1]"], as: "view" });
    await ok({ tool: "$view.depthAt", args: [[100, 100]], as: "depth" });
    await ok({ tool: "$recon.renderBev", args: [{ objects: { door: "$both[0]" }, from: 0 }], as: "bev" });
    await ok({ tool: "$few.extent", args: ["y"], as: "height" });
    await ok({ tool: "np.max", args: [["$height.size", 0.1]] });
    await ok({ tool: "InputImages.sample", args: [2], as: "two" });
    await ok({ tool: "show", args: ["$two"] });
  });

  it("are told by the type check when arguments are wrong, at no step", async () => {
    const result = await call({ tool: "np.mean", args: ["door"], as: "m" });
    expect(result).toMatchObject({ ran: false, error: { kind: "type" } });
  });
});
