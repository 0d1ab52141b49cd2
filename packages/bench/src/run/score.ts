import path from "node:path";
import { InputError } from "@spatialclaw/media";
import type { Table } from "@spatialclaw/report";
import { openBenchmark } from "../benchmark/open.ts";
import { readReplies } from "../benchmark/replies.ts";
import type { ProtocolName } from "../benchmark/types.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Entry } from "./entries.ts";
import { plan } from "./plan.ts";
import { tableOf } from "./table.ts";

export interface ScoreOptions {
  readonly data: string;
  readonly protocol: ProtocolName;
  /** Leaves out samples without a reply, instead of counting them as answered with nothing. */
  readonly answeredOnly: boolean;
}

const EVERYTHING = { questionTypes: [], ids: [], shuffle: false, limit: null } as const;

/** Scores anybody's file of predictions: nothing is asked, no picture is read. Rejects with InputError. */
export async function scoreFile(source: string, file: string, options: ScoreOptions): Promise<Table> {
  const { byId, problems } = await readReplies(file);
  if (byId.size === 0)
    throw new InputError(problems[0] ?? `${file} holds no prediction; expected JSON lines with sample_id and content`);
  const benchmark = await openBenchmark(source);
  const planned = await plan(source, { data: options.data, selection: EVERYTHING });
  const dataset: Dataset = planned.open();
  const entries: Entry[] = [];
  const known = new Set<string>();
  const twice = new Set<string>();
  for await (const { media: _, question: __, ...facts } of benchmark.adapter.load(dataset)) {
    const reply = byId.get(facts.id);
    (known.has(facts.id) ? twice : known).add(facts.id);
    if (reply === undefined && options.answeredOnly) continue;
    entries.push({ facts, reply: reply ?? "", status: reply?.trim() ? "answered" : "unanswered" });
  }
  const unknown = [...byId.keys()].filter((id) => !known.has(id));
  const missing = [...known].filter((id) => !byId.has(id));
  return tableOf({
    benchmark,
    described: planned.described,
    entries,
    protocol: options.protocol,
    problems: [
      ...problems.map((line) => line.replace(file, path.basename(file))),
      ...planned.problems,
      ...about(unknown, "predictions belong to no sample and count for nothing"),
      ...about([...twice], "sample ids occur more than once: their samples share a prediction"),
      ...about(missing, `samples have no prediction and ${options.answeredOnly ? "are left out" : "count as wrong"}`),
    ],
  });
}

function about(ids: readonly string[], what: string): string[] {
  if (ids.length === 0) return [];
  return [`${ids.length} ${what}: ${ids.slice(0, 3).join(", ")}${ids.length > 3 ? ", …" : ""}`];
}
