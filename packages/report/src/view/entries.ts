import type { BenchRow } from "../bench/types.ts";
import { formatAnswer } from "../format.ts";
import type { TraceSummary } from "./summary.ts";
import type { Entry } from "./types.ts";

/** A trace that belongs to no row. `run`: the bench run whose folder it lies in. */
export function traceEntry(folder: string, { isDone: _, ...summary }: TraceSummary, run: string | null): Entry {
  return {
    id: folder === "" ? "." : folder,
    run,
    sample: null,
    benchmark: null,
    type: null,
    isRight: null,
    truth: null,
    trace: folder,
    ...summary,
  };
}

/** A row, with what its trace adds: the question, and how many cells failed. */
export function rowEntry(row: BenchRow, run: string, trace: string | null, summary: TraceSummary | null): Entry {
  const { benchmark, sampleId, status, reason, error, score, correct, sample, usage } = row;
  return {
    id: `${run}#${benchmark}/${sampleId}`,
    run,
    sample: `${benchmark}/${sampleId}`,
    question: summary?.question || sampleId,
    benchmark,
    type: sample.questionType || null,
    status,
    reason: error ?? reason,
    isRight: score === null ? null : correct,
    answer: row.answer === null ? row.reply.slice(0, 200) || null : formatAnswer({ value: row.answer, unit: null }),
    truth: sample.answer,
    interface: row.interface,
    model: row.model,
    steps: row.steps,
    errors: summary?.errors ?? null,
    ms: row.ms,
    tokens: usage.inputTokens + usage.outputTokens,
    costUsd: usage.costUsd,
    startedAt: row.startedAt,
    trace,
  };
}
