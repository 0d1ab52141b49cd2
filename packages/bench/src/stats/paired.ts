import { type BootstrapOptions, type Interval, resampledMeans } from "./bootstrap.ts";
import { clustersOf } from "./clusters.ts";
import { quantile } from "./quantile.ts";

export interface Paired {
  /** Mean of b minus a. */
  readonly difference: number;
  /** null where a resample cannot differ. */
  readonly interval: Interval | null;
  /** Two-sided: how often a resample falls on the other side of 0, doubled; never 0, since resamples are finite. null as the interval, unless nothing differs (1). */
  readonly p: number | null;
}

/** Paired bootstrap of two runs over the same samples; see `meanInterval` for `labels`. */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  labels: readonly string[] | null = null,
  options: BootstrapOptions = {},
): Paired {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`pairedBootstrap: ${a.length} and ${b.length} scores, expected as many of each, at least one`);
  const differences = a.map((score, i) => (b[i] as number) - score);
  const difference = differences.reduce((sum, d) => sum + d, 0) / differences.length;
  const clusters = clustersOf(differences, labels);
  if (clusters.sums.length < 2 || differences.every((d) => d === differences[0]))
    return { difference, interval: null, p: difference === 0 ? 1 : null };
  const means = resampledMeans(clusters, options);
  const tail = (1 - (options.level ?? 0.95)) / 2;
  const below = means.filter((mean) => mean <= 0).length;
  const above = means.filter((mean) => mean >= 0).length;
  const p = Math.min(1, (2 * (Math.min(below, above) + 1)) / (means.length + 1));
  return { difference, interval: { low: quantile(means, tail), high: quantile(means, 1 - tail) }, p };
}
