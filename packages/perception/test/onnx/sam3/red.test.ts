import path from "node:path";
import type { Mask } from "@spatialclaw/geometry";
import type { RgbImage, SourceFrame } from "@spatialclaw/media";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import { createOnnxSegmenter, type SegmenterLimits } from "../../../src/onnx/sam3/index.ts";
import type { PlacedObject } from "../../../src/onnx/sam3/tracker/task.ts";
import type { Segmentation } from "../../../src/types.ts";
import { scratch } from "../bundles.ts";
import { photos, videoFrames } from "./pictures.ts";
import { brightTracker, redDetector, redTracker } from "./red-models.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
const folder = scratch();
afterAll(() => runtime.close());
afterAll(() => folder[Symbol.dispose]());
const at = (name: string) => path.join(folder.path, name);
const text = redDetector(at("detector"));
const tracker = redTracker(at("tracker"));
const [TEXT, TRACKER] = [createOnnxSegmenter(runtime, { text }), createOnnxSegmenter(runtime, { tracker })];

let video: readonly SourceFrame[];
beforeAll(async () => {
  video = await videoFrames();
});

/** Where a picture is red by the same rule, at its own size. */
function redIn({ data }: RgbImage): number[] {
  return Array.from({ length: data.length / 3 }, (_, i) => Number((data[i * 3]! - data[i * 3 + 2]!) / 127.5 > 0.9));
}

function iou(mask: Mask, wanted: readonly number[]): number {
  const have = wanted.map((_, i) => Number(mask.has(i % mask.width, Math.floor(i / mask.width))));
  const both = have.reduce((sum, bit, i) => sum + (bit & wanted[i]!), 0);
  return both / have.reduce((sum, bit, i) => sum + (bit | wanted[i]!), 0);
}

/** The same frame, all grey: nothing is red. */
function grey(frame: SourceFrame): SourceFrame {
  const { width, height } = frame;
  return { ...frame, pixels: async () => ({ width, height, data: new Uint8Array(width * height * 3).fill(90) }) };
}

async function expectRedDisc({ objects }: Segmentation, frames: readonly SourceFrame[]) {
  expect(objects.length).toBe(1);
  const masks = objects[0]!.masks;
  expect([...masks.keys()]).toEqual(frames);
  for (const [frame, mask] of masks) expect(iou(mask, redIn(await frame.pixels()))).toBeGreaterThan(0.85);
}

describe("a text in a video, without a memory", () => {
  it("is one object through the frames", async () => {
    const found = await TEXT.segment(video, { text: "red disc" });
    await expectRedDisc(found, video);
    expect(found.tracking).toBe("detection");
    expect(found.objects[0]).toMatchObject({ label: "red disc" });
    expect(found.note).toBe('"red disc": 1 object in 12 frames; found in each frame and matched by masks');
  });

  it("is the same object after some frames in which it is not seen", async () => {
    const gap = video.map((frame, i) => (i >= 4 && i < 7 ? grey(frame) : frame));
    await expectRedDisc(
      await TEXT.segment(gap, { text: "disc" }),
      gap.filter((_, i) => i < 4 || i >= 7),
    );
  });

  it("that is nowhere is a miss that says how near it came", async () => {
    const found = await TEXT.segment(video.map(grey), { text: "disc" });
    expect(found).toMatchObject({ objects: [], tracking: "detection" });
    expect(found.note).toBe('"disc": nothing in 12 frames; found in each frame and matched by masks');
  });

  it("is searched in each of several videos by itself", async () => {
    const second = video.slice(0, 3).map((frame) => ({ ...frame, video: 2 }));
    const first = video.slice(0, 3).map((frame) => ({ ...frame, video: 1 }));
    const { objects } = await TEXT.segment([...first, ...second], { text: "disc" });
    expect(objects.map(({ masks }) => [...masks.keys()])).toEqual([first, second]);
  });

  it("in frames out of order and twice gives the same", async () => {
    const found = await TEXT.segment([video[2]!, video[0]!, video[1]!, video[0]!], { text: "disc" });
    await expectRedDisc(found, video.slice(0, 3));
  });
});

describe("a text in photos", () => {
  it("is searched in one after another, and the note says what that means", async () => {
    const untimed = (await videoFrames(null)).slice(0, 3);
    const { objects, tracking, note } = await TEXT.segment(untimed, { text: "disc" });
    expect(objects.map(({ masks }) => [...masks.keys()])).toEqual(untimed.map((frame) => [frame]));
    expect(tracking).toBeNull();
    expect(note).toMatch(/^"disc": 3 objects in 3 photos; photos are searched one by one.*counts as two/);
  });

  it("one picture is followed nowhere", async () => {
    const found = await TEXT.segment(video.slice(5, 6), { text: "disc" });
    expect(found).toMatchObject({ tracking: null, note: '"disc": 1 object in 1 frame' });
    const [room] = await photos("wide");
    expect((await TEXT.segment([{ ...room!, ...grey(room!) }], { text: "disc" })).note).toBe(
      '"disc": nothing in 1 photo',
    );
  });
});

describe("a place in a video, by boxes", () => {
  it.each([0, 5, 11])("is followed in both directions from frame %i", async (seed) => {
    const frame = video[seed]!;
    const x = 16 + (60 * seed) / 11;
    const y = 40 + (10 * seed) / 11;
    const found = await TRACKER.segment(video, { frame, points: [[x, y]] });
    await expectRedDisc(found, video);
    expect(found.tracking).toBe("box-propagation");
    expect(found.note).toBe(`the points in frame ${seed}: 1 object in 12 frames; followed by box from frame to frame`);
  });

  it("is looked for where it was lost, but not for ever", async () => {
    const gap = video.map((frame, i) => (i === 3 || i === 4 ? grey(frame) : frame));
    const found = await TRACKER.segment(gap, { frame: gap[0]!, box: [4, 28, 28, 52] });
    await expectRedDisc(
      found,
      gap.filter((_, i) => i !== 3 && i !== 4),
    );
    // Every 15th frame is seen: 30 frames of searching are two of these.
    const sparse = gap.map((frame) => ({ ...frame, frameIndex: frame.frameIndex * 15 }));
    const short = await TRACKER.segment(sparse, { frame: sparse[0]!, box: [4, 28, 28, 52] });
    expect([...(short.objects[0]?.masks.keys() ?? [])]).toEqual(sparse.slice(0, 3));
  });

  it("is followed back frame by frame", async () => {
    // The first two frames show nothing; at every 15th frame, two misses end the search.
    const frames = video.map((frame, i) => ({ ...(i < 2 ? grey(frame) : frame), frameIndex: i * 15 }));
    const found = await TRACKER.segment(frames, { frame: frames[6]!, points: [[49, 45]] });
    await expectRedDisc(found, frames.slice(2));
  });

  it("where nothing is is a miss", async () => {
    const frames = video.map((frame, i) => (i === 0 ? grey(frame) : frame));
    const found = await TRACKER.segment(frames, { frame: frames[0]!, box: [0, 0, 5, 5] });
    expect(found.objects).toEqual([]);
    expect(found.note).toMatch(/^the box in frame 0: nothing in 12 frames/);
  });

  it("seeds from a frame that is not asked for, and gives masks for those that are", async () => {
    const found = await TRACKER.segment(video.slice(3, 5), { frame: video[0]!, points: [[16, 40]] });
    await expectRedDisc(found, video.slice(3, 5));
  });

  it("in a photo stays there, and other videos are not searched", async () => {
    const untimed = await videoFrames(null);
    const alone = await TRACKER.segment(untimed, { frame: untimed[2]!, points: [[27, 42]] });
    await expectRedDisc(alone, untimed.slice(2, 3));
    expect(alone.tracking).toBeNull();
    expect(alone.note).toMatch(/11 frames of other videos or photos not searched/);
    const two = [...video.slice(0, 2), ...video.slice(2, 4).map((frame) => ({ ...frame, video: 2 }))];
    const found = await TRACKER.segment(two, { frame: two[0]!, points: [[16, 40]] });
    await expectRedDisc(found, two.slice(0, 2));
    expect(found.note).toMatch(/2 frames of other videos or photos not searched/);
  });
});

describe("limits", () => {
  const few = (limits: Partial<SegmenterLimits>) => createOnnxSegmenter(runtime, { text, tracker }, { limits });

  it("cut a window around the prompt, and the note says which", async () => {
    const found = await few({ followedFrames: 5 }).segment(video, { frame: video[10]!, points: [[70, 49]] });
    await expectRedDisc(found, video.slice(7, 12));
    expect(found.note).toMatch(/; followed in 5 of 12 frames, 7 to 11: more are not followed at once$/);
  });

  it("refuse a text in too many frames, and masks that are too many", async () => {
    const long = Array.from({ length: 65 }, (_, i) => ({ ...video[0]!, frameIndex: i }));
    await expect(few({ searchedFrames: 64 }).segment(long, { text: "disc" })).rejects.toThrow(
      "SAM 3 searches a text in at most 64 frames of a video at once, got 65; pass fewer, for example frames.sample(64)",
    );
    await expect(few({ maskBytes: 2000 }).segment(video, { text: "disc" })).rejects.toThrow(
      /12 masks of objects in frames take 0\.01 MB, more than the limit of 0\.00 MB; pass fewer frames/,
    );
  });
});

describe("what cannot be asked", () => {
  const NONE = createOnnxSegmenter(runtime, { text: null, tracker: null });
  const BOTH = createOnnxSegmenter(runtime, { text, tracker });
  const room = async () => (await photos("room"))[0]!;

  it("is said with the model that could", async () => {
    await expect(TRACKER.segment(video, { text: "disc" })).rejects.toThrow(/spatialclaw models pull sam3-text-usls/);
    await expect(NONE.segment(video, { frame: video[0]!, points: [[1, 1]] })).rejects.toThrow(
      /spatialclaw models pull sam3-tracker/,
    );
    await expect(TEXT.segment(video, { frame: video[0]!, points: [[1, 1]] })).rejects.toThrow(
      /takes text only.*spatialclaw models pull sam3-tracker/,
    );
    const example = { frame: video[0]!, box: [0, 0, 9, 9] as const, positive: true };
    await expect(TEXT.segment(video, { text: "disc", examples: [example] })).rejects.toThrow(
      /red-detector finds objects by text only.*sam3-text-usls/,
    );
  });

  it("an empty text, no frames, an example from elsewhere", async () => {
    await expect(TEXT.segment(video, { text: " \n&nbsp; " })).rejects.toThrow(/the text is empty; expected/);
    await expect(TEXT.segment([], { text: "disc" })).rejects.toThrow(/no frames to search/);
    const example = { frame: await room(), box: [0, 0, 9, 9] as const, positive: true };
    await expect(TEXT.segment(video, { text: "disc", examples: [example] })).rejects.toThrow(/not among the frames/);
  });

  it("places outside of the picture", async () => {
    const frame = await room();
    await expect(BOTH.segment([frame], { frame, box: [160, 10, 200, 50] })).rejects.toThrow(
      /the box 160, 10 to 200, 50 covers nothing of the 160x120 picture/,
    );
    await expect(BOTH.segment([frame], { frame, box: [10, 10, 10, 50] })).rejects.toThrow(/covers nothing/);
    await expect(BOTH.segment([frame], { frame, box: [Number.NaN, 10, 50, 50] })).rejects.toThrow(/covers nothing/);
    await expect(BOTH.segment([frame], { frame, points: [[161, 3]] })).rejects.toThrow(
      /161, 3 is outside of the 160x120/,
    );
    await expect(BOTH.segment([frame], { frame, points: [] })).rejects.toThrow(/neither points nor a box/);
  });

  it("a text of 5,000 characters is cut, and the note says so", async () => {
    const { objects, note } = await TEXT.segment(video.slice(0, 1), { text: "the red disc ".repeat(400) });
    expect(objects.length).toBe(1);
    expect(note).toMatch(/the text is longer than the model reads/);
    expect(note.length).toBeLessThan(300);
    expect(note).not.toContain("\n");
  });

  it("NaN out of a model is an error that names the tensor", async () => {
    const broken = createOnnxSegmenter(runtime, { text: redDetector(at("nan"), "NaN") });
    await expect(broken.segment(video, { text: "disc" })).rejects.toThrow(/decoder\.logits: 1 of 1 values .* NaN/);
  });

  it("an abort rejects with its reason", async () => {
    const reason = new Error("the user has gone");
    const controller = new AbortController();
    const { signal } = controller;
    const going = TEXT.segment(video, { text: "disc" }, { signal });
    controller.abort(reason);
    await expect(going).rejects.toBe(reason);
    await expect(TEXT.segment(video, { text: "disc" }, { signal })).rejects.toBe(reason);
  });
});

describe("pictures of any size", () => {
  const flat = (width: number, height: number, frame: SourceFrame): SourceFrame => {
    const data = new Uint8Array(width * height * 3);
    for (let i = 0; i < data.length; i += 3) data[i] = (i / 3) % width < width / 2 ? 255 : 0;
    return { ...frame, width, height, seconds: null, pixels: async () => ({ width, height, data }) };
  };

  it.each([
    [1, 1],
    [20_000, 400],
  ])("%i x %i", async (width, height) => {
    const frame = flat(width, height, video[0]!);
    for (const found of [
      await TEXT.segment([frame], { text: "red" }),
      await TRACKER.segment([frame], { frame, box: [0, 0, width, height] }),
    ]) {
      const mask = found.objects[0]!.masks.get(frame)!;
      expect([mask.width, mask.height]).toEqual([width, height]);
      const share = mask.area / (width * height);
      if (width === 1) expect(share).toBe(1);
      else expect(Math.abs(share - 0.5)).toBeLessThan(0.02);
    }
  });
});

describe("whether the encoder has the empty memory in", () => {
  it.each([
    // [manifest, constant, whether it is added]
    ["yes", 3, 0],
    ["no", 3, 3],
    ["no", null, 0],
    ["probe", 3, 3],
    ["probe", -3, 0],
    ["probe", null, 0],
  ] as const)("manifest: %s, constant %s: adds %s", async (noMemAdded, noMemEmbed, added) => {
    const model = brightTracker(at(`bright ${noMemAdded} ${noMemEmbed}`), noMemAdded, noMemEmbed);
    const data = new Uint8Array(27).fill(191);
    const objects = [{ points: [[1, 1]], negative: [], box: null }];
    const { value } = await runtime.submit<readonly PlacedObject[]>({
      model,
      task: "sam3-place",
      input: { picture: { width: 3, height: 3, data }, objects },
    });
    // Grey of 191 is 0.498 to the network.
    expect(value[0]?.objectScore).toBeCloseTo(0.498 + added, 3);
  });
});
