import type { SourceFrame } from "@spatialclaw/media";

/** Frames that follow each other in time, or a single picture. */
export interface Sequence {
  /** In order, each once. */
  readonly frames: readonly SourceFrame[];
  /** How many frames of the video there are for each of these. */
  readonly stride: number;
}

/**
 * The frames as videos and pictures: those of one video are one sequence, in the order of time; photos, which have no
 * common time, are one each.
 */
export function sequencesOf(frames: readonly SourceFrame[]): readonly Sequence[] {
  const groups = new Map<unknown, SourceFrame[]>();
  for (const frame of new Set(frames)) {
    const key = frame.seconds === null ? frame : (frame.video ?? 0);
    groups.set(key, [...(groups.get(key) ?? []), frame]);
  }
  return [...groups.values()].map(sequenceOf);
}

/** Where a place is followed to: the frames of its own video; photos only where `photosToo`, in the given order. */
export function sequenceAround(frames: readonly SourceFrame[], seed: SourceFrame, photosToo: boolean): Sequence {
  const all = [...new Set([...frames, seed])];
  if (seed.seconds !== null)
    return sequenceOf(all.filter(({ seconds, video }) => seconds !== null && (video ?? 0) === (seed.video ?? 0)));
  return { frames: photosToo ? all.filter(({ seconds }) => seconds === null) : [seed], stride: 1 };
}

/** At most so many frames, cut around one of them. */
export function windowAround(frames: readonly SourceFrame[], seed: SourceFrame, most: number): readonly SourceFrame[] {
  const start = frames.indexOf(seed) - Math.floor(most / 2);
  const from = Math.max(0, Math.min(start, frames.length - most));
  return frames.slice(from, from + most);
}

function sequenceOf(frames: readonly SourceFrame[]): Sequence {
  const sorted = frames.toSorted((a, b) => a.frameIndex - b.frameIndex);
  const steps = sorted.slice(1).map(({ frameIndex }, i) => frameIndex - sorted[i]!.frameIndex);
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)];
  return { frames: sorted, stride: Math.max(1, middle ?? 1) };
}
