import { InputError, type RgbImage } from "@spatialclaw/media";
import type { Task, TaskContext } from "../../../runtime/task.ts";
import { patchOf, type Size } from "../../grid/patch.ts";
import { maskBits } from "../../grid/upsample.ts";
import { sigmoid } from "../../score.ts";
import { labelledPoints, networkBox, type PlacePrompt } from "../../tracker/prompt.ts";
import { memoryLimits } from "./limits.ts";
import { type DecodedObject, MemoryNetworks, type MemoryPrompt } from "./networks.ts";
import { ObjectTrack } from "./object-track.ts";

/** A frame of a sequence. */
export interface SequenceFrame {
  /** Of any size: best the network's own, since all pictures are held at once. */
  readonly picture: RgbImage;
  /** Of the frame itself, for masks. */
  readonly size: Size;
}

/** Where an object is, in the frame at that place of the sequence. */
export type Seed =
  | { readonly at: number; readonly place: PlacePrompt }
  /** 0 and 1 at the size of the network's input. */
  | { readonly at: number; readonly mask: Uint8Array };

export interface MemoryInput {
  readonly frames: readonly SequenceFrame[];
  /** All of the same object. */
  readonly seeds: readonly Seed[];
}

export interface FollowedFrame {
  /** Bits of the frame's size; none set where the object is not there. */
  readonly bits: Uint8Array;
  readonly objectScore: number;
  /** 0..1. */
  readonly score: number;
  readonly iou: number | null;
}

/** Labels of a box's corners among the points of the memory decoder. */
const CORNERS = [2, 3] as const;

/**
 * One object through a sequence, by memory: seeds first, then from the earliest of them to the end, then from it back to
 * the start. An entry for each frame.
 */
const task: Task<MemoryInput, readonly FollowedFrame[]> = {
  version: 1,
  roles: ["trackerEncoder", "memoryDecoder", "memoryAttention", "memoryEncoder"],
  async run({ frames, seeds }, context) {
    const networks = new MemoryNetworks(context);
    const track = new ObjectTrack(networks, memoryLimits(context.manifest));
    const found = new Map<number, DecodedObject>();
    const mapsAt = (at: number) => networks.encode(frameAt(frames, at).picture);
    const report = () =>
      context.report({ task: "following an object", done: found.size, total: frames.length, unit: "frames" });
    for (const seed of seeds) {
      const prompt = promptOf(seed, frameAt(frames, seed.at).size, context);
      found.set(seed.at, await track.seed(seed.at, await mapsAt(seed.at), prompt));
      report();
    }
    const start = Math.min(...seeds.map(({ at }) => at));
    const forwards = Array.from({ length: frames.length - start }, (_, i) => start + i);
    const backwards = Array.from({ length: start }, (_, i) => start - 1 - i);
    for (const at of [...forwards, ...backwards]) {
      if (found.has(at)) continue;
      const maps = await mapsAt(at);
      const seen = await track.see(at, maps, at < start);
      await track.remember(at, maps, seen);
      found.set(at, seen);
      report();
    }
    return frames.map(({ size }, at) => followed(found.get(at)!, size));
  },
};

export default task;

function frameAt(frames: readonly SequenceFrame[], at: number): SequenceFrame {
  const frame = frames[at];
  if (!frame) throw new InputError(`the prompt is of frame ${at}; the sequence has ${frames.length}`);
  return frame;
}

function promptOf(seed: Seed, size: Size, { manifest }: TaskContext): MemoryPrompt {
  if ("mask" in seed) return { mask: Float32Array.from(seed.mask) };
  const { box } = seed.place;
  const points = labelledPoints(seed.place, size, manifest);
  if (!box) return { points };
  const space = manifest.prompts?.points?.space ?? "input-px";
  const [x0, y0, x1, y1] = networkBox(box, size, manifest, space);
  return { points: [{ at: [x0, y0], label: CORNERS[0] }, { at: [x1, y1], label: CORNERS[1] }, ...points] };
}

function followed({ grid, size: cells, objectScore, iou }: DecodedObject, size: Size): FollowedFrame {
  const isThere = objectScore > 0;
  const bits = isThere
    ? maskBits(patchOf(grid, cells), size)
    : new Uint8Array(Math.ceil((size.width * size.height) / 8));
  return { bits, objectScore, score: sigmoid(objectScore) * (iou ?? 1), iou };
}
