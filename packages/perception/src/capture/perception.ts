import { Pose } from "@spatialclaw/geometry";
import { InputError, type InstanceMap, type MediaInput, type SourceFrame } from "@spatialclaw/media";
import type { Perception, ReconstructedView, Scale, World } from "../types.ts";
import { worldOf } from "../world/frame.ts";
import { floorIds, groundUnder } from "./ground.ts";
import { segmentByPlace, segmentByText } from "./segment.ts";

const SCALE: Scale = { source: "sensor depth of the capture", metric: true, confidence: 1 };

const KNOWN: World = { up: "the capture", confidence: 1, ground: null };
const UNKNOWN: World = { up: "the camera, as if it were level", confidence: 0, ground: null };

/** What to add where; docs/captures.md tells more. */
const HELD_IN: Readonly<Record<string, { readonly depth: string; readonly masks: string }>> = {
  nerfstudio: { depth: 'add "depth_file_path" to its frames', masks: 'add "instances_file_path" to its frames' },
  tum: { depth: "add depth.txt", masks: "add instances.txt and instances.json" },
  scannet: { depth: "add depth/", masks: "add instance-filt/ and its .aggregation.json" },
  colmap: { depth: "a COLMAP model holds none: convert it", masks: "a COLMAP model holds none: convert it" },
};

/** At the origin, level, looking along -Z: nothing says how the camera was held. */
const OWN_WORLD = Pose.fromMatrix([1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1]);

/** Depth and confidence of one reconstruction, all frames together. */
const RECONSTRUCTION_BYTES = 1024 * 2 ** 20;
const MOST_FRAMES = 1000;

/**
 * Depth, poses and masks that came with the data. All calls share one world (see `worldOf`), whatever frames they
 * ask for. Throws InputError when the input is no capture.
 */
export function createCapturePerception(input: MediaInput): Perception {
  const { capture } = input;
  const first = input.frames[0]?.geometry;
  if (!capture || !first) throw new InputError(`${input.name} is no capture`, "environment");
  // Without poses each frame stands alone: its camera is the first one of its own world.
  const level = first.c2w ? worldOf(Pose.fromMatrix(first.c2w), capture.up) : null;
  const floor = floorIds(level && capture.instances ? capture.instances : []);
  let ground: number | null = null;
  const toWorld = (c2w: readonly number[] | null): Pose => (c2w && level ? level(c2w) : OWN_WORLD);

  return {
    name: "capture (depth, poses and masks of the input)",
    maxFrames: framesThatFit(first.intrinsics),
    async reconstruct(frames, { signal } = {}) {
      if (!capture.hasDepth) throw lacks(input, "depth");
      if (!first.c2w && frames.length > 1) throw apart(input, frames.length);
      const made: ReconstructedView[] = [];
      for (const frame of frames) {
        signal?.throwIfAborted();
        made.push(await readView(frame, toWorld));
      }
      if (floor.size > 0) ground ??= await groundUnder(floor, made, readInstances);
      return { views: made, scale: SCALE, world: level ? { ...KNOWN, ground } : UNKNOWN, notes: [] };
    },
    async segment(frames, prompt, { signal } = {}) {
      if (!capture.instances) throw lacks(input, "masks");
      const scan = { frames, instances: capture.instances, instancesIn: readInstances, signal };
      if ("text" in prompt) return segmentByText(prompt.text, scan);
      if (!input.frames.includes(prompt.frame)) {
        throw new RangeError(
          `segment: frame ${prompt.frame.frameIndex} of the prompt is none of the input's ${input.frames.length} frames`,
        );
      }
      return segmentByPlace(prompt, await readInstances(prompt.frame), scan);
    },
    async close() {},
  };
}

async function readView(
  frame: SourceFrame,
  toWorld: (c2w: readonly number[] | null) => Pose,
): Promise<ReconstructedView> {
  const depth = await frame.geometry?.depth();
  if (!frame.geometry || !depth) throw new InputError(`frame ${frame.frameIndex} (${frame.name}) has no depth`);
  return {
    frame,
    intrinsics: frame.geometry.intrinsics,
    pose: toWorld(frame.geometry.c2w),
    depth: depth.data,
    // The sensor measured or it did not.
    confidence: null,
  };
}

async function readInstances(frame: SourceFrame): Promise<InstanceMap> {
  const map = await frame.geometry?.instances();
  if (!map) throw new InputError(`frame ${frame.frameIndex} (${frame.name}) has no instance masks`);
  return map;
}

function framesThatFit({ width, height }: { readonly width: number; readonly height: number }): number {
  const bytesPerFrame = 2 * Float32Array.BYTES_PER_ELEMENT * width * height;
  return Math.max(1, Math.min(MOST_FRAMES, Math.floor(RECONSTRUCTION_BYTES / bytesPerFrame)));
}

function apart({ name }: MediaInput, count: number): InputError {
  return new InputError(
    `${name} has depth but no poses: its frames cannot be put together; reconstruct one frame at a time, not ${count}`,
    "environment",
  );
}

function lacks({ name, capture }: MediaInput, what: "depth" | "masks"): InputError {
  const where = HELD_IN[capture?.format ?? ""]?.[what] ?? "docs/captures.md says where its format holds them";
  return new InputError(`${name} has no ${what === "masks" ? "object masks" : what}; ${where}`, "environment");
}
