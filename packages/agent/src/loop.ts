import type { CellResult, Json, Kernel } from "@spatialclaw/kernel";
import type { MediaInput } from "@spatialclaw/media";
import type { Perception, Scale } from "@spatialclaw/perception";
import { type AnswerForm, apiReference, type Workspace } from "@spatialclaw/workspace";
import { makeAnswer } from "./answer.ts";
import { ChatError, type ChatMessage, type ChatModel, type ChatPart, type ChatReply, type ChatRole } from "./chat.ts";
import type { AgentEvent, PictureRef, StopReason, Usage } from "./events.ts";
import { budgetLine, feedback } from "./feedback.ts";
import type { AskLimits } from "./limits.ts";
import { keyFrames, pictureParts, questionText, text } from "./messages.ts";
import { prompt } from "./prompts.ts";
import { parseReply } from "./reply.ts";

/** All that one run needs; the loop owns none of it. */
export interface LoopContext {
  readonly question: string;
  readonly form: AnswerForm;
  readonly input: MediaInput;
  readonly paths: readonly string[];
  readonly model: ChatModel;
  readonly perception: Perception;
  readonly kernel: Kernel;
  readonly workspace: Pick<Workspace, "picture" | "scale">;
  readonly limits: AskLimits;
  /** Fires on the caller's abort and when the time is up. */
  readonly signal: AbortSignal;
  /** Keeps a picture beside the trace. */
  keep(picture: {
    label: string;
    image: { mime: string; bytes: Uint8Array };
    width: number;
    height: number;
  }): PictureRef;
}

export type RunEnd = Extract<AgentEvent, { type: "run.end" }>;

/** Ends the loop from within; becomes run.end. */
class Stop extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * plan -> cell -> check and run -> feedback -> … -> answer.
 *
 * Never throws for what a model, a cell or a tool did: whatever happens, the last event is run.end.
 */
export async function* runLoop(context: LoopContext): AsyncGenerator<AgentEvent, RunEnd> {
  const run = new Run(context);
  let end: RunEnd;
  try {
    yield run.start();
    end = yield* run.work();
  } catch (error) {
    end = run.endOf(error);
  }
  yield end;
  return end;
}

class Run {
  readonly #context: LoopContext;
  readonly #started = performance.now();
  #usage: Usage = { inputTokens: 0, outputTokens: 0 };
  #steps = 0;

  constructor(context: LoopContext) {
    this.#context = context;
  }

  start(): AgentEvent {
    const { question, input, paths, model, perception, limits } = this.#context;
    return {
      type: "run.start",
      version: 1,
      question,
      input: { name: input.name, kind: input.kind, frames: input.frames.length, paths },
      pictures: [],
      model: model.name,
      perception: perception.name,
      interface: "code",
      limits: { steps: limits.steps, timeoutMs: limits.timeoutMs },
      startedAt: new Date().toISOString(),
    };
  }

  async *work(): AsyncGenerator<AgentEvent, RunEnd> {
    const { question, form, input, limits, model, kernel, signal } = this.#context;
    const asked = questionText(question, input, form);

    const planned = await this.#complete("planner", [text("system", prompt("planner")), text("user", asked)]);
    yield { type: "plan", text: planned.reply.text.trim(), ms: planned.ms, usage: planned.reply.usage };

    const system = prompt("system", { steps: String(limits.steps), api: apiReference() });
    const task = prompt("task", { question: asked, plan: planned.reply.text.trim() });
    const frames = model.seesPictures ? await pictureParts(keyFrames(input.frames)) : [];
    // The prefix only grows, so that prefix caches of the endpoint hold.
    const messages: ChatMessage[] = [
      text("system", system),
      { role: "user", parts: [{ type: "text", text: task }, ...frames] },
    ];

    let failures = 0;
    while (this.#steps < limits.steps) {
      const step = this.#steps + 1;
      yield { type: "step.start", step };
      const { reply, ms } = await this.#complete("main", messages);
      const parsed = parseReply(reply.text, reply.finish === "length");
      yield { type: "step.reply", step, ...parsed, ms, usage: reply.usage };
      messages.push(text("assistant", reply.text));

      if (parsed.cell === null) {
        if (++failures > limits.failures)
          throw new Stop("failures", `${failures} replies in a row without a usable cell`);
        const budget = budgetLine({ step: this.#steps, steps: limits.steps });
        messages.push(text("user", prompt("no-cell", { problem: parsed.problem ?? "", budget })));
        continue;
      }

      const result = await kernel.run(parsed.cell, { signal });
      signal.throwIfAborted();
      if (result.ran) this.#steps++;
      const shown = await this.#pictures(result.shown);
      const said = feedback(result, shown.labels, { step: this.#steps, steps: limits.steps });
      yield { type: "step.result", step, result, pictures: shown.refs, feedback: said };
      if (result.answer !== null) return this.#answered(result.answer);

      failures = result.ran ? 0 : failures + 1;
      if (failures > limits.failures)
        throw new Stop("failures", `${failures} cells in a row were not accepted; the last: ${firstLine(result)}`);
      messages.push({
        role: "user",
        parts: [{ type: "text", text: said }, ...(model.seesPictures ? shown.parts : [])],
      });
    }
    throw new Stop("steps", `no answer within ${limits.steps} steps`);
  }

  endOf(error: unknown): RunEnd {
    const { signal } = this.#context;
    if (signal.aborted) {
      const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
      return this.#end(timedOut ? "time" : "aborted", timedOut ? "the time is up" : "the run was stopped");
    }
    if (error instanceof Stop) return this.#end(error.reason, error.message);
    if (error instanceof ChatError) return this.#end("model-error", error.message);
    return this.#end("failed", error instanceof Error ? error.message : String(error));
  }

  async #complete(role: ChatRole, messages: readonly ChatMessage[]): Promise<{ reply: ChatReply; ms: number }> {
    const { model, signal } = this.#context;
    signal.throwIfAborted();
    const started = performance.now();
    const reply = await model.complete({ role, messages, signal });
    this.#usage = {
      inputTokens: this.#usage.inputTokens + reply.usage.inputTokens,
      outputTokens: this.#usage.outputTokens + reply.usage.outputTokens,
    };
    if (reply.finish === "declined")
      throw new Stop(role === "planner" ? "not-understood" : "gave-up", reply.text.trim());
    return { reply, ms: performance.now() - started };
  }

  /** Draws what a cell showed, keeps it beside the trace and prepares it for the next message. */
  async #pictures(items: readonly Json[]): Promise<{ refs: PictureRef[]; labels: string[]; parts: ChatPart[] }> {
    const refs: PictureRef[] = [];
    const parts: ChatPart[] = [];
    for (const item of items) {
      const picture = await this.#context.workspace.picture(item);
      refs.push(this.#context.keep(picture));
      parts.push({ type: "image", label: picture.label, image: picture.image });
    }
    return { refs, parts, labels: refs.map((ref) => ref.label) };
  }

  #answered(message: Json): RunEnd {
    const scale: Scale | null = this.#context.workspace.scale();
    return { ...this.#end("answered", null), answer: makeAnswer(message, this.#context.question, scale) };
  }

  #end(reason: StopReason, message: string | null): RunEnd {
    return {
      type: "run.end",
      reason,
      answer: null,
      message,
      steps: this.#steps,
      ms: performance.now() - this.#started,
      usage: this.#usage,
    };
  }
}

function firstLine(result: CellResult): string {
  return result.error?.message.split("\n")[0] ?? "";
}
