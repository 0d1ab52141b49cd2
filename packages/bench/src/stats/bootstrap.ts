import { type Clusters, clustersOf } from "./clusters.ts";
import { quantile } from "./quantile.ts";
import { uniform } from "./random.ts";

export interface BootstrapOptions {
  /** Default 10,000. */
  readonly resamples?: number;
  /** Default 42. */
  readonly seed?: number;
  /** Default 0.95. */
  readonly level?: number;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export const RESAMPLES = 10_000;
const SEED = 42;
const LEVEL = 0.95;

/**
 * Percentile interval of a mean. `labels` name the group of each value: groups are drawn as a whole, since questions
 * about one thing are right or wrong together. null where a resample cannot differ: no values, one group, all alike.
 */
export function meanInterval(
  values: readonly number[],
  labels: readonly string[] | null = null,
  options: BootstrapOptions = {},
): Interval | null {
  const clusters = clustersOf(values, labels);
  if (clusters.sums.length < 2 || values.every((value) => value === values[0])) return null;
  return percentiles(resampledMeans(clusters, options), options.level);
}

/** The mean of each resample, sorted. */
export function resampledMeans({ sums, counts }: Clusters, options: BootstrapOptions = {}): Float64Array {
  const { resamples = RESAMPLES, seed = SEED } = options;
  const random = uniform(seed);
  const means = new Float64Array(resamples);
  const n = sums.length;
  for (let r = 0; r < resamples; r++) {
    let [sum, count] = [0, 0];
    for (let i = 0; i < n; i++) {
      const drawn = Math.floor(random() * n);
      sum += sums[drawn] as number;
      count += counts[drawn] as number;
    }
    means[r] = sum / count;
  }
  return means.sort();
}

/**
 * Resamples of items. Units of items are drawn as a whole, and only within their stratum, so that each stratum keeps its
 * share: strata hold units, units hold items.
 */
export function* resamplesOf<T>(
  strata: readonly (readonly (readonly T[])[])[],
  { resamples = RESAMPLES, seed = SEED }: BootstrapOptions = {},
): Generator<T[]> {
  const random = uniform(seed);
  for (let r = 0; r < resamples; r++) {
    const drawn: T[] = [];
    for (const units of strata)
      for (let i = 0; i < units.length; i++)
        drawn.push(...(units[Math.floor(random() * units.length)] as readonly T[]));
    yield drawn;
  }
}

/** Percentile interval of values that a statistic had in resamples; null where it did not vary. */
export function intervalOf(values: readonly number[], level = LEVEL): Interval | null {
  const { low, high } = percentiles(Float64Array.from(values).sort(), level);
  return low < high ? { low, high } : null;
}

function percentiles(sorted: Float64Array, level = LEVEL): Interval {
  const tail = (1 - level) / 2;
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}
