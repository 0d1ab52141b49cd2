import { InputError } from "../types.ts";
import type { Container } from "./container.ts";
import { rateOf, type VideoIndex } from "./index-types.ts";
import type { Scan } from "./scan.ts";

/** Frames a second above which time stamps are taken for broken. */
const MOST_RATE = 1000;
/** Of what the container announces, the part that may be missing; and seconds. */
const MISSING_SHARE = 0.05;
const MISSING_SEC = 1;

/** Less is there than the container announces: the file breaks off. What a header counts wrongly is no reason. */
export function refuseTruncated(container: Container, { pts, lastEnd }: Scan, shown: string): void {
  const way = `copy it again, or keep what is there: ffmpeg -i ${shown} -c copy whole.mp4`;
  const { formatName, context, stream } = container;
  // Only the MP4 family lists every sample; elsewhere the number is a hint that recorders get wrong.
  const listed = formatName.startsWith("mov") ? Number(stream.nbFrames) : 0;
  if (listed > pts.length)
    throw new InputError(`${shown} breaks off after ${pts.length} of its ${listed} frames; ${way}`);
  const announced = formatName.startsWith("matroska") ? Number(context.duration) / 1e6 : 0;
  const start = Math.max(0, Number(context.startTime) / 1e6);
  const there = lastEnd - start;
  if (announced > 0 && announced - there > Math.max(MISSING_SHARE * announced, Math.min(MISSING_SEC, announced / 4))) {
    throw new InputError(
      `${shown} breaks off after ${there.toFixed(1)} of its ${announced.toFixed(1)} seconds; ${way}`,
    );
  }
}

export function refuseEmpty(frames: number, shown: string): void {
  if (frames === 0) throw new InputError(`${shown} has no frames; name a video that has`);
}

export function refuseUntimed(times: readonly number[], shown: string): void {
  if (times.some((t) => !Number.isFinite(t))) {
    throw new InputError(
      `${shown} does not say when its frames are shown; put it into a container with the true rate: ffmpeg -framerate 30 -i ${shown} -c copy timed.mp4`,
    );
  }
}

export function refuseAbsurdRate(index: VideoIndex, shown: string): void {
  const rate = rateOf(index);
  if (rate !== null && rate > MOST_RATE) {
    throw new InputError(
      `${shown} has ${Math.round(rate)} frames a second, expected at most ${MOST_RATE}; correct its times: ffmpeg -i ${shown} -vf setpts=N/30/TB -r 30 corrected.mp4`,
    );
  }
}
