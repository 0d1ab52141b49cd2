import type { GuestHost, Json } from "@spatialclaw/kernel";
import type * as cell from "../cell-types.ts";
import type { Picture } from "./draw.ts";
import { createHostSide, type HostSideOptions } from "./host-side.ts";
import { SuspendingHost } from "./suspense.ts";

export type { cell };

/** The cell API by global name, as a program gets it; what a session omits is not there. */
export type CellGlobals = typeof cell;

export interface SceneOptions extends Omit<HostSideOptions, "vlm" | "answerForm" | "omit" | "recorder"> {
  /** Learns what cells would have seen printed: misses and what was tried, frames left out. */
  readonly onNote?: ((note: string) => void) | undefined;
}

interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

type OneOrMany<T> = T | readonly T[];

/**
 * The cell API for ordinary programs: the same tools, types and numbers, without a model and without cells. What asks
 * perception is asynchronous here; what comes back (Seg, Recon, Points, …) is used at once, as in a cell.
 * World: +Y up, the first camera at the origin looking along -Z; metres where `recon.scale.metric`.
 */
export interface Scene extends AsyncDisposable {
  readonly frames: cell.Frames;
  readonly references: cell.Frames;

  /** Depth, cameras and points; default: all frames, sampled within the limit of the perception. */
  reconstruct(
    frames?: OneOrMany<cell.Frame>,
    options?: { include?: readonly cell.FrameRef[]; maxFrames?: number } & CallOptions,
  ): Promise<cell.Recon>;

  /** In one frame or through many; a miss is null. */
  segment(
    frames: OneOrMany<cell.Frame>,
    what: readonly cell.Prompt[],
    options?: CallOptions,
  ): Promise<(cell.Seg | null)[]>;
  segment(frames: OneOrMany<cell.Frame>, what: cell.Prompt, options?: CallOptions): Promise<cell.Seg | null>;

  /** Where it is seen best; a miss is null and `onNote` learns what there is instead. */
  findObject(what: readonly string[], options?: FindOptions): Promise<(cell.Found | null)[]>;
  findObject(what: string, options?: FindOptions): Promise<cell.Found | null>;

  /** Closest pair of two clouds; null when one is empty. */
  closest: typeof cell.tools.Geometry.closest;
  /** Standing at A facing B: `heading({ at, facing: { toward } }).locate(c)`. */
  heading: typeof cell.tools.Geometry.heading;

  /**
   * Any work with the whole cell API, written as in a cell: synchronous. It is called again whenever it had to wait for
   * perception, and must do the same each time: no side effects, no randomness of its own, no promises.
   */
  run<T>(work: (api: CellGlobals) => T, options?: CallOptions): Promise<T>;

  /** Encoded pictures of what a cell would hand to `show`. */
  draw(...items: readonly cell.Showable[]): Promise<Picture[]>;

  /** Closes the perception; safe to call twice. */
  close(): Promise<void>;
}

interface FindOptions extends CallOptions {
  /** Default: all. */
  readonly frames?: OneOrMany<cell.Frame>;
}

export async function createScene(options: SceneOptions): Promise<Scene> {
  // The guest's modules are many and small: only who opens a scene pays for them.
  const { createGlobals } = await import("../guest/globals.ts");
  const { onNote = () => {} } = options;
  const side = createHostSide({ ...options, vlm: null });
  const host = new SuspendingHost(side);
  const api = createGlobals(host as GuestHost) as unknown as CellGlobals;
  const { SAM3, Reconstruct, Geometry } = api.tools;
  const never = new AbortController().signal;

  async function complete<T>(
    work: () => T,
    signal: AbortSignal = never,
  ): Promise<{ value: T; shown: readonly Json[] }> {
    const { value, notes, shown } = await host.complete(work, signal);
    for (const note of notes) onNote(note);
    return { value, shown };
  }
  const run = async <T>(work: () => T, signal?: AbortSignal): Promise<T> => (await complete(work, signal)).value;

  let closed: Promise<void> | null = null;
  const close = () => (closed ??= options.perception.close());

  return {
    frames: api.InputImages,
    references: api.RefImages,
    reconstruct(frames = api.InputImages, { signal, ...settings } = {}) {
      return run(() => Reconstruct.reconstruct(frames, settings), signal);
    },
    segment: ((frames: OneOrMany<cell.Frame>, what: OneOrMany<cell.Prompt>, { signal }: CallOptions = {}) =>
      run(
        () =>
          isList(frames)
            ? SAM3.segmentVideo(frames, what as cell.Prompt)
            : SAM3.segmentImage(frames, what as cell.Prompt),
        signal,
      )) as Scene["segment"],
    findObject: ((what: OneOrMany<string>, { frames = api.InputImages, signal }: FindOptions = {}) =>
      run(() => SAM3.findObject(frames, what as string), signal)) as Scene["findObject"],
    closest: Geometry.closest,
    heading: Geometry.heading,
    run: (work, { signal } = {}) => run(() => synchronous(work(api)), signal),
    async draw(...items) {
      const { shown } = await complete(() => api.show(...items));
      return Promise.all(shown.map((item) => side.picture(item)));
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function isList<T>(value: OneOrMany<T>): value is readonly T[] {
  return Array.isArray(value);
}

function synchronous<T>(value: T): T {
  if (typeof value === "object" && value !== null && "then" in value && typeof value.then === "function")
    throw new TypeError("the work given to scene.run(…) returned a promise; write it without async, as in a cell");
  return value;
}
