import type { Answerer } from "./process/host.ts";
import type { AskKind, Reply } from "./process/protocol.ts";
import type { HostCall, HostTools, Json, KernelLimits } from "./types.ts";

export interface RecordedCall {
  readonly kind: AskKind;
  readonly name: string;
  readonly json: string;
  readonly reply: Reply;
}

export interface CallLog {
  readonly answer: Answerer;
  /** In order of call; pages are left out, their content never changes for an id. */
  readonly calls: RecordedCall[];
  readonly timings: HostCall[];
  /** Ends the calls under way and refuses further ones. */
  stop(kind: "limit" | "aborted", message: string): void;
}

/** Answers a cell from the host's tools and keeps a record for replay. Each call has a deadline of its own. */
export function liveCalls(tools: HostTools, limits: KernelLimits): CallLog {
  const calls: RecordedCall[] = [];
  const timings: HostCall[] = [];
  const stopped = new AbortController();
  let stopReply: Reply | null = null;

  const work = async (kind: AskKind, name: string, json: string, signal: AbortSignal): Promise<Reply> => {
    if (kind === "page") return { ok: true, bytes: await tools.page(name), next: tools.pageAfter?.(name) ?? null };
    const args = JSON.parse(json) as Json;
    if (kind === "answer") {
      const misfit = tools.checkAnswer(args);
      return misfit === null ? { ok: true, json: "null" } : { ok: false, kind: "answer", message: misfit };
    }
    return { ok: true, json: JSON.stringify(await tools.call(name, args, signal)) };
  };

  const answer: Answerer = async (kind, name, json) => {
    if (stopReply) return stopReply;
    const started = performance.now();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), limits.callMs);
    const signal = AbortSignal.any([stopped.signal, deadline.signal]);
    const cut = new Promise<Reply>((resolve) => {
      signal.addEventListener("abort", () =>
        resolve(
          stopReply ?? { ok: false, kind: "limit", message: `${name} did not answer within ${limits.callMs / 1000} s` },
        ),
      );
    });
    const reply = await Promise.race([
      work(kind, name, json, signal).catch(
        (error: unknown): Reply => ({ ok: false, kind: "tool", message: messageOf(error) }),
      ),
      cut,
    ]);
    clearTimeout(timer);
    if (kind !== "page") calls.push({ kind, name, json, reply });
    if (kind === "call") timings.push({ name, ms: performance.now() - started, ok: reply.ok });
    return reply;
  };

  return {
    answer,
    calls,
    timings,
    stop(kind, message) {
      stopReply ??= { ok: false, kind, message };
      stopped.abort();
    },
  };
}

/** Answers from the record; `diverged` is set by the first call that is not the recorded one. */
export function recordedCalls(
  calls: readonly RecordedCall[],
  tools: HostTools,
): { answer: Answerer; readonly diverged: boolean } {
  let next = 0;
  let diverged = false;
  return {
    get diverged() {
      return diverged;
    },
    async answer(kind, name, json) {
      if (kind === "page") {
        return tools.page(name).then(
          (bytes): Reply => ({ ok: true, bytes }),
          (error: unknown): Reply => ({ ok: false, kind: "tool", message: messageOf(error) }),
        );
      }
      const call = calls[next++];
      if (call && call.kind === kind && call.name === name && call.json === json) return call.reply;
      diverged = true;
      return { ok: false, kind: "aborted", message: "replay ends here" };
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
