import type { BenchRow, RowStatus } from "@spatialclaw/report";
import type { Benchmark } from "../benchmark/define.ts";
import { judgeOf } from "../benchmark/evaluate.ts";
import type { Scored } from "../benchmark/results.ts";
import type { Facts, ProtocolName } from "../benchmark/types.ts";

/** A sample and the reply to it, from a run or from anybody's file. */
export interface Entry {
  readonly facts: Facts;
  readonly reply: string;
  readonly status: RowStatus;
}

/** Scored, and whether there was an answer at all. */
export interface ScoredEntry extends Scored {
  readonly status: RowStatus;
}

export const entryOf = ({ sampleId, sample, reply, status }: BenchRow): Entry => ({
  facts: { id: sampleId, ...sample },
  reply,
  status,
});

/** Samples that the benchmark's own summary leaves out are left out. */
export function scoreEntries(benchmark: Benchmark, entries: readonly Entry[], protocol: ProtocolName): ScoredEntry[] {
  const judge = judgeOf(benchmark, protocol);
  const { counted } = benchmark.adapter;
  return entries
    .filter(({ facts }) => !counted || counted(facts))
    .map(({ facts, reply, status }) => ({ sample: facts, verdict: judge(reply, facts), status }));
}
