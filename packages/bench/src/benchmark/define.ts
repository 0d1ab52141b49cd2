import type { Card } from "./card.ts";
import type { BenchmarkSpec, Meta } from "./types.ts";

/** An adapter: what is a benchmark's own. Its JSON file says the rest. */
export type Adapter<M extends Meta = Meta> = BenchmarkSpec<M>;

/** A benchmark: its adapter and its JSON file. */
export interface Benchmark {
  readonly card: Card;
  // biome-ignore lint/suspicious/noExplicitAny: meta is the adapter's own affair; nothing else looks into it.
  readonly adapter: Adapter<any>;
}

/** Gives an adapter its type. */
export const defineBenchmark = <M extends Meta>(spec: BenchmarkSpec<M>): Adapter<M> => spec;
