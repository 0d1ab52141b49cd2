import { contentKey } from "../cache/content-key.ts";
import type { DiskCache } from "../cache/disk-cache.ts";
import { type Sampling, sampledIndices } from "../frames/sampling.ts";
import type { Reporter } from "../progress.ts";
import { InputError, type SourceFrame, type VideoInfo } from "../types.ts";
import { FrameSource } from "./frame-source.ts";
import { durationOf, rateOf, secondsAt, type VideoIndex } from "./index-types.ts";
import { loadAv } from "./library.ts";
import { readIndex } from "./read-index.ts";
import { storedIndex } from "./stored-index.ts";

/** Frames that may be used at once: 2.3 hours at 30 a second. */
const MOST_FRAMES = 250_000;

export interface OpenVideoOptions {
  readonly sampling: Sampling;
  readonly disk: DiskCache | null;
  readonly hardware?: boolean | undefined;
  readonly onProgress?: Reporter | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface OpenedVideo {
  readonly info: Omit<VideoInfo, "frames">;
  readonly frames: readonly Omit<SourceFrame, "video">[];
  readonly warnings: readonly string[];
}

/**
 * A video's frames: one per native frame, or those that `sampling` leaves, with their absolute indices and times. None
 * is decoded before it is asked for.
 */
export async function openVideo(
  { file, name, key: known }: { readonly file: string; readonly name: string; readonly key?: string | undefined },
  { sampling, disk, hardware: mayUseHardware = false, onProgress, signal }: OpenVideoOptions,
): Promise<OpenedVideo> {
  const av = await loadAv(name);
  const key = known ?? (await contentKey(file));
  const index = await storedIndex(key, disk, () => readIndex(av, file, name, { onProgress, signal }));
  const source = new FrameSource({ av, file, shown: name, index, mayUseHardware }, key, disk);
  const seconds = index.pts.map((at) => secondsAt(index, at));
  const chosen = sampledIndices(seconds, sampling, name);
  if (chosen.length > MOST_FRAMES) {
    throw new InputError(
      `${name} has ${chosen.length} frames, expected at most ${MOST_FRAMES}; take fewer: --max-fps 1, or --frames 1000`,
    );
  }
  return {
    info: { name, totalFrames: index.pts.length, fps: rateOf(index), durationSec: durationOf(index) },
    frames: chosen.map((frameIndex) => frameOf(frameIndex, seconds[frameIndex] as number, name, index, source)),
    warnings: index.warnings,
  };
}

function frameOf(
  frameIndex: number,
  seconds: number,
  name: string,
  { width, height }: VideoIndex,
  source: FrameSource,
): SourceFrame {
  return {
    frameIndex,
    name: `${name} at ${seconds.toFixed(2)} s`,
    width,
    height,
    seconds,
    geometry: null,
    pixels: () => source.pixels(frameIndex),
    encoded: () => source.encoded(frameIndex),
  };
}
