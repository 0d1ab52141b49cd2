// How manifests' conventions are read: formats of boxes and masks, factors of scores, what is fed for what is not there.
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Manifest, type PcsSpec, readManifest } from "../../../src/onnx/manifest/index.ts";
import type { OutTensor } from "../../../src/onnx/runtime/task.ts";
import { boxOf, patchOf } from "../../../src/onnx/sam3/grid/patch.ts";
import { detectionsOf } from "../../../src/onnx/sam3/image/detections.ts";
import { likeness, lookOf } from "../../../src/onnx/sam3/image/look.ts";
import { exampleFeeds } from "../../../src/onnx/sam3/image/prompt-boxes.ts";
import { cleanText } from "../../../src/onnx/sam3/image/prompt-text.ts";
import { pictureFeed } from "../../../src/onnx/sam3/picture-feed.ts";
import { scoresOf } from "../../../src/onnx/sam3/score.ts";
import { bestCandidates } from "../../../src/onnx/sam3/tracker/candidates.ts";
import { placeFeeds } from "../../../src/onnx/sam3/tracker/prompt.ts";

const MODELS = path.join(import.meta.dirname, "../../../../../models");
const manifest = (name: string) => readManifest(path.join(MODELS, `${name}.json`)).manifest;
const [USLS, TRACKER] = [manifest("sam3-text-usls"), manifest("sam3-tracker")];
const size = { width: 2016, height: 504 };
const tensor = (data: readonly number[], dims: readonly number[]): OutTensor => ({
  data: Float32Array.from(data),
  dims,
});

function withPcs(change: Partial<PcsSpec>): Manifest {
  return { ...USLS, post: { pcs: { ...(USLS.post?.pcs as PcsSpec), ...change } } };
}

describe("detections", () => {
  // Three queries on a grid of two cells: left, right, both.
  const logits = [3, -3, -3, 3, 3, 3];
  const outputs = {
    masks: tensor(logits, [1, 3, 1, 2]),
    boxes: tensor([0, 0, 0.5, 1, 0.5, 0, 1, 1, 0, 0, 1, 1], [1, 3, 4]),
    logits: tensor([2, 0.5, 3], [1, 3]),
    presence: tensor([3], [1, 1]),
  };
  const read = (change: Partial<PcsSpec> = {}, given: Readonly<Record<string, OutTensor>> = outputs, share = 1) =>
    detectionsOf(given, size, withPcs(change), share).detections;

  it("are those above the threshold, in pixels", () => {
    expect(read().map(({ query, box }) => [query, box])).toEqual([
      [0, [0, 0, 1008, 504]],
      [1, [1008, 0, 2016, 504]],
      [2, [0, 0, 2016, 504]],
    ]);
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    expect(read()[0]?.score).toBeCloseTo(sigmoid(2) * sigmoid(3), 12);
    expect(read({ scoreThreshold: 0.7 }).map(({ query }) => query)).toEqual([0, 2]);
    expect(read({ scoreThreshold: 0.7 }, outputs, 0.8).length).toBe(3);
  });

  it("of boxes by their middle, in pixels of the network, or by no box at all", () => {
    const boxes = tensor([252, 504, 504, 1008, 756, 504, 504, 1008, 504, 504, 1008, 1008], [1, 3, 4]);
    const there = read({ boxFormat: "cxcywh", boxSpace: "input-px" }, { ...outputs, boxes });
    expect(there.map(({ box }) => box)).toEqual(read().map(({ box }) => box));
    const { boxes: _, ...without } = outputs;
    expect(read({}, without).map(({ box }) => box)).toEqual(read().map(({ box }) => box));
  });

  it("of probabilities, of another threshold, filtered in the graph, without overlaps", () => {
    const masks = tensor([0.9, 0.4, 0.2, 0.6, 0.9, 0.6], [1, 3, 1, 2]);
    const share = (change: Partial<PcsSpec>) =>
      read({ maskKind: "probabilities", ...change }, { ...outputs, masks }).map(({ patch }) => boxOf(patch, size)?.[2]);
    expect(share({ maskThreshold: 0.5 })).toEqual([1008, 2016, 2016]);
    expect(share({ maskThreshold: 0.7 })).toEqual([1008, undefined, 1008]);
    const scores = tensor([0.1, 0.2, 0.3], [3]);
    const filtered = read({ filteredInGraph: true, score: ["scores"] }, { ...outputs, scores });
    expect(filtered.map(({ score }) => Math.fround(score))).toEqual([...scores.data]);
    // The third covers half of each of the others and is the surest.
    expect(read({ nmsIou: 0.1 }).map(({ query }) => query)).toEqual([2]);
    expect(read({ nmsIou: 0.5 }).length).toBe(3);
  });

  it("at the threshold count where the manifest says so", () => {
    const even = { ...outputs, logits: tensor([0, 0, -1], [1, 3]) };
    expect(read({ score: ["sigmoid(logits)"] }, even).length).toBe(0);
    expect(read({ score: ["sigmoid(logits)"], strict: false }, even).length).toBe(2);
  });

  it("with a factor that is no output are an error that names it", () => {
    expect(() => scoresOf(["sigmoid(presense)"], outputs, 3)).toThrow(
      /"sigmoid\(presense\)" is none of the model's outputs/,
    );
    expect(() => scoresOf(["logits"], outputs, 2)).toThrow(
      /for 2 candidates; there are masks, boxes, logits, presence/,
    );
  });
});

describe("examples", () => {
  it("are middles and sizes from 0 to 1 for usls, cut to the picture", () => {
    const examples = [
      { box: [504, 126, 1512, 378] as const, positive: true },
      { box: [-50, 0, 1008, 900] as const, positive: false },
    ];
    expect(exampleFeeds(examples, size, USLS)).toEqual({
      boxes: { data: [0.5, 0.5, 0.5, 0.5, 0.25, 0.5, 0.5, 1], dims: [1, 2, 4] },
      boxLabels: { data: [1, 0], dims: [1, 2] },
    });
    expect(exampleFeeds([], size, USLS)).toEqual({});
  });
});

describe("places, as the published tracker takes them", () => {
  const point = { points: [[1008, 252]] as const, negative: [[0, 504]] as const, box: null };

  it("points in the network's pixels, without a box", () => {
    expect(placeFeeds([point], size, TRACKER)).toEqual({
      points: { data: [504, 504, 0, 1008], dims: [1, 1, 2, 2] },
      pointLabels: { data: [1, 0], dims: [1, 1, 2] },
      boxes: { data: [], dims: [1, 0, 4] },
    });
  });

  it("boxes without points, of several objects", () => {
    const box = { points: [], negative: [], box: [0, 0, 1008, 252] as const };
    expect(placeFeeds([box, box], size, TRACKER)).toEqual({
      points: { data: [0, 0, 0, 0], dims: [1, 2, 1, 2] },
      pointLabels: { data: [-1, -1], dims: [1, 2, 1] },
      boxes: { data: [0, 0, 504, 504, 0, 0, 504, 504], dims: [1, 2, 4] },
    });
    expect(() => placeFeeds([box, point], size, TRACKER)).toThrow(/1 of 2 objects have a box/);
  });

  it("fewer points are filled up", () => {
    const one = { ...point, negative: [] };
    expect(placeFeeds([point, one], size, TRACKER).pointLabels).toEqual({ data: [1, 0, 1, -10], dims: [1, 2, 2] });
  });
});

describe("candidates", () => {
  const masks = tensor([3, -3, -3, 3, 3, 3], [1, 1, 3, 1, 2]);
  const outputs = { masks, iou: tensor([0.5, 0.6, 0.7], [1, 1, 3]), objectScore: tensor([2], [1, 1, 1]) };

  it("are chosen by the foretold overlap, and by what the object looked like before", () => {
    expect(bestCandidates(outputs, 1, TRACKER)[0]).toMatchObject({ candidate: 2, present: true });
    const left = patchOf(Float32Array.of(3, -3), { width: 2, height: 1 });
    // 0.5 x 1, 0.6 x 0.5, 0.7 x 0.75.
    expect(bestCandidates(outputs, 1, TRACKER, left)[0]?.candidate).toBe(2);
    const closer = { ...outputs, iou: tensor([0.6, 0.6, 0.7], [1, 1, 3]) };
    expect(bestCandidates(closer, 1, TRACKER, left)[0]?.candidate).toBe(0);
  });

  it("are absent when the manifest's rule says so", () => {
    const gone = { ...outputs, objectScore: tensor([-0.1], [1, 1, 1]) };
    expect(bestCandidates(gone, 1, TRACKER)[0]?.present).toBe(false);
    const pvs = TRACKER.post!.pvs!;
    const strict: Manifest = { ...TRACKER, post: { pvs: { ...pvs, absentIf: "objectScore <= 2.5" } } };
    expect(bestCandidates(outputs, 1, strict)[0]?.present).toBe(false);
    const wrong: Manifest = { ...TRACKER, post: { pvs: { ...pvs, absentIf: "score<0" } } };
    expect(() => bestCandidates(outputs, 1, wrong)).toThrow(/absentIf is "score<0"; expected an output and a number/);
  });
});

describe("pictures", () => {
  const dot = { width: 1, height: 1, data: Uint8Array.of(255, 0, 51) };
  const tiny = (change: Partial<Manifest["image"]>): Manifest => ({
    ...USLS,
    image: { ...USLS.image, resize: { ...USLS.image.resize, size: [1, 1] }, ...change },
  });

  it("are normalised as the manifest says", () => {
    const planes = (change: Partial<Manifest["image"]>) => [...pictureFeed(dot, tiny(change)).data].map(Number);
    expect(planes({})).toEqual([1, -1, Math.fround(-0.6)]);
    expect(planes({ channelOrder: "bgr" })).toEqual([Math.fround(-0.6), -1, 1]);
    expect(planes({ inGraph: true })).toEqual([255, 0, 51]);
    expect(planes({ range: "0..255", mean: [5, 0, 1], std: [2, 1, 1] })).toEqual([125, 0, 50]);
    expect(pictureFeed(dot, tiny({ layout: "CHW" })).dims).toEqual([3, 1, 1]);
  });

  it("are not resized in ways that SAM 3 does not know", () => {
    const policy = (resize: Partial<Manifest["image"]["resize"]>) =>
      tiny({ resize: { ...USLS.image.resize, ...resize } });
    expect(() => pictureFeed(dot, policy({ policy: "letterbox" }))).toThrow(
      /resizes by letterbox; SAM 3 wants "stretch"/,
    );
    expect(() => pictureFeed(dot, policy({ filter: "area-cubic" }))).toThrow(/not resized by area-cubic/);
  });
});

describe("phrases", () => {
  it.each([
    ["  the\n red\t ball ", "the red ball"],
    ["Tom &amp; Jerry", "Tom & Jerry"],
    ["&amp;lt;b&amp;gt;", "<b>"],
    ["&#39;quoted&#x27;", "'quoted'"],
    ["a&nbsp;b\u2003c", "a b c"],
    ["&#xd800;&#0;&#1114112;", "\ufffd\ufffd\ufffd"],
    ["&amp &unknown; &#;", "&amp &unknown; &#;"],
  ])("%j is %j", (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe("what is under a mask", () => {
  it("is told apart by features, not by what the whole picture has in common", () => {
    // Two channels on a grid of 4 x 1, the mask's grid is twice as fine.
    const features = tensor([5, 5, 7, 7, 1, 3, 1, 3], [1, 2, 1, 4]);
    const under = (cells: readonly number[]) =>
      lookOf(
        patchOf(
          Float32Array.from({ length: 8 }, (_, i) => (cells.includes(i) ? 1 : -1)),
          { width: 8, height: 1 },
        ),
        features,
      );
    expect([...under([0, 1])]).toEqual([-1, -1]);
    expect([...under([6, 7])]).toEqual([1, 1]);
    expect(likeness(under([0, 1]), under([6, 7]))).toBeCloseTo(-1);
    expect(likeness(under([0, 1]), under([0, 1]))).toBeCloseTo(1);
    expect(likeness(under([]), under([0, 1]))).toBe(0);
  });
});
