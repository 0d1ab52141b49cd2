import { InputError, type Reporter, type RgbImage, type SourceFrame } from "@spatialclaw/media";
import type { Manifest } from "../manifest/index.ts";
import type { Step } from "../pictures/fit.ts";
import { type Fit, fitPictures, type Size } from "../pictures/fit.ts";
import type { OnnxRuntime } from "../runtime/index.ts";
import { share } from "../runtime/share.ts";
import { hintFor } from "./hints.ts";
import type { DepthInput, DepthOutput } from "./types.ts";

export interface EstimateOptions {
  readonly runtime: OnnxRuntime;
  /** As `Job.model`. */
  readonly model: string;
  readonly manifest: Manifest;
  readonly ask: string;
  /** Whether lenses that a capture measured are used. */
  readonly usesLenses: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: Reporter | undefined;
}

export interface Estimate {
  readonly output: DepthOutput;
  /** What the model saw of each frame. */
  readonly fits: readonly Fit[];
}

/** Pictures on their way through the worker at once: a large one takes hundreds of megabytes. */
const AT_ONCE = 2;

/** Depth and cameras of frames, as the model gives them. The result of the same pictures is kept by the runtime. */
export async function estimate(frames: readonly SourceFrame[], options: EstimateOptions): Promise<Estimate> {
  const { runtime, model, manifest, ask, usesLenses, signal, onProgress } = options;
  const fits = fitFrames(frames, manifest);
  const pictures = new Array<RgbImage>(frames.length);
  let next = 0;
  const work = async () => {
    for (let n = next++; n < frames.length; n = next++)
      pictures[n] = await prepared(frames[n] as SourceFrame, (fits[n] as Fit).steps, options);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const input: DepthInput = { pictures, hints: frames.map((frame, n) => hintFor(frame, fits[n] as Fit, usesLenses)) };
  const { value } = await runtime.submit<DepthOutput>(
    { model, task: "da3", input },
    { ask, ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) },
  );
  return { output: value, fits };
}

/** Throws InputError that names the frame which is of no use. */
function fitFrames(frames: readonly SourceFrame[], { image, roles }: Manifest): Fit[] {
  const fixed = fixedSize((roles.anyview ?? roles.metric)?.inputs.image?.dims);
  try {
    return fitPictures(image.resize, frames, fixed);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const odd = frames.find((frame) => isOdd(frame, image.resize, fixed));
    throw odd ? new InputError(`frame ${odd.frameIndex} (${odd.name}): ${error.message}`) : error;
  }
}

function isOdd(frame: SourceFrame, resize: Manifest["image"]["resize"], fixed: Partial<Size>): boolean {
  try {
    fitPictures(resize, [frame], fixed);
    return false;
  } catch {
    return true;
  }
}

function fixedSize(dims: readonly (number | string)[] = []): Partial<Size> {
  const [height, width] = dims.slice(-2);
  return {
    ...(typeof width === "number" ? { width } : {}),
    ...(typeof height === "number" ? { height } : {}),
  };
}

async function prepared(frame: SourceFrame, steps: readonly Step[], { runtime, model, ask, signal }: EstimateOptions) {
  signal?.throwIfAborted();
  const image = await frame.pixels();
  if (steps.length === 0) return { ...image, data: share(image.data) };
  const input = { image: { ...image, data: share(image.data) }, steps };
  const job = { model, task: "da3-picture", input, cacheKey: false };
  return (await runtime.submit<RgbImage>(job, { ask, ...(signal ? { signal } : {}) })).value;
}
