import { createHash } from "node:crypto";
import path from "node:path";
import { InputError } from "@spatialclaw/media";
import type { RunBenchmark, RunSelection } from "@spatialclaw/report";
import type { Benchmark } from "../benchmark/define.ts";
import { factsOf } from "../benchmark/evaluate.ts";
import { openBenchmark } from "../benchmark/open.ts";
import { select } from "../benchmark/select.ts";
import type { Facts } from "../benchmark/types.ts";
import { Dataset } from "../data/dataset.ts";

/** One benchmark of a run, ready to be streamed. */
export interface Planned {
  readonly benchmark: Benchmark;
  readonly described: RunBenchmark;
  /** Position of each selected sample in the run's order, by id. */
  readonly places: ReadonlyMap<string, number>;
  /** Reads the data set once more. */
  open(): Dataset;
  /** What is wrong with the data set or met nothing, one line each. */
  readonly problems: readonly string[];
}

export interface PlanOptions {
  /** Holds the data sets' folders. */
  readonly data: string;
  readonly selection: RunSelection;
  readonly report?: (task: string, done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * First pass: which samples a run is about. Keeps no question and no picture. Throws InputError when there is none,
 * with the first thing that is wrong.
 */
export async function plan(source: string, { data, selection, report, signal }: PlanOptions): Promise<Planned> {
  const benchmark = await openBenchmark(source);
  const { card, adapter } = benchmark;
  const open = (): Dataset =>
    new Dataset(card, adapter.home?.(card) ?? path.join(data, card.dataset.folder), report ? { report } : {});
  const dataset = open();
  const { samples, problems } = select(benchmark, await factsIn(benchmark, dataset, selection, signal), selection);
  const places = new Map<string, number>();
  // An id that comes twice is one sample: its answer could not be told from the other's.
  for (const { id } of samples) if (!places.has(id)) places.set(id, places.size);
  const all = [...problems, ...dataset.problems.lines];
  if (places.size < samples.length) all.push(`${samples.length - places.size} samples have an id that came before`);
  if (places.size === 0)
    throw new InputError(
      `${card.benchmark}: there is no sample to ask about: ${all[0] ?? `nothing is in ${dataset.root}`}`,
    );
  const described: RunBenchmark = {
    key: card.benchmark,
    source: source.endsWith(".json") ? path.resolve(source) : source,
    title: card.title,
    category: card.category,
    dataset: card.dataset.id,
    samples: places.size,
    digest: digestOf([...places.keys()]),
  };
  return { benchmark, described, places, open, problems: all };
}

/** A limit alone needs no more than the first samples. */
async function factsIn(
  { adapter }: Benchmark,
  dataset: Dataset,
  selection: RunSelection,
  signal?: AbortSignal,
): Promise<Facts[]> {
  const { questionTypes, ids, shuffle, limit } = selection;
  const enough = questionTypes.length === 0 && ids.length === 0 && !shuffle ? limit : null;
  const facts: Facts[] = [];
  if (enough === 0) return facts;
  for await (const sample of adapter.load(dataset)) {
    signal?.throwIfAborted();
    facts.push(factsOf(sample));
    if (facts.length === enough) break;
  }
  return facts;
}

function digestOf(ids: readonly string[]): string {
  return createHash("sha256").update(ids.join("\n")).digest("hex").slice(0, 16);
}
