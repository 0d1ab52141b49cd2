import path from "node:path";
import {
  type AgentEvent,
  type AskLimits,
  AskSession,
  type ChatModel,
  EventStream,
  type InterfaceName,
  type PromptChoices,
  type RunEnd,
  TraceWriter,
} from "@spatialclaw/agent";
import { InputError } from "@spatialclaw/media";
import { answerForm, type CustomTool } from "@spatialclaw/workspace";
import { type Input, type InputOptions, namesOf, type OneInputOptions, openNamed, originOf } from "./inputs.ts";
import { modelFrom } from "./models.ts";
import { defaultFolder } from "./output.ts";
import { type Perceive, perceiving } from "./perceive.ts";
import { type AnswerKind, type Result, resultOf } from "./result.ts";

export interface SpatialClawOptions {
  /**
   * `"offline"` for the built-in rules (default), the name of a shipped model file or the path of your own, a name
   * behind OPENAI_BASE_URL, or a model of your own.
   */
  readonly model?: string | ChatModel | undefined;
  /**
   * Where depth and masks come from: a perception of your own, closed with the question or session, or which models add
   * what an input does not bring along. Default: the best models that are on this machine.
   */
  readonly perception?: Perceive | undefined;
  /** How inputs are opened: which frames of videos may be used, where decoded frames are kept, … */
  readonly inputs?: InputOptions | undefined;
  /** How the model acts; default `code`. */
  readonly interface?: InterfaceName | undefined;
  /** Tools of your own, beside those of the cell API. */
  readonly tools?: readonly CustomTool[] | undefined;
  /** Sections of the system prompt left out or replaced. */
  readonly prompts?: PromptChoices | undefined;
  /** Names of the cell API taken away: `tools.Geometry`, `np`, or the groups `utility` and `perception`. */
  readonly omit?: readonly string[] | undefined;
  /** Adds a checklist to the plan. */
  readonly checklist?: boolean | undefined;
  /** How often a second look may turn an answer down; default 0: no such look. */
  readonly reflections?: number | undefined;
  /** Frames in the first message, of several videos for each; default 32. The others are a `show` away. */
  readonly keyFrames?: number | undefined;
  /** The most pictures in the messages after the first; default 24. */
  readonly pictures?: number | undefined;
  /** Keeps what cells saw and measured beside each trace, so that its report shows the scene; default false. */
  readonly recordScene?: boolean | undefined;
  /** For every question; those of a question itself win. */
  readonly limits?: Partial<AskLimits> | undefined;
}

export interface QuestionOptions<K extends AnswerKind = "any"> {
  /** What is wanted; default: what the question's words say. `point` is [x, y, z] in metres. */
  readonly answer?: K | undefined;
  /** Of a number: "m", "cm", "deg", …; default: what the question's words say. */
  readonly unit?: string | undefined;
  /** Folder for trace and pictures; default: a new one in `spatialclaw-runs/`. */
  readonly out?: string | undefined;
  readonly limits?: Partial<AskLimits> | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface AskOptions<K extends AnswerKind = "any"> extends QuestionOptions<K> {
  /** A capture folder, pictures, videos: paths, globs, addresses, or their content. */
  readonly input: Input;
  /** Pictures that belong to the question's text; cells have them as `RefImages`. */
  readonly references?: OneInputOptions["references"];
}

/** Events as they come, `result()` for the end: the answer with its evidence, or why there is none. */
export interface Run<K extends AnswerKind = "any"> extends AsyncIterable<AgentEvent> {
  /** Where the trace lies. */
  readonly folder: string;
  /** Rejects with InputError when input, model or folder cannot be used; never for what happens in the run. */
  result(): Promise<Result<K>>;
}

/** Questions about one scene, one after another: what an earlier one found is still there. */
export interface Session extends AsyncDisposable {
  ask<K extends AnswerKind = "any">(question: string, options?: QuestionOptions<K>): Run<K>;
  /** Ends the kernel; safe to call twice. */
  close(): Promise<void>;
}

let claws = 0;

/**
 * Answers questions about space. Several asks at once do not disturb each other. Those about one input may follow each
 * other in a kernel process: give people who must not see each other's questions one SpatialClaw each (SECURITY.md).
 */
export class SpatialClaw {
  readonly #options: SpatialClawOptions;
  readonly #model: ChatModel;
  readonly #id = ++claws;

  /** Throws InputError when the model has no endpoint. */
  constructor(options: SpatialClawOptions = {}) {
    this.#options = options;
    this.#model = typeof options.model === "object" ? options.model : modelFrom(options.model, process.env);
  }

  ask<K extends AnswerKind = "any">(question: string, options: AskOptions<K>): Run<K> {
    const session = () => this.#open(options.input, options);
    return start(question, options, this.#options.limits, async function* (opened) {
      const { session: own, close } = await session();
      try {
        const stream = own.ask(opened());
        yield* stream;
        return await stream.result();
      } finally {
        await close();
      }
    });
  }

  /** Opens a scene for several questions. Rejects with InputError when the input cannot be used. */
  async session(input: Input, options: OneInputOptions = {}): Promise<Session> {
    const { session, close } = await this.#open(input, options);
    return {
      ask: (question, options = {}) =>
        start(question, options, this.#options.limits, async function* (opened) {
          const stream = session.ask(opened());
          yield* stream;
          return await stream.result();
        }),
      close,
      [Symbol.asyncDispose]: close,
    };
  }

  async #open(
    input: Input,
    { references, signal }: OneInputOptions,
  ): Promise<{ session: AskSession; close(): Promise<void> }> {
    const { limits: _, model: __, perception: how, inputs, ...choices } = this.#options;
    const origin = originOf(input, references);
    const media = await openNamed(input, { ...inputs, references, signal });
    const perception = perceiving(how)(media);
    const session = await AskSession.open({
      ...defined(choices),
      input: media,
      paths: namesOf(input),
      model: this.#model,
      perception,
      ...(origin === null ? {} : { origin: `${this.#id} ${origin}` }),
    });
    const close = async () => {
      await session.close();
      await perception.close();
    };
    return { session, close };
  }
}

type Asked = Parameters<AskSession["ask"]>[0];

/** Whatever can be known to be wrong is said before anything is written. */
function start<K extends AnswerKind>(
  question: string,
  { answer, unit, out, limits, signal }: QuestionOptions<K>,
  defaults: Partial<AskLimits> = {},
  events: (asked: () => Asked) => AsyncGenerator<AgentEvent, RunEnd>,
): Run<K> {
  const trimmed = question.trim();
  const folder = path.resolve(out ?? defaultFolder(trimmed, new Date()));
  const asked = (): Asked => ({
    question: trimmed,
    trace: TraceWriter.open(folder),
    limits: { ...defaults, ...limits },
    ...(answer === undefined && unit === undefined ? {} : { form: answerForm(answer ?? "number", { unit, question }) }),
    ...(signal ? { signal } : {}),
  });
  const stream = new EventStream(
    (async function* () {
      if (trimmed === "")
        throw new InputError(
          'the question is empty; write it in quotes: spatialclaw ask "How far …?" --input <folder>',
        );
      return yield* events(asked);
    })(),
  );
  return {
    folder,
    result: async () => resultOf<K>(await stream.result(), folder),
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
  };
}

/** Without the options that were not given. */
function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}
