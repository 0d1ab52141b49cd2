// The segmenter on the tiny networks of the fixtures, whose masks PyTorch made, too.
import type { Mask } from "@spatialclaw/geometry";
import type { SourceFrame } from "@spatialclaw/media";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { Job, JobResult, OnnxRuntime, SubmitOptions } from "../../../src/onnx/runtime/types.ts";
import type { DetectInput, DetectOutput } from "../../../src/onnx/sam3/image/task.ts";
import { createOnnxSegmenter } from "../../../src/onnx/sam3/index.ts";
import { scratch } from "../bundles.ts";
import { golden } from "../goldens.ts";
import { bitsIou, bundle, photos, picture, videoFrames } from "./pictures.ts";

const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());
const [PCS, PVS, VIDEO] = [bundle("sam3-pcs"), bundle("sam3-video/image-only.json"), bundle("sam3-video")];
const segmenter = (models: { text?: string; tracker?: string }) => createOnnxSegmenter(runtime, models);

let video: readonly SourceFrame[];
beforeAll(async () => {
  video = await videoFrames();
});

interface VideoCase {
  readonly name: string;
  readonly seeds: readonly { readonly frame: number; readonly points?: number[][]; readonly box?: number[] }[];
  readonly masks: string;
}
const { content, numbers } = golden<{ cases: readonly VideoCase[] }>("sam3-video");

/** Frames whose golden mask is empty have none. */
function expectGolden(masks: ReadonlyMap<SourceFrame, Mask>, all: readonly number[], frames: readonly SourceFrame[]) {
  const size = all.length / 12;
  for (const [at, frame] of frames.entries()) {
    const wanted = all.slice(at * size, (at + 1) * size);
    const mask = masks.get(frame);
    expect(mask !== undefined, `frame ${at}`).toBe(wanted.includes(1));
    if (mask) expect(bitsIou(mask.bits, wanted), `frame ${at}`).toBeGreaterThanOrEqual(0.999);
  }
}

describe("a place in a video, with a memory", () => {
  const size = numbers(content.cases[0]!.masks).length / 12;
  const isSeen = ({ masks, seeds }: VideoCase) => numbers(masks).slice(0, size).includes(1) && seeds[0]?.frame === 0;
  const cases = content.cases.filter(
    (one) => one.seeds.length === 1 && (one.seeds[0]?.points ?? one.seeds[0]?.box) && isSeen(one),
  );

  it("of which the tracker sees nothing in its own frame is a miss", async () => {
    const { seeds } = content.cases.find(({ name }) => name === "points")!;
    const points = seeds[0]!.points!.flatMap(([x, y, label]) => (label === 1 ? [[x!, y!] as const] : []));
    const negative = seeds[0]!.points!.flatMap(([x, y, label]) => (label === 0 ? [[x!, y!] as const] : []));
    const found = await segmenter({ tracker: VIDEO }).segment(video, { frame: video[0]!, points, negative });
    expect(found).toMatchObject({ objects: [], tracking: "memory" });
  });

  it.each(cases)("gives PyTorch's masks: $name", async ({ seeds, masks }) => {
    const { frame, points = [], box } = seeds[0]!;
    const at = video[frame]!;
    const pixels = (label: number) => points.flatMap((p) => (p[2] === label ? [[p[0]!, p[1]!] as const] : []));
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = box ?? [];
    const prompt = box
      ? { frame: at, box: [x0, y0, x1, y1] as const }
      : { frame: at, points: pixels(1), negative: pixels(0) };
    const found = await segmenter({ tracker: VIDEO }).segment(video, prompt);
    expect(found.tracking).toBe("memory");
    expect(found.note).toMatch(/in frame 0: 1 object in \d+ frames?; followed by memory$/);
    expectGolden(found.objects[0]!.masks, numbers(masks), video);
  });

  it("goes through photos, too; in a single picture it is the best of three masks", async () => {
    const { seeds, masks } = content.cases.find(({ name }) => name === "box")!;
    const untimed = await videoFrames(null);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = seeds[0]!.box!;
    const prompt = { frame: untimed[0]!, box: [x0, y0, x1, y1] as const };
    const found = await segmenter({ tracker: VIDEO }).segment(untimed, prompt);
    expect(found).toMatchObject({ tracking: "memory" });
    expectGolden(found.objects[0]!.masks, numbers(masks), untimed);
    const single = await segmenter({ tracker: VIDEO }).segment(untimed.slice(0, 1), prompt);
    const same = await segmenter({ tracker: PVS }).segment(untimed.slice(0, 1), prompt);
    expect(single.tracking).toBeNull();
    expect(single.objects[0]?.score).toBeCloseTo(same.objects[0]!.score, 4);
  });
});

describe("a text in a video", () => {
  it("is followed by memory where there is one, by detection where there is none", async () => {
    const byMemory = await segmenter({ text: PCS, tracker: VIDEO }).segment(video, { text: "box" });
    expect(byMemory.tracking).toBe("memory");
    expect(byMemory.note).toMatch(/^"box": \d+ objects in 12 frames; followed by memory$/);
    expect(byMemory.objects.every(({ masks }) => [...masks.values()].every(({ area }) => area > 0))).toBe(true);
    for (const tracker of [{}, { tracker: PVS }]) {
      const byDetection = await segmenter({ text: PCS, ...tracker }).segment(video, { text: "box" });
      expect(byDetection.tracking).toBe("detection");
      expect(byDetection.objects.length).toBeGreaterThan(0);
    }
  });
});

describe("with a text model alone", () => {
  // What the tiny network finds is spread over the whole picture.
  const box = [0, 0, 160, 120] as const;

  it("a box is an example, of whose likes the one in its place is meant", async () => {
    const [room] = await photos("room");
    const input: DetectInput = {
      picture: await picture("room"),
      text: null,
      examples: [{ box, positive: true }],
      full: true,
      looks: false,
    };
    const { value } = await runtime.submit<DetectOutput>({ model: PCS, task: "sam3-detect", input });
    const found = await segmenter({ text: PCS }).segment([room!], { frame: room!, box });
    expect(found.note).toMatch(/in 1 photo; as an example box, since only a text model is there/);
    expect(found.objects.length).toBe(1);
    // It is one of those that the example found.
    const bits = found.objects[0]!.masks.get(room!)!.bits;
    expect(value.detections.some((one) => Buffer.compare(Buffer.from(one.bits!), Buffer.from(bits)) === 0)).toBe(true);
  });

  it("points are small boxes; what lies under a negative one is not meant", async () => {
    const [room] = await photos("room");
    const plain = await segmenter({ text: PCS }).segment([room!], { frame: room!, box });
    const mask = plain.objects[0]!.masks.get(room!)!;
    const [x, y] = mask.centroid()!;
    const inside = mask.has(x, y) ? ([x, y] as const) : ([mask.indices()[0]! % mask.width, mask.box()!.y0] as const);
    const without = await segmenter({ text: PCS }).segment([room!], {
      frame: room!,
      box,
      negative: [inside],
    });
    expect(without.objects[0]?.masks.get(room!)?.has(...inside) ?? false).toBe(false);
    const byPoints = await segmenter({ text: PCS }).segment([room!], { frame: room!, points: [inside] });
    for (const { masks } of byPoints.objects) expect(masks.get(room!)!.has(...inside)).toBe(true);
  });

  it("a box is followed by its box", async () => {
    const found = await segmenter({ text: PCS }).segment(video, { frame: video[4]!, box: [0, 0, 96, 72] });
    expect(found.objects[0]?.masks.has(video[4]!)).toBe(true);
    expect(found.tracking).toBe("box-propagation");
    expect(found.note).toMatch(/followed by box from frame to frame; as an example box/);
  });

  it("examples narrow a text down, in their own frame", async () => {
    const [room] = await photos("room");
    const { cases } = golden<{ cases: readonly { count: number }[] }>("sam3-image").content;
    const example = { frame: room!, box: [28, 30, 75, 90] as const, positive: false };
    const plain = await segmenter({ text: PCS }).segment([room!], { text: "ball" });
    const narrowed = await segmenter({ text: PCS }).segment([room!], { text: "ball", examples: [example] });
    expect([plain.objects.length, narrowed.objects.length]).toEqual([cases[0]?.count, cases[4]?.count]);
    const only = { frame: room!, box: [20, 30, 70, 90] as const, positive: true };
    const alike = await segmenter({ text: PCS }).segment([room!, ...(await photos("shelf"))], {
      text: "",
      examples: [only],
    });
    expect(alike.objects.length).toBe(cases[3]?.count);
    expect(alike.note).toMatch(/^the examples: 13 objects in 2 photos/);
  });
});

describe("what was done once", () => {
  it("is not done again: a second prompt on a picture costs the decoder alone", async () => {
    const fresh = createOnnxRuntime({ provider: "cpu" });
    try {
      const runs = async (name: string, text: string) => {
        const input = { picture: await picture(name), text, examples: [], full: false, looks: false };
        return (await fresh.submit({ model: PCS, task: "sam3-detect", input })).graphRuns;
      };
      expect(await runs("room", "ball")).toBe(3);
      expect(await runs("room", "box")).toBe(2);
      expect(await runs("room", "ball")).toBe(1);
      expect(await runs("shelf", "ball")).toBe(2);
      const place = async (x: number) => {
        const objects = [{ points: [[x, 9]], negative: [], box: null }];
        return (
          await fresh.submit({ model: PVS, task: "sam3-place", input: { picture: await picture("room"), objects } })
        ).graphRuns;
      };
      expect([await place(30), await place(40)]).toEqual([2, 1]);
    } finally {
      await fresh.close();
    }
  });

  it("is read from disk by a second ask, which runs no graph", async () => {
    using folder = scratch("spatialclaw-results-");
    const kept = createOnnxRuntime({ provider: "cpu", cache: { folder: folder.path, maxBytes: 1e8 } });
    const results: JobResult[] = [];
    const counting: OnnxRuntime = {
      ...kept,
      async submit<Output>(job: Job, options?: SubmitOptions) {
        const result = await kept.submit<Output>(job, options);
        results.push(result);
        return result;
      },
    };
    try {
      const asks = [
        () => createOnnxSegmenter(counting, { text: PCS }).segment(video.slice(0, 4), { text: "box" }),
        () => createOnnxSegmenter(counting, { text: PCS, tracker: VIDEO }).segment(video.slice(0, 4), { text: "box" }),
        () =>
          createOnnxSegmenter(counting, { tracker: PVS }).segment(video.slice(0, 4), {
            frame: video[1]!,
            points: [[20, 40]],
          }),
      ];
      for (const ask of asks) {
        const first = await ask();
        const runs = results.splice(0).reduce((sum, { graphRuns }) => sum + graphRuns, 0);
        expect(runs).toBeGreaterThan(3);
        expect(await ask()).toEqual(first);
        expect(results.splice(0).every(({ graphRuns }) => graphRuns === 0)).toBe(true);
      }
    } finally {
      await kept.close();
    }
  });
});
