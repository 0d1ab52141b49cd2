import { createKernel, type Kernel, type KernelLimits } from "@spatialclaw/kernel";
import { evenIndices, KEY_FRAME_BUDGET, type MediaInput, partIndices } from "@spatialclaw/media";
import type { Perception } from "@spatialclaw/perception";
import {
  type AnswerForm,
  answerFormOf,
  apiReference,
  type CustomTool,
  createWorkspace,
  type Workspace,
} from "@spatialclaw/workspace";
import type { ChatModel } from "./chat/types.ts";
import type { LoopContext, Picture, RunEnd } from "./context.ts";
import { Conversation } from "./conversation.ts";
import { CurrentQuestion } from "./current.ts";
import type { AgentEvent } from "./events.ts";
import { createInterface } from "./interfaces/index.ts";
import type { ActionInterface } from "./interfaces/types.ts";
import { type AskLimits, DEFAULT_ASK_LIMITS } from "./limits.ts";
import { runLoop } from "./loop.ts";
import { firstPictures, pictureParts, text } from "./messages.ts";
import { Meter } from "./meter.ts";
import { prompt } from "./prompts/prompt.ts";
import { checkPromptChoices, type PromptChoices, systemPrompt } from "./prompts/sections.ts";
import { recording } from "./recording.ts";
import { EventStream } from "./stream.ts";
import type { PictureExt, TraceWriter } from "./trace.ts";
import { unitOf } from "./units.ts";
import { createVlm } from "./vlm.ts";

export interface SessionOptions {
  readonly input: MediaInput;
  /** As the user named them; for the trace. */
  readonly paths: readonly string[];
  readonly model: ChatModel;
  readonly perception: Perception;
  /** How the model acts; default `code`. */
  readonly interface?: string;
  readonly prompts?: PromptChoices;
  /** Names of the cell API that are taken away: `tools.Geometry`, `np`, or the groups `utility` and `perception`. */
  readonly omit?: readonly string[];
  /** Tools of your own beside those of the cell API. */
  readonly tools?: readonly CustomTool[];
  /** Adds a checklist to the plan. */
  readonly checklist?: boolean;
  /** How often an answer may be turned down by a second look of the model; default 0, no such look. */
  readonly reflections?: number;
  /** Frames in the first message, of several videos for each; default 32. The others are a `show` away. */
  readonly keyFrames?: number;
  /** The most pictures in the messages, those of the first message not counted; default 24. */
  readonly pictures?: number;
  /** Keeps what cells saw and measured beside each trace, in `scene/`, for reports; default false. */
  readonly recordScene?: boolean;
  readonly kernelLimits?: Partial<KernelLimits>;
  /** Sessions with the same one may have a kernel process one after the other; see KernelOptions. */
  readonly origin?: string;
  /** Learns of the kernel process, so that a test can kill it. */
  readonly onKernel?: (kernel: { readonly pid: number | undefined }) => void;
}

export interface QuestionOptions {
  readonly question: string;
  /** Default: what the question's words say. */
  readonly form?: AnswerForm;
  /** Closed when the run has ended. */
  readonly trace: TraceWriter;
  readonly limits?: Partial<AskLimits>;
  readonly signal?: AbortSignal;
}

const PICTURES = 24;
let sessions = 0;

/**
 * One scene and what was found in it: questions follow each other, in the same kernel and the same conversation.
 */
export class AskSession {
  readonly #options: SessionOptions;
  readonly #acts: ActionInterface;
  readonly #workspace: Workspace;
  readonly #current: CurrentQuestion;
  readonly #id = `${process.pid}-${++sessions}`;
  #kernel: Promise<Kernel> | null = null;
  #keyPictures: Promise<readonly Picture[]> | null = null;
  #conversation: Conversation | null = null;
  #turn = 0;
  #last: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();

  private constructor(options: SessionOptions, acts: ActionInterface, workspace: Workspace, current: CurrentQuestion) {
    this.#options = options;
    this.#acts = acts;
    this.#workspace = workspace;
    this.#current = current;
  }

  /** Throws InputError for choices that do not exist. The kernel starts when it is first wanted. */
  static async open(options: SessionOptions): Promise<AskSession> {
    const { input, perception, model, omit, tools, prompts = {}, recordScene = false } = options;
    checkPromptChoices(prompts);
    const current = new CurrentQuestion(model);
    const workspace = await createWorkspace({
      input,
      perception,
      vlm: createVlm(current),
      recordScene,
      ...(omit ? { omit } : {}),
      ...(tools ? { tools } : {}),
    });
    const acts = createInterface(options.interface ?? "code", workspace.api);
    const session = new AskSession(options, acts, workspace, current);
    // It boots while the first reply is awaited.
    if (acts.runsCells) void session.#openKernel().catch(() => undefined);
    return session;
  }

  /**
   * Asks one question. Events as they come, `result()` for the end; the trace is written event by event whether or
   * not somebody reads. A question waits for the one before it. Rejects only when the pictures cannot be read or
   * the trace cannot be written.
   */
  ask(options: QuestionOptions): EventStream<AgentEvent, RunEnd> {
    const stream = new EventStream(this.#asked(options, this.#last));
    this.#last = stream.result().catch(() => undefined);
    return stream;
  }

  /** Ends the kernel; safe to call twice. */
  async close(): Promise<void> {
    this.#closing.abort(new Error("the session is closed"));
    const kernel = await this.#kernel?.catch(() => null);
    await kernel?.close();
  }

  async *#asked(options: QuestionOptions, before: Promise<unknown>): AsyncGenerator<AgentEvent, RunEnd> {
    const { trace } = options;
    try {
      await before;
      const { recorder } = this.#workspace;
      recorder?.begin(trace.folder);
      const events = runLoop(await this.#context(options));
      const loop = recorder ? recording(events, recorder) : events;
      for (;;) {
        const step = await loop.next();
        if (step.done) return step.value;
        trace.write(step.value);
        yield step.value;
      }
    } finally {
      trace.close();
    }
  }

  async #context({ question, trace, signal, ...options }: QuestionOptions): Promise<LoopContext> {
    const { input, paths, model, perception, checklist = false, reflections = 0 } = this.#options;
    const limits = { ...DEFAULT_ASK_LIMITS, ...options.limits };
    const form = withUnit(options.form ?? answerFormOf(question), question);
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const meter = new Meter(model, limits, this.#id);
    this.#workspace.expect(form);
    this.#current.begin(meter, limits.toolCalls);
    const keyPictures = await this.#pictures();
    return {
      question,
      form,
      input,
      paths,
      turn: ++this.#turn,
      model: meter,
      perception,
      acts: this.#acts,
      kernel: () => this.#openKernel(),
      workspace: this.#workspace,
      keyPictures,
      limits,
      checklist,
      reflections,
      converse: (asked, plan, budget) => this.#converse(asked, plan, budget, limits.steps, keyPictures),
      toolCalls: () => this.#current.calls,
      takeExchanges: () => this.#current.takeExchanges(),
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      keep: ({ image, label, width, height }) =>
        trace.addPicture(image.bytes, extension(image.mime), label, width, height),
    };
  }

  #openKernel(): Promise<Kernel> {
    if (this.#closing.signal.aborted) return Promise.reject(this.#closing.signal.reason);
    this.#kernel ??= this.#createKernel();
    return this.#kernel;
  }

  async #createKernel(): Promise<Kernel> {
    const { kernelLimits, onKernel, origin } = this.#options;
    const { kernelOptions } = this.#workspace;
    const kernel = await createKernel({
      ...kernelOptions,
      tools: this.#current.counting(kernelOptions.tools),
      signal: this.#closing.signal,
      ...(kernelLimits ? { limits: kernelLimits } : {}),
      ...(origin === undefined ? {} : { origin }),
    });
    onKernel?.(kernel as unknown as { pid: number | undefined });
    return kernel;
  }

  #pictures(): Promise<readonly Picture[]> {
    const { input, keyFrames = KEY_FRAME_BUDGET } = this.#options;
    // The baseline without tools, as it was measured elsewhere, takes the beginnings of parts.
    const choose = this.#acts.runsCells ? evenIndices : partIndices;
    this.#keyPictures ??= firstPictures(input, keyFrames, choose);
    return this.#keyPictures;
  }

  /** A first question opens the conversation, a later one goes on in it. */
  #converse(
    question: string,
    planned: string,
    budget: string,
    steps: number,
    keyPictures: readonly Picture[],
  ): Conversation {
    const plan = planned === "" ? "" : prompt("plan", { plan: planned });
    const { opening, sections } = this.#acts;
    if (this.#conversation?.begun) {
      this.#conversation.back(prompt("next-question", { question, plan, opening, budget }));
      return this.#conversation;
    }
    const { model, prompts, pictures = PICTURES } = this.#options;
    const values = { steps: String(steps), api: this.#acts.runsCells ? apiReference(this.#workspace.api) : "" };
    const shown = model.seesPictures ? keyPictures : [];
    const head = [
      text("system", systemPrompt(sections, values, prompts)),
      {
        role: "user" as const,
        parts: [{ type: "text" as const, text: prompt("task", { question, plan, opening }) }, ...pictureParts(shown)],
      },
    ];
    this.#conversation = new Conversation(head, pictures);
    return this.#conversation;
  }
}

/** A number that is wanted in no unit by name is wanted in the question's own. */
function withUnit(form: AnswerForm, question: string): AnswerForm {
  return form.kind === "number" && form.unit === null ? { ...form, unit: unitOf(question) } : form;
}

function extension(mime: string): PictureExt {
  return mime === "image/png" ? "png" : mime === "image/webp" ? "webp" : "jpg";
}
