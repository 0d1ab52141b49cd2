import { Pose } from "@spatialclaw/geometry";
import { InputError, type InstanceMap, type MediaInput, type SourceFrame } from "@spatialclaw/media";
import type { Perception, ReconstructedView, Scale } from "../types.ts";
import { segmentByPlace, segmentByText } from "./segment.ts";
import { worldOf } from "./world.ts";

const SCALE: Scale = { source: "sensor depth of the capture", metric: true, confidence: 1 };

/** Any number of frames: nothing is computed that would not fit. */
const MAX_FRAMES = 1000;

/** Depth, poses and masks that came with the data. Maps are decoded once and kept for the session. */
export function createCapturePerception(input: MediaInput): Perception {
  const { capture } = input;
  const first = input.frames[0]?.geometry;
  if (!capture || !first) throw new InputError(`${input.name} is no capture with camera poses`, "environment");
  const toWorld = worldOf(Pose.fromMatrix(first.c2w), capture.up);
  const views = new Map<number, Promise<ReconstructedView>>();
  const maps = new Map<number, Promise<InstanceMap>>();
  const once = <T>(cache: Map<number, Promise<T>>, frame: SourceFrame, make: () => Promise<T>): Promise<T> => {
    const made = cache.get(frame.frameIndex) ?? make();
    cache.set(frame.frameIndex, made);
    return made;
  };
  const instancesOf = async (frames: readonly SourceFrame[], signal: AbortSignal | undefined) => {
    const found = new Map<number, InstanceMap>();
    for (const frame of frames) {
      signal?.throwIfAborted();
      found.set(frame.frameIndex, await once(maps, frame, () => readInstances(frame)));
    }
    return found;
  };

  return {
    name: "capture (depth, poses and masks of the input)",
    maxFrames: MAX_FRAMES,
    async reconstruct(frames, { signal } = {}) {
      const made: ReconstructedView[] = [];
      for (const frame of frames) {
        signal?.throwIfAborted();
        made.push(await once(views, frame, () => readView(frame, toWorld)));
      }
      return { views: made, scale: SCALE };
    },
    async segment(frames, prompt, { signal } = {}) {
      const instances = capture.instances ?? [];
      const seen = await instancesOf(frames, signal);
      if ("text" in prompt) return segmentByText(prompt.text, instances, seen);
      const frame = input.frames.find((f) => f.frameIndex === prompt.frameIndex);
      if (!frame) throw new RangeError(`frame ${prompt.frameIndex} is not in this input`);
      const at = await once(maps, frame, () => readInstances(frame));
      return segmentByPlace(prompt, at, instances, seen);
    },
    async close() {
      views.clear();
      maps.clear();
    },
  };
}

async function readView(frame: SourceFrame, toWorld: (c2w: readonly number[]) => Pose): Promise<ReconstructedView> {
  const depth = await frame.geometry?.depth();
  if (!frame.geometry || !depth) throw new InputError(`frame ${frame.frameIndex} (${frame.name}) has no depth`);
  return {
    frameIndex: frame.frameIndex,
    intrinsics: frame.geometry.intrinsics,
    pose: toWorld(frame.geometry.c2w),
    depth: depth.data,
    confidence: depth.data.map((metres) => (Number.isFinite(metres) ? 1 : 0)),
  };
}

async function readInstances(frame: SourceFrame): Promise<InstanceMap> {
  const map = await frame.geometry?.instances();
  if (!map) throw new InputError(`frame ${frame.frameIndex} (${frame.name}) has no instance masks`);
  return map;
}
