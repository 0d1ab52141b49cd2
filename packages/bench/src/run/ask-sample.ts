import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { AskSession, type RunEnd, TraceWriter } from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import type { Benchmark } from "../benchmark/define.ts";
import { factsOf } from "../benchmark/evaluate.ts";
import type { Sample } from "../benchmark/types.ts";
import { blindPerception } from "./blind.ts";
import { type Inputs, pathsOf, UnsupportedInput } from "./input.ts";
import { questionFor } from "./question.ts";
import { type AskSetup, answersAlone } from "./setup.ts";

/** What came of asking a sample. */
export interface Asked {
  readonly end: RunEnd;
  /** The last thing the model said, where its reply is the answer. */
  readonly said: string | null;
  readonly server: { readonly url: string; readonly model: string } | null;
  /** Holds the trace; null when there is none. */
  readonly folder: string | null;
  readonly unsupported: boolean;
}

interface AskContext {
  /** Of the sample's benchmark. */
  readonly inputs: Inputs;
  /** Holds the traces; null: none are kept. */
  readonly traces: string | null;
  readonly signal: AbortSignal;
}

/**
 * Asks one sample. Never rejects for what the sample, the model or a cell did: that is in `end`. Rejects with
 * InputError when the disk takes no trace.
 */
export async function askSample(
  sample: Sample,
  benchmark: Benchmark,
  setup: AskSetup,
  { inputs, traces, signal }: AskContext,
): Promise<Asked> {
  const began = performance.now();
  let folder: string | null = null;
  try {
    const input = await inputs.open(sample.media);
    const perception = perceive();
    try {
      folder = traces === null ? null : await traceFolder(traces, sample.id);
      return await asked(folder);
    } finally {
      await perception.close();
    }

    function perceive() {
      if (answersAlone(setup.interface)) return blindPerception();
      try {
        return setup.perceive(input, sample.id);
      } catch (error) {
        throw error instanceof InputError ? new UnsupportedInput(error.message) : error;
      }
    }

    async function asked(where: string | null): Promise<Asked> {
      const trace = where === null ? TraceWriter.nowhere() : TraceWriter.open(where);
      const session = await AskSession.open({
        ...setup.choices,
        keyFrames: setup.keyFrames ?? benchmark.card.frames.keyFrames,
        input,
        paths: pathsOf(sample.media),
        model: setup.model,
        perception,
        interface: setup.interface,
      });
      try {
        const stream = session.ask({
          question: questionFor(sample, benchmark, setup.interface),
          form: benchmark.adapter.form(factsOf(sample)),
          trace,
          limits: setup.limits,
          signal,
        });
        let [server, said]: [Asked["server"], string | null] = [null, null];
        for await (const event of stream) {
          if (event.type !== "step.reply") continue;
          server = event.server ?? server;
          if (event.cell === null) said = event.thought;
        }
        return { end: await stream.result(), said, server, folder: where, unsupported: false };
      } finally {
        await session.close();
        trace.close();
      }
    }
  } catch (error) {
    if (error instanceof InputError && error.message.startsWith("cannot write")) throw error;
    const end = unasked(error, performance.now() - began, signal);
    return { end, said: null, server: null, folder, unsupported: error instanceof UnsupportedInput };
  }
}

/** A new one each time: a sample that is tried again has another. */
async function traceFolder(traces: string, id: string): Promise<string> {
  const name = `${id.replace(/[^\w.-]+/g, "_").slice(0, 80)}-`;
  try {
    await mkdir(traces, { recursive: true });
    return await mkdtemp(path.join(traces, name));
  } catch (error) {
    throw new InputError(`cannot write ${traces}: ${(error as Error).message}`, "environment");
  }
}

export async function dropTrace(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

function unasked(error: unknown, ms: number, signal: AbortSignal): RunEnd {
  return {
    type: "run.end",
    reason: signal.aborted ? "aborted" : "failed",
    answer: null,
    message: (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, " "),
    steps: 0,
    ms,
    usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 },
    usageByRole: {},
    toolCalls: 0,
  };
}
