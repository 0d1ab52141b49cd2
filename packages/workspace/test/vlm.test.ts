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
    if (what === "trouble") throw new Error("the server is gone");
    return picture.label === "frame 1" && what === "way out"
      ? { box: [188, 86, 240, 200] }
      : { missing: "a wall is all there is" };
  },
  async which(pictures, what) {
    look(pictures, what);
    if (what === "trouble") throw new Error("the server is gone");
    return pictures.flatMap(({ label }, i) => (label === "frame 1" ? [i] : []));
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

  it("points out a box with its frame, or nothing and why", async () => {
    expect(await printed(`vlm.locate(InputImages[1], "way out")`)).toBe(
      "{ x0: 188, y0: 86, x1: 240, y1: 200 } in frame 1",
    );
    expect(await printed(`vlm.locate(InputImages[0], "way out")`)).toBe(
      'vlm.locate: "way out" in frame 0: a wall is all there is\nnull',
    );
  });

  it("names the frames that show a thing", async () => {
    expect(await printed(`vlm.whichFrames(InputImages, "way out")`)).toBe("Frames(1) frame 1");
    expect(seen.at(-1)?.labels).toEqual(["frame 0", "frame 1", "frame 2"]);
  });

  it("its box is a prompt of its own frame", async () => {
    expect(await printed(`tools.SAM3.segmentVideo(InputImages, vlm.locate(InputImages[1], "way out")).label`)).toBe(
      "door",
    );
    expect(
      await session.failure(`tools.SAM3.segmentImage(InputImages[0], vlm.locate(InputImages[1], "way out"));`),
    ).toContain("the prompt is of frame 1, the image is frame 0");
  });

  it("helps findObject where the text alone finds nothing", async () => {
    await session.ok(`const found = tools.SAM3.findObject(InputImages, "way out");`);
    expect(await printed("found.seg.label")).toBe("door");
    expect(await printed("found.tried.at(-1)")).toBe('"box in frame 1"'.slice(1, -1));
  });
});

describe("a list", () => {
  it("of frames, of things and of pairs gives a list in order", async () => {
    const pattern = (list: string) => printed(`${list}.map((b) => (b ? b.frame.frameIndex : "-")).join(" ")`);
    expect((await pattern(`vlm.locate(InputImages, "way out")`)).split("\n").at(-1)).toBe("- 1 -");
    expect((await pattern(`vlm.locate(InputImages[1], ["sofa", "way out"])`)).split("\n").at(-1)).toBe("- 1");
    expect(
      (await pattern(`vlm.locate([InputImages[1], InputImages[2]], ["way out", "way out"])`)).split("\n").at(-1),
    ).toBe("1 -");
    expect(await session.failure(`vlm.locate(InputImages, ["a", "b"]);`)).toContain("lists of 3 and 2 do not pair up");
  });

  it("is one call of the host, and an item that fails is null with its name", async () => {
    const { stdout, hostCalls } = await session.ok(`print(vlm.locate(InputImages[1], ["trouble", "way out"]));`);
    expect(hostCalls.map((call) => call.name)).toEqual(["vlm.locate[]"]);
    expect(stdout).toBe(
      'vlm.locate: "trouble" in frame 1: failed (the server is gone); null in its place\n' +
        "[null, { x0: 188, y0: 86, x1: 240, y1: 200 } in frame 1]\n",
    );
    expect(await session.failure(`vlm.locate(InputImages[1], "trouble");`)).toContain("the server is gone");
  });

  it("of questions and of pictures is asked at once", async () => {
    expect(await printed(`vlm.ask(InputImages, ["one?", "two?"])`)).toBe('["a room", "a room"]');
    expect(await printed(`vlm.askEach(InputImages, "one?")`)).toBe('["a room", "a room", "a room"]');
    expect(seen.at(-1)?.labels).toHaveLength(1);
    expect(await printed(`vlm.choose(InputImages.first, ["x?", "y?"], ["left", "right"])`)).toBe('["right", "right"]');
    expect(await printed(`vlm.whichFrames(InputImages, ["way out", "trouble"])`)).toContain(
      "[Frames(1) frame 1, null]",
    );
  });

  it("climbs for all names with one call a rung", async () => {
    const { hostCalls, stdout } = await session.ok(
      `const climbed = tools.SAM3.findObject(InputImages, ["way out", "door", "trouble"]); print(climbed.map((f) => f && f.label));`,
    );
    expect(hostCalls.map((call) => call.name)).toEqual(["segment[]", "vlm.locate[]", "segment[]"]);
    expect(stdout.trim().split("\n").at(-1)).toBe('["way out", "door", null]');
  });
});
