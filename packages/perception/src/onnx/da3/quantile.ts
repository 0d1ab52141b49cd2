import { bitsOf, orderedBits } from "./ordered-bits.ts";

const SHIFT = 16;
const BUCKETS = 2 ** 16;
/** Of zero. */
const MIDDLE = BUCKETS / 2;

/**
 * Quantile with linear interpolation between the two nearest ranks. Exact and the same every time: a histogram over the
 * ordered bits of the floats finds where the rank lies, only those values are sorted. NaN when none counts.
 * @param kept 1 for each value that counts; default: all do.
 */
export function quantile(values: Float32Array, q: number, kept: Uint8Array | null = null): number {
  const counts = new Uint32Array(BUCKETS);
  const bits = bitsOf(values);
  let total = 0;
  for (let i = 0; i < bits.length; i++) {
    if (kept !== null && kept[i] === 0) continue;
    counts[(orderedBits(bits[i]!) >> SHIFT) + MIDDLE]!++;
    total++;
  }
  if (total === 0) return Number.NaN;
  const rank = q * (total - 1);
  const low = Math.floor(rank);
  const [a, b] = atRanks(values, counts, kept, low, Math.min(low + 1, total - 1));
  return rank === low || a === b ? a : a + (b - a) * (rank - low);
}

/** Values at two neighbouring ranks. */
function atRanks(
  values: Float32Array,
  counts: Uint32Array,
  kept: Uint8Array | null,
  first: number,
  second: number,
): [number, number] {
  const bits = bitsOf(values);
  const [from, before] = bucketOf(counts, first);
  const [to] = bucketOf(counts, second);
  let size = 0;
  for (let bucket = from; bucket <= to; bucket++) size += counts[bucket]!;
  const near = new Float32Array(size);
  let filled = 0;
  for (let i = 0; i < bits.length; i++) {
    const bucket = (orderedBits(bits[i]!) >> SHIFT) + MIDDLE;
    if (bucket >= from && bucket <= to && (kept === null || kept[i] === 1)) near[filled++] = values[i]!;
  }
  near.sort();
  return [near[first - before]!, near[second - before]!];
}

/** The bucket that holds a rank, and how many values lie before it. */
function bucketOf(counts: Uint32Array, rank: number): [bucket: number, before: number] {
  let before = 0;
  let bucket = 0;
  while (before + counts[bucket]! <= rank) before += counts[bucket++]!;
  return [bucket, before];
}
