import { afterAll, describe, expect, it } from "vitest";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { FollowedFrame, MemoryInput, Seed } from "../../../src/onnx/sam3/video/memory/places-task.ts";
import { ObjectMemory } from "../../../src/onnx/sam3/video/memory/state.ts";
import { golden } from "../goldens.ts";
import { bitsIou, bundle, videoFrames } from "./pictures.ts";

interface GoldenSeed {
  readonly frame: number;
  readonly points?: readonly (readonly [number, number, 0 | 1])[];
  readonly box?: readonly [number, number, number, number] | null;
  /** At the network's size. */
  readonly maskIn?: string;
}
interface Case {
  readonly name: string;
  readonly seeds: readonly GoldenSeed[];
  readonly masks: string;
  readonly objectScores: string;
  readonly iou: string;
  /** Which memories and pointers each frame read. */
  readonly rows: readonly (readonly number[])[];
  readonly times: readonly (readonly number[])[];
}

const { content, numbers } = golden<{ frames: number; cases: readonly Case[] }>("sam3-video");
const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

function seedOf({ frame, points = [], box = null, maskIn }: GoldenSeed): Seed {
  if (maskIn !== undefined) return { at: frame, mask: Uint8Array.from(numbers(maskIn)) };
  const pixels = (wanted: 0 | 1) => points.flatMap(([x, y, label]) => (label === wanted ? [[x, y] as const] : []));
  return { at: frame, place: { points: pixels(1), negative: pixels(0), box } };
}

describe("frames and a prompt give what PyTorch gives, with memory", () => {
  it.each(content.cases)("$name", async ({ seeds, masks, objectScores, iou }) => {
    const pictures = await Promise.all((await videoFrames()).map((frame) => frame.pixels()));
    const input: MemoryInput = {
      frames: pictures.map((picture) => ({ picture, size: { width: picture.width, height: picture.height } })),
      seeds: seeds.map(seedOf),
    };
    const { value } = await runtime.submit<readonly FollowedFrame[]>({
      model: bundle("sam3-video"),
      task: "sam3-memory",
      input,
    });
    expect(value.length).toBe(content.frames);
    const [wantedMasks, wantedScores, wantedIou] = [numbers(masks), numbers(objectScores), numbers(iou)];
    const size = wantedMasks.length / value.length;
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    for (const [at, frame] of value.entries()) {
      expect(Math.abs(sigmoid(frame.objectScore) - sigmoid(wantedScores[at]!)), `frame ${at}`).toBeLessThan(1e-4);
      expect(Math.abs((frame.iou ?? 9) - wantedIou[at]!), `frame ${at}`).toBeLessThan(1e-4);
      expect(bitsIou(frame.bits, wantedMasks.slice(at * size, (at + 1) * size)), `frame ${at}`).toBeGreaterThanOrEqual(
        0.999,
      );
    }
  });
});

describe("the memory of an object", () => {
  const seen = () => ({ mem: new Float32Array(1), pointer: new Float32Array(1) });

  it.each(content.cases)("dates what each frame reads: $name", ({ seeds, rows, times }) => {
    const memory = new ObjectMemory({ slots: 7, conditioning: 4, pointers: 16 });
    for (const { frame } of seeds) memory.condition(frame, seen());
    const start = Math.min(...seeds.map(({ frame }) => frame));
    const prompted = new Set(seeds.map(({ frame }) => frame));
    const order = [...rows.keys()].sort((a, b) => (a >= start === b >= start ? (a >= start ? a - b : b - a) : b - a));
    for (const at of order) {
      if (prompted.has(at)) continue;
      const isReverse = at < start;
      expect(
        memory.memories(at, isReverse).map(({ row }) => row),
        `frame ${at}`,
      ).toEqual(rows[at]);
      expect(
        memory.pointers(at, isReverse).map(({ time }) => time),
        `frame ${at}`,
      ).toEqual(times[at]);
      memory.add(at, seen());
    }
  });

  it("stays as large as it is, however long the video", () => {
    const memory = new ObjectMemory({ slots: 7, conditioning: 4, pointers: 16 });
    memory.condition(500, seen());
    for (let at = 501; at < 1000; at++) memory.add(at, seen());
    expect(memory.memories(1000, false).map(({ row }) => row)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(memory.pointers(1000, false).length).toBe(16);
    // The other way begins where it began.
    expect(memory.memories(499, true).map(({ row }) => row)).toEqual([6, 5, 4, 3, 2, 1]);
  });
});
