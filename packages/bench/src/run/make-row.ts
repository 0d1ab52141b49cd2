import type { StopReason } from "@spatialclaw/agent";
import type { BenchRow, RowStatus } from "@spatialclaw/report";
import { factsOf, type SafeJudge } from "../benchmark/evaluate.ts";
import type { Sample } from "../benchmark/types.ts";
import { boxedReply } from "../scoring/cot-box.ts";
import type { Asked } from "./ask-sample.ts";
import { type AskSetup, answersAlone } from "./setup.ts";

/** Chains of thought are kept by their end, where the answer stands. */
const MOST_CHARS = 64 * 1024;

/** These say nothing about the model: the sample is tried again by `--resume`. */
const FAILURES: readonly StopReason[] = ["model-error", "failed", "aborted"];

interface RowContext {
  readonly benchmark: string;
  readonly place: number;
  readonly setup: AskSetup;
  readonly judge: SafeJudge;
  readonly startedAt: string;
  readonly trace: string | null;
  readonly worker: string;
}

export function makeRow(sample: Sample, asked: Asked, context: RowContext): BenchRow {
  const { benchmark, place, setup, judge, startedAt, trace, worker } = context;
  const { end } = asked;
  const { id, ...facts } = factsOf(sample);
  const reply = replyOf(asked, setup);
  const { extracted, score, correct, failure } = judge(reply, { id, ...facts });
  return {
    benchmark,
    sampleId: id,
    place,
    status: statusOf(asked),
    reason: asked.unsupported ? "unsupported-input" : end.reason,
    error: end.message ?? failure ?? null,
    answer: end.answer?.value ?? null,
    origin: end.answer?.origin ?? null,
    reply,
    extracted,
    score,
    correct,
    protocol: setup.protocol,
    steps: end.steps,
    toolCalls: end.toolCalls,
    usage: end.usage,
    ms: Math.round(end.ms),
    server: asked.server,
    model: setup.model.name,
    interface: setup.interface,
    trace,
    startedAt,
    worker,
    sample: { ...facts },
  };
}

function statusOf({ end, unsupported }: Asked): RowStatus {
  if (end.answer !== null) return "answered";
  return unsupported || FAILURES.includes(end.reason) ? "failed" : "unanswered";
}

/** Of a model without tools its own words, or what it put into the box; else the value that was handed in. */
function replyOf({ end, said }: Asked, setup: AskSetup): string {
  if (end.answer === null) return "";
  const { value, origin } = end.answer;
  if (answersAlone(setup.interface) && origin === "answered" && said !== null)
    return boxedReply(said).slice(-MOST_CHARS);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
