import path from "node:path";
import { openInput } from "@spatialclaw/media";
import { beforeAll, describe, expect, it } from "vitest";
import { openScene } from "../../packages/cli/src/scene.ts";
import { SpatialClaw } from "../../packages/cli/src/spatialclaw.ts";
import { writeRoomModel } from "../../packages/perception/test/onnx/da3/room.ts";
import { QUESTION, ROOM, temporaryFolder } from "./room.ts";

// The room once by its own depth and poses, once by a model that gives the same depth and cameras in another world.
let model = "";
beforeAll(async () => {
  model = await writeRoomModel(await temporaryFolder(), await openInput([ROOM]));
});

const byModel = () => ({
  depth: model,
  ignore: ["depth", "poses"] as const,
  runtime: { provider: "cpu" as const, cache: null },
});

describe("answers are the same whatever gave the depth", () => {
  it.each([
    QUESTION,
    "How tall is the door?",
    "Which is nearer to the sofa, the lamp or the fridge?",
    "Standing at the sofa and facing the door, where is the fridge: left, right or behind?",
    "How far did the camera move?",
    "Which is taller, the bookshelf or the fridge?",
    "How many chairs are there?",
  ])("%s", async (question) => {
    const out = await temporaryFolder();
    const ask = (how: object, name: string) =>
      new SpatialClaw(how).ask(question, { input: ROOM, out: path.join(out, name) }).result();
    const [own, seen] = [await ask({}, "own"), await ask({ perception: byModel() }, "model")];
    expect(own.reason).toBe("answered");
    expect(seen.reason).toBe("answered");
    const [a, b] = [own.answer?.value, seen.answer?.value];
    if (typeof a === "number") expect((b as number) / a).toBeCloseTo(1, 2);
    else expect(b).toBe(a);
    expect(seen.answer?.unit).toBe(own.answer?.unit);
  });
});

it("programs see scale, up and ground of what a model gave", async () => {
  await using scene = await openScene(ROOM, { perception: byModel() });
  const recon = await scene.reconstruct();
  expect(recon.scale).toMatchObject({ source: "Depth Anything 3 (replay)", metric: true });
  expect(recon.world).toMatchObject({ up: "the lowest level surface", ground: expect.any(Number) });
  const ground = await scene.run(({ tools, InputImages }) => {
    return tools.Reconstruct.reconstruct(InputImages).rescale(2).world.ground;
  });
  expect(ground).toBeCloseTo(2 * (recon.world.ground as number), 9);
  await using own = await openScene(ROOM);
  expect((await own.reconstruct()).world).toEqual({ up: "the capture", confidence: 1, ground: null });
});
