import type { CellResult, Json } from "@spatialclaw/kernel";
import { makeAnswer, NO_EVIDENCE, type Submitted, submittedIn } from "./answer.ts";
import type { ChatMessage, ChatPart, ChatReply, ChatRole, ToolDefinition } from "./chat/types.ts";
import type { LoopContext, RunEnd } from "./context.ts";
import type { Conversation } from "./conversation.ts";
import type { AgentEvent, AnswerOrigin, PictureRef, StopReason } from "./events.ts";
import { endsWithout, lastStatement, plainQuestion } from "./fallback.ts";
import { type Budget, budgetLine, feedback } from "./feedback.ts";
import { questionText, text } from "./messages.ts";
import { prompt } from "./prompts/prompt.ts";
import { readVerdict } from "./reflect.ts";
import { replyEvent, withCalls } from "./reply.ts";
import { Stop, stopOf } from "./stop.ts";

/**
 * plan -> reply -> check and run -> feedback -> … -> answer.
 *
 * Never throws for what a model, a cell or a tool did: whatever happens, the last event is run.end.
 */
export async function* runLoop(context: LoopContext): AsyncGenerator<AgentEvent, RunEnd> {
  const run = new Run(context);
  let end: RunEnd;
  try {
    yield run.start();
    if (context.turn === 1) for (const line of context.input.warnings ?? []) yield { type: "notice", text: line };
    end = yield* run.work();
  } catch (error) {
    end = yield* run.endOf(error);
  }
  yield end;
  return end;
}

class Run {
  readonly #context: LoopContext;
  readonly #started = performance.now();
  readonly #said: string[] = [];
  readonly #printed: string[] = [];
  #submitted: Submitted | null = null;
  #rejections = 0;
  #steps = 0;
  #failures = 0;

  constructor(context: LoopContext) {
    this.#context = context;
  }

  start(): AgentEvent {
    const { question, input, paths, turn, model, perception, acts, limits, keyPictures, keep } = this.#context;
    return {
      type: "run.start",
      version: 1,
      question,
      input: { name: input.name, kind: input.kind, frames: input.frames.length, paths },
      pictures: keyPictures.map(keep),
      model: model.name,
      perception: perception.name,
      interface: acts.name,
      limits,
      turn,
      startedAt: new Date().toISOString(),
    };
  }

  async *work(): AsyncGenerator<AgentEvent, RunEnd> {
    const { question, form, input, acts } = this.#context;
    const asked = questionText(question, input, form);
    const plan = acts.plans ? yield* this.#plan(asked) : "";
    const conversation = this.#context.converse(asked, plan, budgetLine(this.#budget()));

    while (!acts.runsCells || this.#steps < this.#mostSteps) {
      const step = this.#steps + 1;
      yield { type: "step.start", step };
      const { reply, ms } = yield* this.#complete("main", conversation.messages(), acts.tools);
      const spoken = withCalls(reply);
      this.#said.push(spoken);
      conversation.reply(spoken);
      const action = acts.read(reply, form);
      yield replyEvent(step, action, reply, ms);

      if (action.kind === "answer") return this.#answered({ value: action.value, evidence: NO_EVIDENCE }, "answered");
      if (action.kind === "none") {
        this.#failed(`replies in a row without a usable ${acts.runsCells ? "cell" : "answer"}`, action.problem);
        const budget = budgetLine(this.#budget());
        conversation.back(prompt("unusable", { problem: action.problem, reminder: acts.reminder, budget }));
        continue;
      }

      const kernel = await this.#context.kernel();
      const result = await kernel.run(action.cell, { signal: this.#context.signal });
      this.#context.signal.throwIfAborted();
      if (result.ran) this.#steps++;
      this.#printed.push(result.stdout);
      const shown = await this.#pictures(result.shown);
      const budget = this.#budget();
      const said = feedback(result, shown.labels, budget);
      const vlm = this.#context.takeExchanges();
      const event = { type: "step.result", step, result, pictures: shown.refs, feedback: said } as const;
      yield vlm.length > 0 ? { ...event, vlm } : event;
      conversation.outcome(action.thought, action.cell, result);

      if (result.answer !== null) {
        this.#submitted = submittedIn(result.answer);
        const refusal = yield* this.#secondLook(step, this.#submitted, conversation, said);
        if (refusal === null) return this.#answered(this.#submitted, "answered");
        conversation.back(`${said}\n\n${refusal}`, shown.parts);
        continue;
      }
      if (result.ran) this.#failures = 0;
      else this.#failed("cells in a row were not accepted", firstLine(result));
      this.#checkToolCalls();
      conversation.back(said, shown.parts);
    }
    throw new Stop("steps", `no answer within ${this.#mostSteps} ${this.#mostSteps === 1 ? "step" : "steps"}`);
  }

  /** What a run that ended without an answer still has to offer. */
  async *endOf(error: unknown): AsyncGenerator<AgentEvent, RunEnd> {
    const { signal, form, model } = this.#context;
    const stop = stopOf(error, signal);
    const offer = endsWithout(stop.reason);
    if (offer.earlier && this.#submitted) return this.#answered(this.#submitted, "submitted", stop);
    if (offer.question && model.seesPictures) {
      try {
        const messages = plainQuestion(this.#context, this.#printed);
        const { reply, ms } = yield* this.#complete("main", messages);
        yield { type: "fallback", text: reply.text, ms, usage: reply.usage };
        const value = lastStatement([reply.text], form);
        if (value !== null) return this.#answered({ value, evidence: NO_EVIDENCE }, "question", stop);
      } catch (failure) {
        yield { type: "notice", text: `the last question failed: ${stopOf(failure, signal).message}` };
      }
    }
    const stated = offer.earlier ? lastStatement(this.#said, form) : null;
    if (stated !== null) return this.#answered({ value: stated, evidence: NO_EVIDENCE }, "statement", stop);
    return this.#end(stop.reason, stop.message);
  }

  async *#plan(asked: string): AsyncGenerator<AgentEvent, string> {
    const instructions = [prompt("planner"), ...(this.#context.checklist ? [prompt("planner-checklist")] : [])];
    const messages = [text("system", instructions.join("\n\n")), text("user", asked)];
    const { reply, ms } = yield* this.#complete("planner", messages);
    const plan = reply.text.trim();
    yield { type: "plan", text: plan, ms, usage: reply.usage };
    return plan;
  }

  /** null when the answer counts, else what the model is told instead. */
  async *#secondLook(
    step: number,
    { value }: Submitted,
    conversation: Conversation,
    said: string,
  ): AsyncGenerator<AgentEvent, string | null> {
    if (this.#rejections >= this.#context.reflections) return null;
    const answer = JSON.stringify(value);
    const look = text("user", `${said}\n\n${prompt("reflect", { answer })}`);
    const { reply, ms } = yield* this.#complete("reflect", conversation.messages(look));
    const verdict = readVerdict(reply.text);
    yield { type: "reflection", step, ...verdict, ms, usage: reply.usage };
    if (verdict.accepted) return null;
    this.#rejections++;
    return prompt("turned-down", { answer, reason: verdict.text, budget: budgetLine(this.#budget()) });
  }

  async *#complete(
    role: ChatRole,
    messages: readonly ChatMessage[],
    tools: readonly ToolDefinition[] = [],
  ): AsyncGenerator<AgentEvent, { reply: ChatReply; ms: number }> {
    const { model, signal } = this.#context;
    signal.throwIfAborted();
    const started = performance.now();
    const reply = await model.complete({ role, messages, signal, ...(tools.length > 0 ? { tools } : {}) });
    for (const notice of reply.notices) yield { type: "notice", text: notice };
    if (reply.finish === "declined")
      throw new Stop(role === "planner" ? "not-understood" : "gave-up", reply.text.trim());
    return { reply, ms: performance.now() - started };
  }

  /** Draws what a cell showed, keeps it beside the trace and prepares it for the next message. */
  async #pictures(items: readonly Json[]): Promise<{ refs: PictureRef[]; labels: string[]; parts: ChatPart[] }> {
    const pictures = await Promise.all(items.map((item) => this.#context.workspace.picture(item)));
    const refs = pictures.map((picture) => this.#context.keep(picture));
    const parts = this.#context.model.seesPictures
      ? pictures.map(({ label, image }) => ({ type: "image" as const, label, image }))
      : [];
    return { refs, parts, labels: refs.map((ref) => ref.label) };
  }

  get #mostSteps(): number {
    const { acts, limits } = this.#context;
    return Math.min(acts.mostSteps ?? limits.steps, limits.steps);
  }

  #budget(): Budget {
    const { limits, model, toolCalls } = this.#context;
    const calls = limits.toolCalls === null ? [] : [`${Math.max(0, limits.toolCalls - toolCalls())} tool calls`];
    return { step: this.#steps, steps: this.#mostSteps, left: [...calls, ...model.left()] };
  }

  #failed(what: string, last: string): void {
    this.#failures++;
    if (this.#failures > this.#context.limits.failures)
      throw new Stop("failures", `${this.#failures} ${what}; the last: ${last}`);
  }

  #checkToolCalls(): void {
    const { limits, toolCalls } = this.#context;
    if (limits.toolCalls !== null && toolCalls() > limits.toolCalls)
      throw new Stop("tool-calls", `no answer within ${limits.toolCalls} tool calls`);
  }

  #answered(submitted: Submitted, origin: AnswerOrigin, stop?: Stop): RunEnd {
    const { question, form, workspace } = this.#context;
    const answer = makeAnswer(submitted, { question, form, scale: workspace.scale(), origin });
    return { ...this.#end(stop?.reason ?? "answered", stop?.message ?? null), answer };
  }

  #end(reason: StopReason, message: string | null): RunEnd {
    const { model, toolCalls } = this.#context;
    return {
      type: "run.end",
      reason,
      answer: null,
      message,
      steps: this.#steps,
      ms: performance.now() - this.#started,
      usage: model.usage,
      usageByRole: model.byRole,
      toolCalls: toolCalls(),
    };
  }
}

function firstLine(result: CellResult): string {
  return result.error?.message.split("\n")[0] ?? "";
}
