import { setImmediate } from "node:timers/promises";
import type { Pose } from "@spatialclaw/geometry";
import { type CaptureInfo, InputError, type MediaInput, type Reporter, type SourceFrame } from "@spatialclaw/media";
import type { PerceptionOptions, ReconstructedView, Reconstruction, Scale, World } from "../types.ts";
import type { FoundUp } from "../world/find-up.ts";
import { worldOf } from "../world/frame.ts";
import { type FloorFinder, findUpOf } from "../world/place.ts";
import { rigidPose, stretchedPose } from "../world/rigid.ts";
import { type Estimate, estimate } from "./da3/estimate.ts";
import { fitToPoses, type GivenPoses } from "./da3/given-poses.ts";
import { hasPoses, mostFrames } from "./da3/limits.ts";
import { cropNote, wholeView } from "./da3/whole-view.ts";
import type { Manifest } from "./manifest/index.ts";
import type { Fit } from "./pictures/fit.ts";
import type { OnnxRuntime } from "./runtime/index.ts";

export interface DepthOptions {
  readonly input: MediaInput;
  readonly runtime: OnnxRuntime;
  /** As `Job.model`. */
  readonly model: string;
  readonly manifest: Manifest;
  /** Finds the floor, which says best which way is up; null: nothing does. */
  readonly floor: FloorFinder | null;
  /** Whose jobs these are, for the queue. */
  readonly ask: string;
  /** false: poses and lenses that came with the input are not used. */
  readonly usePoses: boolean;
  readonly onProgress?: Reporter | undefined;
}

/** What is known before anything is put upright: in the model's or the capture's world. */
interface Placed {
  readonly views: readonly ReconstructedView[];
  readonly scale: Scale;
  readonly notes: readonly string[];
  /** Where the world begins. */
  readonly first: Pose;
}

/** Reconstructions that are kept for calls that ask for some of their frames. */
const MOST_KEPT = 4;
/** A ground whose normal is further from a capture's own up is none. */
const SAME_UP = Math.cos((10 * Math.PI) / 180);

/** Depth Anything 3 over the frames of one input. */
export class DepthModel {
  readonly #options: DepthOptions;
  readonly #made: Reconstruction[] = [];

  constructor(options: DepthOptions) {
    this.#options = options;
  }

  /**
   * World: +Y up, the first camera at the origin (of a capture with poses: the input's first one), looking along -Z.
   * Frames that an earlier call put together with others come from there, in its world: so points of both fit.
   */
  async reconstruct(frames: readonly SourceFrame[], { signal }: PerceptionOptions = {}): Promise<Reconstruction> {
    const { input, manifest, usePoses, onProgress } = this.#options;
    const capture = usePoses && hasPoses(input) ? input.capture : null;
    checkCount(frames.length, manifest, capture !== null);
    const known = this.#made.map((made) => partOf(made, frames)).find((part) => part !== null);
    if (known) return known;
    const found = await estimate(frames, { ...this.#options, usesLenses: usePoses, signal, onProgress });
    if (!capture && !found.output.hasPoses && frames.length > 1) throw noCameras(manifest, frames.length);
    const placed = await place(frames, found, capture, input);
    const up = await findUpOf(placed.views, this.#options.floor, { ...this.#options, signal });
    const made = upright(placed, up, capture);
    this.#made.unshift(made);
    this.#made.length = Math.min(this.#made.length, MOST_KEPT);
    return made;
  }
}

/** null unless all of the frames are in it. */
function partOf(made: Reconstruction, frames: readonly SourceFrame[]): Reconstruction | null {
  const byFrame = new Map(made.views.map((view) => [view.frame, view]));
  const views = frames.flatMap((frame) => byFrame.get(frame) ?? []);
  if (views.length !== frames.length) return null;
  return views.length === made.views.length ? made : { ...made, views };
}

/** Throws InputError for more frames than the model can put together, and for none. */
function checkCount(count: number, manifest: Manifest, posesAreGiven: boolean): void {
  const most = mostFrames(manifest, posesAreGiven);
  if (count === 0) throw new InputError("there are no frames to reconstruct; expected at least one");
  if (count > most && most === 1) throw noCameras(manifest, count);
  if (count > most)
    throw new InputError(
      `${count} frames are more than the ${most} that ${manifest.id} puts together; take fewer, evenly spread`,
    );
}

function noCameras({ id }: Manifest, count: number): InputError {
  return new InputError(
    `${id} gives no cameras: ${count} frames cannot be put together; reconstruct one frame at a time`,
    "environment",
  );
}

async function place(
  frames: readonly SourceFrame[],
  { output, fits }: Estimate,
  capture: CaptureInfo | null,
  input: MediaInput,
): Promise<Placed> {
  const fitted = capture ? fitToPoses(output, frames, capture) : null;
  const factor = fitted?.depthFactor ?? 1;
  const givenPose = ({ geometry }: SourceFrame, { poseFactor }: GivenPoses) =>
    rigidPose(stretchedPose(geometry?.c2w as readonly number[], poseFactor));
  const views: ReconstructedView[] = [];
  for (const [n, frame] of frames.entries()) {
    // Other work of the process gets its turn between views.
    await setImmediate();
    const view = output.views[n] as Estimate["output"]["views"][number];
    const { intrinsics, depth, confidence, rawConfidence } = wholeView(view, frame, fits[n] as Fit);
    const pose = fitted ? givenPose(frame, fitted) : rigidPose(view.c2w);
    views.push({
      frame,
      intrinsics,
      pose,
      depth: factor === 1 ? depth : depth.map((metres) => metres * factor),
      confidence,
      ...(rawConfidence ? { rawConfidence } : {}),
    });
  }
  const crop = cropNote(frames, fits);
  const notes = [...output.notes, ...(fitted?.notes ?? []), ...(crop === null ? [] : [crop])];
  const first = fitted ? givenPose(input.frames[0] as SourceFrame, fitted) : (views[0] as ReconstructedView).pose;
  return { views, scale: fitted?.scale ?? output.scale, notes, first };
}

/** A capture knows which way is up, but for COLMAP, whose format has no word for it. */
function upright({ views, scale, notes, first }: Placed, found: FoundUp, capture: CaptureInfo | null): Reconstruction {
  const known = capture && capture.format !== "colmap" ? capture.up : null;
  const up = known ?? found.up;
  const move = worldOf(first, up);
  const cosine = found.up[0] * up[0] + found.up[1] * up[1] + found.up[2] * up[2];
  // Heights were measured from the first of these views, the world begins at another one perhaps.
  const start = move((views[0] as ReconstructedView).pose.matrix).position[1];
  const ground = found.ground !== null && cosine >= SAME_UP ? found.ground + start : null;
  const world: World = known
    ? { up: "the capture", confidence: 1, ground }
    : { up: found.source, confidence: Math.round(100 * found.confidence) / 100, ground };
  return {
    views: views.map((view) => ({ ...view, pose: move(view.pose.matrix) })),
    scale,
    world,
    notes,
  };
}
