import { areaOf, type Patch, patchIou, patchOf, type Size } from "../../grid/patch.ts";
import type { AssociationConfig } from "./config.ts";
import type { Track } from "./types.ts";

/** Logits of what is hidden. */
const HIDDEN = -10;
/** Frames that are before and after all others. */
const NEVER = -1;
const ALWAYS = Number.MAX_SAFE_INTEGER;

/**
 * Ids of tracks that are hidden behind another one of the same phrase: of two that overlap, both of which were hidden
 * or empty before, the one more recently. Notes for every track when that was last.
 */
export function occludedTracks(
  at: number,
  tracks: readonly Track[],
  masks: readonly Patch[],
  removed: readonly number[],
  { occlusionIou }: AssociationConfig,
): number[] {
  const last = tracks.map(({ id, occluded }) => occluded ?? (removed.includes(id) ? ALWAYS : NEVER));
  const gone = new Set<number>();
  for (let i = 0; i < tracks.length; i++)
    for (let j = i + 1; j < tracks.length; j++) {
      const [a, b] = [last[i]!, last[j]!];
      if (a === b || Math.min(a, b) === NEVER || tracks[i]!.prompt !== tracks[j]!.prompt) continue;
      if (patchIou(masks[i]!, masks[j]!) >= occlusionIou) gone.add(a > b ? i : j);
    }
  for (const [i, track] of tracks.entries()) {
    const isHidden = gone.has(i) || areaOf(masks[i]!) === 0;
    const before = last[i]!;
    track.occluded = isHidden ? at : before === NEVER ? null : before;
  }
  return [...gone].sort((a, b) => a - b).map((i) => tracks[i]!.id);
}

export function hiddenGrid(size: Size): Float32Array {
  return new Float32Array(size.width * size.height).fill(HIDDEN);
}

/**
 * What is remembered of masks that compete for pixels: one that would keep less than `shrink` of its area, when every
 * pixel belongs to the mask that is surest of it, is remembered as hidden; the others as they are.
 */
export function rememberedGrids(grids: readonly Float32Array[], size: Size, shrink: number): Float32Array[] {
  if (grids.length < 2) return [...grids];
  const cells = size.width * size.height;
  const kept = new Int32Array(grids.length);
  for (let cell = 0; cell < cells; cell++) {
    let best = 0;
    for (let i = 1; i < grids.length; i++) if (grids[i]![cell]! > grids[best]![cell]!) best = i;
    if (grids[best]![cell]! > 0) kept[best]!++;
  }
  return grids.map((grid, i) => {
    const area = areaOf(patchOf(grid, size));
    return kept[i]! / Math.max(1, area) >= shrink ? grid : grid.map((logit) => Math.min(logit, HIDDEN));
  });
}
