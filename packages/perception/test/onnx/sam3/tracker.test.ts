import { afterAll, describe, expect, it } from "vitest";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { PlacedObject, PlaceInput } from "../../../src/onnx/sam3/tracker/task.ts";
import { golden } from "../goldens.ts";
import { bitsIou, bundle, picture } from "./pictures.ts";

interface Case {
  readonly picture: string;
  readonly objects: number;
  /** x, y, label, a list for each object. */
  readonly points?: readonly (readonly (readonly [number, number, 0 | 1])[])[];
  /** A box for each object; the names of the result's arrays are beside it. */
  readonly boxes?: readonly (readonly [number, number, number, number])[];
  readonly candidate: string;
  readonly iou: string;
  readonly objectScore: string;
  readonly score: string;
  readonly present: string;
  readonly masks: string;
}

const { content, numbers } = golden<{ cases: readonly Case[] }>("sam3-tracker");
const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

function promptsOf({ objects, points = [], boxes = [] }: Case): PlaceInput["objects"] {
  return Array.from({ length: objects }, (_, object) => {
    const here = points[object] ?? [];
    const pixels = (wanted: 0 | 1) => here.flatMap(([x, y, label]) => (label === wanted ? [[x, y] as const] : []));
    return { points: pixels(1), negative: pixels(0), box: boxes[object] ?? null };
  });
}

// The encoder of image-only.json has the empty memory in, that of onnx-bundle.json has not.
describe.each(["sam3-video/image-only.json", "sam3-video"])("points and boxes give what PyTorch gives, %s", (model) => {
  it.each(content.cases)("$picture, points $points, boxes $boxes", async (one) => {
    const input: PlaceInput = { picture: await picture(one.picture), objects: promptsOf(one) };
    const { value } = await runtime.submit<readonly PlacedObject[]>({
      model: bundle(model),
      task: "sam3-place",
      input,
    });
    expect(value.map(({ candidate }) => candidate)).toEqual(numbers(one.candidate));
    expect(value.map(({ present }) => Number(present))).toEqual(numbers(one.present));
    const masks = numbers(one.masks);
    for (const [i, { iou, objectScore, score, bits }] of value.entries()) {
      expect(Math.abs(iou - numbers(one.iou)[i]!)).toBeLessThan(1e-4);
      expect(Math.abs(objectScore - numbers(one.objectScore)[i]!)).toBeLessThan(1e-3);
      expect(Math.abs(score - numbers(one.score)[i]!)).toBeLessThan(1e-4);
      const size = masks.length / value.length;
      expect(bitsIou(bits, masks.slice(i * size, (i + 1) * size))).toBeGreaterThanOrEqual(0.999);
    }
  });
});
