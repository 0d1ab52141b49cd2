import path from "node:path";
import {
  type AgentEvent,
  type AskLimits,
  ask,
  type ChatModel,
  EventStream,
  type RunEnd,
  TraceWriter,
} from "@spatialclaw/agent";
import { InputError, openInput } from "@spatialclaw/media";
import { choosePerception } from "@spatialclaw/perception";
import { chooseModel } from "./models.ts";
import { defaultFolder } from "./output.ts";

export interface SpatialClawOptions {
  /** A name behind OPENAI_BASE_URL, `"offline"` for the built-in rules (default), or a model of your own. */
  readonly model?: string | ChatModel;
}

export interface AskOptions {
  /** A capture folder, a folder of images, or images. */
  readonly input: string | readonly string[];
  /** Folder for trace and pictures; default: a new one in `spatialclaw-runs/`. */
  readonly out?: string;
  readonly limits?: Partial<AskLimits>;
  readonly signal?: AbortSignal;
}

/** Events as they come, `result()` for the end: the answer with its evidence, or why there is none. */
export interface Run extends AsyncIterable<AgentEvent> {
  /** Where the trace lies. */
  readonly folder: string;
  /** Rejects with InputError when input, model or folder cannot be used; never for what happens in the run. */
  result(): Promise<RunEnd>;
}

/** Answers questions about space. Several asks at once do not disturb each other. */
export class SpatialClaw {
  readonly #model: ChatModel;

  /** Throws InputError when the model has no endpoint. */
  constructor({ model }: SpatialClawOptions = {}) {
    this.#model = typeof model === "object" ? model : chooseModel(model, process.env);
  }

  ask(question: string, options: AskOptions): Run {
    const folder = path.resolve(options.out ?? defaultFolder(question, new Date()));
    const stream = new EventStream(this.#session(question.trim(), options, folder));
    return Object.assign(stream, { folder });
  }

  /** Whatever can be known to be wrong is said before anything is written. */
  async *#session(question: string, options: AskOptions, folder: string): AsyncGenerator<AgentEvent, RunEnd> {
    if (question === "")
      throw new InputError('the question is empty; write it in quotes: spatialclaw ask "How far …?" --input <folder>');
    const paths = typeof options.input === "string" ? [options.input] : options.input;
    const input = await openInput(paths);
    const perception = choosePerception(input);
    try {
      const trace = TraceWriter.open(folder);
      const { limits, signal } = options;
      const run = ask({
        question,
        input,
        paths,
        model: this.#model,
        perception,
        trace,
        ...(limits ? { limits } : {}),
        ...(signal ? { signal } : {}),
      });
      yield* run;
      return await run.result();
    } finally {
      await perception.close();
    }
  }
}
