import { shuffled } from "../python/shuffle.ts";
import type { Benchmark } from "./define.ts";
import type { Facts } from "./types.ts";

export interface Selection {
  /** Values of the benchmark's labels; empty: all samples. */
  readonly questionTypes?: readonly string[];
  /** By id; goes before the two below. */
  readonly ids?: readonly string[];
  /** In the order of the published subsets. */
  readonly shuffle?: boolean;
  readonly limit?: number | null;
}

export interface Selected<S> {
  readonly samples: readonly S[];
  /** One line for each wish that met nothing. */
  readonly problems: readonly string[];
}

/** The samples that a run is about, in its order. */
export function select<S extends Facts>({ adapter }: Benchmark, all: readonly S[], wish: Selection): Selected<S> {
  const { questionTypes = [], ids = [], shuffle = false, limit = null } = wish;
  const labels = (sample: Facts): readonly string[] => adapter.labels?.(sample) ?? [sample.questionType];
  const known = new Set(all.flatMap(labels));
  const kinds = all.filter(
    (sample) => questionTypes.length === 0 || labels(sample).some((l) => questionTypes.includes(l)),
  );
  const problems = questionTypes
    .filter((name) => !known.has(name))
    .map((name) => `no sample is of type ${JSON.stringify(name)}; there are ${[...known].join(", ")}`);
  if (ids.length > 0) {
    const samples = kinds.filter((sample) => ids.includes(sample.id));
    const found = new Set(samples.map((sample) => sample.id));
    const unknown = ids.filter((id) => !found.has(id)).map((id) => `there is no sample ${JSON.stringify(id)}`);
    return { samples, problems: [...problems, ...unknown] };
  }
  const order = shuffle ? shuffled(kinds.length).map((index) => kinds[index] as S) : kinds;
  return { samples: limit === null ? order : order.slice(0, limit), problems };
}
