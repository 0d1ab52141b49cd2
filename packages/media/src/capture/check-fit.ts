import { type DepthMap, InputError, type MediaInput, type SourceFrame } from "../types.ts";
import { ALTERNATIVES, AS_GIVEN } from "./conventions.ts";
import { agreement, type Seen } from "./reproject.ts";

/** Pairs of neighbours that are looked at, spread over the capture. */
const PAIRS = 6;
/** Below this share of points that lie where the neighbour sees them, poses and depth do not belong together. */
const MISFIT = 0.5;
/** From this share on, and so much above the given one, another convention is named as the likely one. */
const FIT = 0.75;
const BETTER = 0.3;

/**
 * The capture with a warning where its depth, reprojected into the neighbouring frame, does not meet the depth there:
 * axes or the direction of the poses, or the unit of the depth, are probably others than the format says. Throws
 * InputError when no depth was measured at all.
 */
export async function withFit(input: MediaInput): Promise<MediaInput> {
  const { capture, frames, warnings = [] } = input;
  if (!capture?.hasDepth) return input;
  const pairs = capture.hasPoses === false ? [] : neighbours(frames);
  const depths = new Map<SourceFrame, DepthMap | null>();
  for (const frame of new Set([...pairs.flat(), frames[0] as SourceFrame]))
    depths.set(frame, (await frame.geometry?.depth()) ?? null);
  refuseEmptyDepth(input.name, depths);
  const seen = pairs.map((pair) => pair.map((frame) => seenFrom(frame, depths.get(frame) ?? null)));
  const shares = (convention: (typeof ALTERNATIVES)[number]): number | null =>
    median(seen.flatMap(([a, b]) => (a && b ? [agreement(a, b, convention)] : [])).filter((share) => share !== null));
  const given = shares(AS_GIVEN);
  if (given === null || given >= MISFIT) return input;
  const likely = ALTERNATIVES.map((convention) => ({ convention, share: shares(convention) ?? 0 }))
    .filter(({ share }) => share >= FIT && share - given >= BETTER)
    .sort((a, b) => b.share - a.share)[0];
  const what = `poses and depth do not fit: of the points of one frame, ${percent(given)} lie where the next frame sees them`;
  const way = likely
    ? `; ${percent(likely.share)} would ${likely.convention.name}: correct the capture`
    : "; check the axes and direction of the poses and the unit of the depth";
  return { ...input, warnings: [...warnings, what + way] };
}

function neighbours(frames: readonly SourceFrame[]): (readonly [SourceFrame, SourceFrame])[] {
  const count = Math.min(PAIRS, frames.length - 1);
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const from = Math.floor((i * (frames.length - 1)) / count);
    return [frames[from], frames[from + 1]] as [SourceFrame, SourceFrame];
  });
}

function seenFrom({ geometry }: SourceFrame, depth: DepthMap | null): Seen | null {
  return geometry?.c2w && depth ? { c2w: geometry.c2w, intrinsics: geometry.intrinsics, depth } : null;
}

function refuseEmptyDepth(name: string, depths: ReadonlyMap<SourceFrame, DepthMap | null>): void {
  const isEmpty = [...depths.values()].every((map) => map?.data.every((metres) => !Number.isFinite(metres)) ?? true);
  if (isEmpty) {
    const names = [...depths.keys()].map((frame) => frame.name).slice(0, 3);
    throw new InputError(
      `${name}: the depth of ${names.join(", ")} is 0 everywhere, expected measurements; export the depth again, or leave it out`,
    );
  }
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? null;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
