import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../../src/onnx/manifest/index.ts";
import { createOnnxRuntime } from "../../../src/onnx/runtime/runtime.ts";
import type { DetectInput, DetectOutput } from "../../../src/onnx/sam3/image/task.ts";
import type { MemoryTextInput } from "../../../src/onnx/sam3/video/memory/text-task.ts";
import type { FoundTrack } from "../../../src/onnx/sam3/video/tracks.ts";
import { scratch } from "../bundles.ts";
import { golden } from "../goldens.ts";
import { bitsIou, bundle, videoFrames } from "./pictures.ts";

interface Case {
  readonly prompts: readonly string[];
  readonly config: NonNullable<NonNullable<Manifest["video"]>["association"]>;
  readonly frames: readonly {
    readonly ids: readonly number[];
    readonly masks: string;
    readonly scores: readonly number[];
  }[];
}

const { content, numbers } = golden<{ frames: number; cases: readonly Case[] }>("text-video");
const runtime = createOnnxRuntime({ provider: "cpu" });
afterAll(() => runtime.close());

/** The video bundle with other thresholds in its manifest. */
function withThresholds(folder: string, association: Case["config"]): string {
  cpSync(bundle("sam3-video"), folder, { recursive: true });
  const file = path.join(folder, "onnx-bundle.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  writeFileSync(file, JSON.stringify({ ...manifest, video: { ...manifest.video, association } }));
  return folder;
}

describe("frames and phrases give the tracks that PyTorch gives", () => {
  it.each(content.cases)("$prompts, $config", async ({ prompts, config, frames: wanted }) => {
    using folder = scratch();
    const pictures = await Promise.all((await videoFrames()).map((frame) => frame.pixels()));
    const detect = async (picture: DetectInput["picture"], text: string, prompt: number) => {
      const input: DetectInput = { picture, text, examples: [], full: false, looks: false };
      const { value } = await runtime.submit<DetectOutput>({ model: bundle("sam3-pcs"), task: "sam3-detect", input });
      return value.detections.map(({ patch, score }) => ({ patch, score, prompt }));
    };
    const frames = await Promise.all(
      pictures.map(async (picture) => ({
        picture,
        size: { width: picture.width, height: picture.height },
        detections: (await Promise.all(prompts.map((text, i) => detect(picture, text, i)))).flat(),
      })),
    );
    const input: MemoryTextInput = { frames, stride: 1, limits: { objects: 64, maskBytes: 1e9 } };
    const model = withThresholds(folder.path, config);
    const { value } = await runtime.submit<readonly FoundTrack[]>({ model, task: "sam3-memory-text", input });
    for (const [at, { ids, masks, scores }] of wanted.entries()) {
      const seen = value.flatMap(({ id, masks: all }) =>
        all.filter((one) => one.at === at).map((one) => ({ id, ...one })),
      );
      expect(
        seen.map(({ id }) => id),
        `frame ${at}`,
      ).toEqual(ids);
      const all = numbers(masks);
      const size = all.length / Math.max(1, ids.length);
      for (const [i, { bits, score }] of seen.entries()) {
        expect(Math.abs(score - scores[i]!), `frame ${at}`).toBeLessThan(1e-4);
        expect(bitsIou(bits, all.slice(i * size, (i + 1) * size)), `frame ${at}`).toBeGreaterThanOrEqual(0.999);
      }
    }
    expect(wanted.flatMap(({ ids }) => ids).length).toBeGreaterThan(12);

    const few = { ...input, limits: { objects: 1, maskBytes: 1e9 } };
    await expect(runtime.submit({ model, task: "sam3-memory-text", input: few })).rejects.toThrow(
      /at most 1 objects at once, here are [2-9]/,
    );
  });
});
