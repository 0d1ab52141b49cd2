import { InputError } from "../types.ts";
import { lowerBound } from "../video/lower-bound.ts";
import { evenIndices } from "./key-frames.ts";

/** Which of a video's frames may be used at all; nothing given: every one. */
export interface Sampling {
  /** At most that many, evenly spread; what `maxFps` leaves is counted. */
  readonly frames?: number | undefined;
  /** At most that many a second: of a quicker video the frames nearest to 0, 1/maxFps, 2/maxFps, … seconds. */
  readonly maxFps?: number | undefined;
  /** The frames nearest to these seconds; excludes the others. */
  readonly times?: readonly number[] | undefined;
}

/** Two frames that are as near as this to a time, in seconds, are equally near: the even index wins, as halves round. */
const TIE_SEC = 1e-6;
/** What may be wrong with a rate that was computed from times in ticks. */
const RATE_SHARE = 1e-3;

/** Throws InputError for values that make no sense. */
export function checkSampling({ frames, maxFps, times }: Sampling): void {
  if (frames !== undefined && !(Number.isInteger(frames) && frames >= 1))
    throw new InputError(`the number of frames is ${frames}, expected a whole number from 1`);
  if (maxFps !== undefined && !(maxFps > 0 && Number.isFinite(maxFps)))
    throw new InputError(`the most frames a second is ${maxFps}, expected a number above 0`);
  if (times === undefined) return;
  if (frames !== undefined || maxFps !== undefined)
    throw new InputError("times exclude a number and a rate of frames; give the one or the other");
  const odd = times.find((t) => !(t >= 0 && Number.isFinite(t)));
  if (odd !== undefined || times.length === 0)
    throw new InputError(`the times are [${times.join(", ")}], expected at least one number of seconds from 0`);
}

/** Absolute indices in rising order, each once. `seconds` are the times of all frames, rising. */
export function sampledIndices(seconds: readonly number[], sampling: Sampling, shown: string): number[] {
  checkSampling(sampling);
  const { frames, maxFps, times } = sampling;
  const n = seconds.length;
  if (times) {
    const last = seconds.at(-1) as number;
    // The last frame is shown for a while: as long as the one before it.
    const end = last + (n > 1 ? last - (seconds[n - 2] as number) : 0);
    const late = times.find((t) => t > end + TIE_SEC);
    if (late !== undefined)
      throw new InputError(`${shown} ends at ${end.toFixed(2)} s, but a frame at ${late} s is wanted`);
    return distinct(times.map((t) => nearestIndex(seconds, t)));
  }
  const capped = maxFps === undefined ? all(n) : cappedIndices(seconds, maxFps);
  return frames === undefined ? capped : evenIndices(capped.length, frames).map((i) => capped[i] as number);
}

/** The frame shown nearest to a time. */
export function nearestIndex(seconds: readonly number[], time: number): number {
  const after = Math.min(lowerBound(seconds, time), seconds.length - 1);
  const before = Math.max(0, after - 1);
  const [late, early] = [Math.abs((seconds[after] as number) - time), Math.abs(time - (seconds[before] as number))];
  if (Math.abs(late - early) <= TIE_SEC) return before % 2 === 0 ? before : after;
  return late < early ? after : before;
}

function cappedIndices(seconds: readonly number[], maxFps: number): number[] {
  const n = seconds.length;
  const start = seconds[0] as number;
  const span = (seconds.at(-1) as number) - start;
  if (n < 2 || (n - 1) / span <= maxFps * (1 + RATE_SHARE)) return all(n);
  const steps = Math.floor(span * maxFps + TIE_SEC);
  return distinct(Array.from({ length: steps + 1 }, (_, i) => nearestIndex(seconds, start + i / maxFps)));
}

function all(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

function distinct(indices: readonly number[]): number[] {
  return [...new Set(indices)].sort((a, b) => a - b);
}
