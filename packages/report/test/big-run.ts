import { readFileSync } from "node:fs";
import { type AgentEvent, type PictureRef, TraceWriter } from "@spatialclaw/agent";
import { Mask, Pose, seededRandom } from "@spatialclaw/geometry";
import type { MediaInput, SourceFrame } from "@spatialclaw/media";
import { createWorkspace } from "@spatialclaw/workspace";
import sharp from "sharp";
import { sampleRun } from "./sample.ts";

export const FRAMES = 64;
export const STEPS = 30;
export const PICTURES = 60;
const DEPTH = { width: 504, height: 378 };

/**
 * As large as runs get: 30 steps, 64 frames reconstructed by a model with confidence, two objects in all of them, 60
 * pictures of photographic detail. Everything is written by what writes it in a real run.
 */
export async function writeBigRun(folder: string): Promise<void> {
  const photos = await Promise.all([0, 1, 2, 3].map((seed) => photo(seed, 1280, 720)));
  const frames = Array.from({ length: FRAMES }, (_, i) => frameAt(i, photos[i % photos.length] as Buffer));
  const trace = TraceWriter.open(folder);
  const keep = (i: number, label: string): PictureRef =>
    trace.addPicture(photos[i % 4] as Buffer, "jpg", label, 1280, 720);
  const [start, plan, ...rest] = sampleLines();
  const input = { name: "big", kind: "video", frames: FRAMES, paths: ["big.mp4"] };
  const first = frames.slice(0, 32).map((_, i) => keep(i, `frame ${i}`));
  trace.write({ ...(start as Extract<AgentEvent, { type: "run.start" }>), input, pictures: first });
  if (plan) trace.write(plan);
  const result = rest.findLast((event) => event.type === "step.result");
  const reply = rest.findLast((event) => event.type === "step.reply");
  for (let step = 1; step <= STEPS; step++) {
    trace.write({ type: "step.start", step });
    if (reply) trace.write({ ...reply, step });
    const pictures = Array.from({ length: PICTURES / STEPS }, (_, i) => keep(step + i, `step ${step}, picture ${i}`));
    if (result) trace.write({ ...result, step, pictures });
  }
  const end = rest.at(-1);
  if (end) trace.write(end);
  trace.close();
  await recordScene(folder, frames);
}

function sampleLines(): AgentEvent[] {
  const lines = readFileSync(`${sampleRun}/trace.jsonl`, "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as AgentEvent);
}

/** A room seen from its middle, all the way round. */
async function recordScene(folder: string, frames: readonly SourceFrame[]): Promise<void> {
  const views = frames.map((frame, i) => ({
    frame,
    intrinsics: { fx: 400, fy: 400, cx: DEPTH.width / 2, cy: DEPTH.height / 2, ...DEPTH },
    pose: Pose.lookAt([0, 0, 0], [Math.sin((i / FRAMES) * 2 * Math.PI), -0.1, -Math.cos((i / FRAMES) * 2 * Math.PI)]),
    depth: Float32Array.from({ length: DEPTH.width * DEPTH.height }, (_, p) => 3 + Math.sin(p / 97) * 0.2),
    confidence: Float32Array.from({ length: DEPTH.width * DEPTH.height }, (_, p) => (p % 100) / 100),
  }));
  const disc = (cx: number) => Mask.fromPredicate(1280, 720, (x, y) => Math.hypot(x - cx, y - 360) < 120);
  const masks = [disc(400), disc(900)];
  const input: MediaInput = { kind: "video", name: "big", frames, fps: 2, durationSec: 32, capture: null };
  const { recorder, kernelOptions } = await createWorkspace({
    input,
    vlm: null,
    recordScene: true,
    perception: {
      name: "made",
      maxFrames: FRAMES,
      reconstruct: async () => ({
        views,
        scale: { source: "made", metric: true, confidence: 1 },
        world: { up: "made", confidence: 1, ground: -1.5 },
        notes: [],
      }),
      segment: async () => ({
        objects: masks.map((mask, i) => ({
          label: ["cup", "bowl"][i] as string,
          score: 1,
          masks: new Map(frames.map((frame) => [frame, mask])),
        })),
        note: "",
        tracking: "given" as const,
      }),
      close: async () => {},
    },
  });
  recorder?.begin(folder);
  recorder?.enter(1);
  const { signal } = new AbortController();
  const all = frames.map((_, i) => i);
  await kernelOptions.tools.call("reconstruct", { frames: all }, signal);
  await kernelOptions.tools.call("segment", { frames: all, prompt: { text: "dishes" } }, signal);
  const problem = await recorder?.settled();
  if (problem) throw new Error(problem);
}

function frameAt(frameIndex: number, bytes: Buffer): SourceFrame {
  return {
    frameIndex,
    name: `${frameIndex}.jpg`,
    width: 1280,
    height: 720,
    seconds: frameIndex / 2,
    geometry: null,
    pixels: () => Promise.reject(new Error("not needed")),
    encoded: async () => ({ mime: "image/jpeg", bytes }),
  };
}

/** Shapes and grain: compresses like a photograph. */
async function photo(seed: number, width: number, height: number): Promise<Buffer> {
  const random = seededRandom(seed);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    data[i] = 128 + 60 * Math.sin(x / 40 + seed) * Math.cos(y / 30) + 40 * (random() - 0.5);
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
}
