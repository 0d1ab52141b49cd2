import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Vlm, VlmPicture } from "../src/index.ts";
import { openSession, type Session } from "./session.ts";

const seen: { readonly labels: string[]; readonly question: string }[] = [];
const look = (pictures: readonly VlmPicture[], question: string) =>
  seen.push({ labels: pictures.map((picture) => picture.label), question });

/** A model that knows one thing: the box around the door in frame 1. */
const model: Vlm = {
  async ask(pictures, question) {
    look(pictures, question);
    return "a room";
  },
  async locate(picture, what) {
    look([picture], what);
    return picture.label === "frame 1" && what === "way out" ? [188, 86, 240, 200] : null;
  },
  async choose(pictures, question, options) {
    look(pictures, question);
    return options[1] ?? null;
  },
};

let session: Session;
beforeAll(async () => {
  session = await openSession({ vlm: model });
});
afterAll(() => session.kernel.close());

async function printed(expression: string): Promise<string> {
  return (await session.ok(`print(${expression});`)).stdout.trim();
}

describe("vlm", () => {
  it("asks with labelled pictures", async () => {
    expect(await printed(`vlm.ask([InputImages.first, InputImages.last], "what is it?")`)).toBe("a room");
    expect(seen.at(-1)).toEqual({ labels: ["frame 0", "frame 2"], question: "what is it?" });
  });

  it("chooses one of the options", async () => {
    expect(await printed(`vlm.choose(InputImages.first, "which?", ["left", "right"])`)).toBe("right");
  });

  it("points out a box or nothing", async () => {
    expect(await printed(`vlm.locate(InputImages[1], "way out")`)).toBe("{ x0: 188, y0: 86, x1: 240, y1: 200 }");
    expect(await printed(`vlm.locate(InputImages[0], "way out")`)).toBe("null");
  });

  it("helps findObject where the text alone finds nothing", async () => {
    await session.ok(`const found = tools.SAM3.findObject(InputImages, "way out");`);
    expect(await printed("found.seg.label")).toBe("door");
    expect(await printed("found.tried.at(-1)")).toBe("box in frame 1");
  });
});
