import { robustJudge } from "../scoring/robust/judge.ts";
import type { Benchmark } from "./define.ts";
import type { Results, Scored } from "./results.ts";
import type { Facts, Judge, ProtocolName } from "./types.ts";
import { failed, type Verdict } from "./verdict.ts";

/** Reads and scores a reply. Never throws: what goes wrong is a failure with score 0. */
export type SafeJudge = (reply: string, sample: Facts) => Verdict;

/** Throws, in one line, when the benchmark has no such protocol. */
export function judgeOf({ card, adapter }: Benchmark, protocol: ProtocolName): SafeJudge {
  if (protocol === "reference") return safe(adapter.reference.judge);
  if (protocol === "robust") return safe(adapter.robust?.judge ?? robustJudge(adapter));
  if (adapter.official) return safe(adapter.official.judge);
  throw new Error(`${card.benchmark} has no official protocol here; there are robust and reference`);
}

const safe =
  (judge: Judge): SafeJudge =>
  (reply, sample) => {
    try {
      const verdict = judge(reply, sample);
      return verdict.score === null || Number.isFinite(verdict.score) ? verdict : failed("the score is not finite");
    } catch (error) {
      return failed(`the scorer failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

export interface Detail extends Verdict {
  readonly id: string;
  readonly questionType: string;
  readonly answer: string;
  /** No reply was there: it counts as an empty one. */
  readonly missing: boolean;
}

export interface Evaluation {
  readonly results: Results;
  readonly details: readonly Detail[];
}

/** Scores replies by sample id. Samples without a reply count as answered with nothing. */
export async function evaluate(
  benchmark: Benchmark,
  samples: AsyncIterable<Facts> | Iterable<Facts>,
  replies: ReadonlyMap<string, string>,
  protocol: ProtocolName = "robust",
): Promise<Evaluation> {
  const judge = judgeOf(benchmark, protocol);
  const { adapter } = benchmark;
  const scored: Scored[] = [];
  const details: Detail[] = [];
  const seen = new Map<string, number>();
  for await (const sample of samples) {
    seen.set(sample.id, (seen.get(sample.id) ?? 0) + 1);
    if (adapter.counted && !adapter.counted(sample)) continue;
    const { id, questionType, answer } = sample;
    const verdict = judge(replies.get(id) ?? "", sample);
    scored.push({ sample: factsOf(sample), verdict });
    details.push({ id, questionType, answer, missing: !replies.has(id), ...verdict });
  }
  const results = adapter.aggregate(scored);
  const problems = [...results.problems, ...mismatches(seen, replies)];
  return { results: { ...results, problems }, details };
}

/** Without pictures and question: what a runner keeps of thousands of samples. */
export const factsOf = ({ id, questionType, choices, choicesInQuestion, answer, meta }: Facts): Facts => ({
  id,
  questionType,
  choices,
  choicesInQuestion,
  answer,
  meta,
});

function mismatches(seen: ReadonlyMap<string, number>, replies: ReadonlyMap<string, string>): string[] {
  const unknown = [...replies.keys()].filter((id) => !seen.has(id));
  const twice = [...seen].filter(([, count]) => count > 1).map(([id]) => id);
  const missing = [...seen.keys()].filter((id) => !replies.has(id));
  return [
    ...about(unknown, "replies belong to no sample and count for nothing"),
    ...about(twice, "sample ids occur more than once: their samples share a reply"),
    ...about(missing, "samples have no reply and count as answered with nothing"),
  ];
}

function about(ids: readonly string[], what: string): string[] {
  if (ids.length === 0) return [];
  const shown = ids.slice(0, 3).join(", ");
  return [`${ids.length} ${what}: ${shown}${ids.length > 3 ? ", …" : ""}`];
}
