import { randomUUID } from "node:crypto";
import type { Reporter, RgbImage, SourceFrame } from "@spatialclaw/media";
import type { OnnxRuntime } from "../../runtime/types.ts";
import type { Abilities } from "../about-task.ts";
import type { DetectInput, DetectOutput } from "../image/task.ts";
import type { SegmenterLimits } from "../limits.ts";
import type { PlacedObject, PlaceInput } from "../tracker/task.ts";
import type { AssociateInput } from "../video/detection/task.ts";
import type { FollowedFrame, MemoryInput, SequenceFrame } from "../video/memory/places-task.ts";
import type { MemoryTextInput } from "../video/memory/text-task.ts";
import type { FoundTrack } from "../video/tracks.ts";

/** Names or paths of the models; null or absent: there is none. */
export interface SegmenterModels {
  readonly text?: string | null;
  readonly tracker?: string | null;
}

/** A picture that is decoded while another one is with the model. */
const AT_ONCE = 2;

/** The jobs of one call of the segmenter, which take turns with those of others. */
export class SegmentJobs {
  readonly limits: SegmenterLimits;
  readonly #runtime: OnnxRuntime;
  readonly #options: { readonly ask: string; readonly signal?: AbortSignal; readonly onProgress?: Reporter };

  constructor(runtime: OnnxRuntime, limits: SegmenterLimits, signal?: AbortSignal, onProgress?: Reporter) {
    this.#runtime = runtime;
    this.limits = limits;
    this.#options = { ask: randomUUID(), ...(signal ? { signal } : {}), ...(onProgress ? { onProgress } : {}) };
  }

  about(model: string): Promise<Abilities> {
    return this.#run(model, "sam3-about", null, false);
  }

  async detect(model: string, frame: SourceFrame, prompt: Omit<DetectInput, "picture">): Promise<DetectOutput> {
    const input: DetectInput = { ...prompt, picture: await this.#pixels(frame) };
    return this.#run(model, "sam3-detect", input);
  }

  async place(model: string, frame: SourceFrame, prompt: Omit<PlaceInput, "picture">): Promise<PlacedObject> {
    const input: PlaceInput = { ...prompt, picture: await this.#pixels(frame) };
    const [object] = await this.#run<readonly PlacedObject[]>(model, "sam3-place", input);
    return object as PlacedObject;
  }

  /** Results are kept under the input: the pictures of all frames. */
  follow(model: string, input: MemoryInput): Promise<readonly FollowedFrame[]> {
    return this.#run(model, "sam3-memory", input);
  }

  followText(model: string, input: MemoryTextInput): Promise<readonly FoundTrack[]> {
    return this.#run(model, "sam3-memory-text", input);
  }

  associate(model: string, input: AssociateInput): Promise<readonly FoundTrack[]> {
    return this.#run(model, "sam3-associate", input, false);
  }

  /** Pictures at the size of the model, of which many can be held. */
  shrunk(model: string, frames: readonly SourceFrame[]): Promise<SequenceFrame[]> {
    return this.each(frames, async (frame) => {
      const picture = await this.#run<RgbImage>(model, "sam3-shrink", await this.#pixels(frame), false);
      return { picture, size: { width: frame.width, height: frame.height } };
    });
  }

  /** In order, two at a time; says how far it is. Nothing is begun any more once one has failed. */
  async each<T>(frames: readonly SourceFrame[], work: (frame: SourceFrame) => Promise<T>): Promise<T[]> {
    const made: T[] = [];
    let [next, done] = [0, 0];
    const worker = async () => {
      while (next < frames.length) {
        const at = next++;
        try {
          made[at] = await work(frames[at] as SourceFrame);
        } catch (error) {
          next = frames.length;
          throw error;
        }
        this.report(++done, frames.length);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return made;
  }

  report(done: number, total: number): void {
    this.#options.onProgress?.({ task: "looking for objects", done, total, unit: "frames" });
  }

  #pixels(frame: SourceFrame): Promise<RgbImage> {
    this.#options.signal?.throwIfAborted();
    return frame.pixels();
  }

  async #run<T>(model: string, task: string, input: unknown, isKept = true): Promise<T> {
    const job = { model, task, input, ...(isKept ? {} : { cacheKey: false }) };
    return (await this.#runtime.submit<T>(job, this.#options)).value;
  }
}
