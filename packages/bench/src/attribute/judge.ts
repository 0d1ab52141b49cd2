import path from "node:path";
import { ChatError, type ChatModel, judgeDifference, readTrace, TRACE_FILE } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import type { BenchRow } from "@spatialclaw/report";
import type { Decided } from "./decided.ts";
import type { Judged } from "./folder.ts";
import { tell } from "./tell.ts";

/** Has one question judged. Rejects with ChatError when the judge cannot be asked, with InputError for a broken trace. */
export async function judgeQuestion(
  { key, right, rows, traces }: Decided,
  model: ChatModel,
  worker: string,
  signal: AbortSignal,
): Promise<Judged> {
  const wrong = right === "a" ? "b" : "a";
  const began = performance.now();
  const at = new Date().toISOString();
  const told = { a: await toldBy(traces.a), b: await toldBy(traces.b) };
  const side = (which: "a" | "b") => ({
    interface: rows[which].interface,
    answer: rows[which].status === "answered" ? JSON.stringify(rows[which].extracted) : "nothing",
    told: told[which].told,
  });
  const { attribution, reason, reply } = await judgeDifference(
    model,
    { question: told[right].question, truth: truthOf(rows[right]), right: side(right), wrong: side(wrong) },
    signal,
  );
  return {
    key,
    attribution,
    reason,
    reply: reply.text,
    isCut: told.a.isCut || told.b.isCut,
    server: reply.server,
    usage: reply.usage,
    ms: Math.round(performance.now() - began),
    at,
    worker,
  };
}

async function toldBy(trace: string | null) {
  if (trace === null) throw new InputError("a question without a trace cannot be judged");
  return tell(await readTrace(path.join(trace, TRACE_FILE)));
}

/** "B (behind)" where there are options. */
function truthOf({ sample: { answer, choices } }: BenchRow): string {
  const option = choices.find(({ letter }) => letter === answer);
  return option ? `${answer} (${option.text})` : answer;
}

/** A question that cannot be judged is tried again next time; anything else ends the work. */
export const isPassing = (error: unknown): error is Error => error instanceof ChatError || error instanceof InputError;
