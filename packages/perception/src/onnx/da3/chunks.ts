/** Positions of the views of one run of the graph, from the first to before the second. */
export type Chunk = readonly [from: number, to: number];

/** Views that neighbouring runs share at most. */
const MOST_SHARED = 4;

/**
 * Runs of at most `most` views that cover all and share some with the run before: a quarter of a run, at most four.
 * One run where all fit. Empty where runs of one view cannot share any.
 */
export function chunksOf(views: number, most: number): Chunk[] {
  if (views <= most) return [[0, views]];
  if (most < 2) return [];
  const shared = Math.min(MOST_SHARED, Math.max(1, Math.floor(most / 4)));
  const runs = Math.ceil((views - shared) / (most - shared));
  // The last run ends with the last view, and what is too much is shared too: all runs have the same number of views.
  const step = (views - most) / (runs - 1);
  return Array.from({ length: runs }, (_, k) => {
    const from = Math.round(k * step);
    return [from, from + most] as const;
  });
}
