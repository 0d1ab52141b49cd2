import { afterAll, describe, expect, it } from "vitest";
import { readManifest } from "../../../src/onnx/manifest/index.ts";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { DetectInput, DetectOutput } from "../../../src/onnx/sam3/image/task.ts";
import { stretched } from "../../../src/onnx/sam3/picture-feed.ts";
import { golden } from "../goldens.ts";
import { bitsIou, bundle, picture } from "./pictures.ts";

interface Result {
  readonly count: number;
  readonly queries: string;
  readonly scores: string;
  readonly boxes: string;
  readonly masks: string;
}
interface Case extends Result {
  readonly picture: string;
  readonly text?: string;
  /** x0, y0, x1, y1, label. */
  readonly promptBoxes?: readonly (readonly [number, number, number, number, 0 | 1])[];
}
interface Content {
  readonly pictures: readonly { readonly picture: string; readonly input: string; readonly byPillow: string }[];
  readonly cases: readonly Case[];
  readonly variants: readonly (Result & { readonly manifest: string; readonly case: number })[];
}

const { content, numbers } = golden<Content>("sam3-image");
const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

async function detect(model: string, prompt: Partial<DetectInput> & { name: string }) {
  const { name, text = null, examples = [], ...more } = prompt;
  const input: DetectInput = { picture: await picture(name), text, examples, full: true, looks: false, ...more };
  return runtime.submit<DetectOutput>({ model, task: "sam3-detect", input });
}

/** The bars: the same queries; scores within 1e-4, boxes within half a pixel, masks' IoU from 0.999. */
function expectSame({ detections }: DetectOutput, { count, queries, scores, boxes, masks }: Result) {
  expect(detections.map(({ query }) => query)).toEqual(numbers(queries));
  expect(detections.length).toBe(count);
  const [wantedScores, wantedBoxes, wantedMasks] = [numbers(scores), numbers(boxes), numbers(masks)];
  const size = wantedMasks.length / Math.max(1, count);
  for (const [i, { score, box, bits }] of detections.entries()) {
    expect(Math.abs(score - wantedScores[i]!)).toBeLessThan(1e-4);
    for (const [k, edge] of box.entries()) expect(Math.abs(edge - wantedBoxes[i * 4 + k]!)).toBeLessThan(0.5);
    expect(bitsIou(bits as Uint8Array, wantedMasks.slice(i * size, (i + 1) * size))).toBeGreaterThanOrEqual(0.999);
  }
}

describe("a picture file and a prompt give what PyTorch gives", () => {
  const pcs = bundle("sam3-pcs");

  it.each(content.cases)("$picture, $text, boxes $promptBoxes", async (one) => {
    const examples = (one.promptBoxes ?? []).map(([a, b, c, d, label]) => ({
      box: [a, b, c, d] as const,
      positive: label === 1,
    }));
    const { value } = await detect(pcs, { name: one.picture, text: one.text ?? null, examples });
    expectSame(value, one);
    expect(value.isCut).toBe((one.text ?? "").length > 200);
  });

  it.each(content.variants)("$manifest, case $case", async (one) => {
    const { picture: name, text = null } = content.cases[one.case] as Case;
    const { value } = await detect(`${pcs}/${one.manifest}`, { name, text });
    expectSame(value, one);
  });

  it.each(content.pictures)("the network's picture of $picture, byte for byte", async ({ picture: name, input }) => {
    const { manifest } = readManifest(pcs);
    expect([...stretched(await picture(name), manifest).data]).toEqual(numbers(input));
  });
});
