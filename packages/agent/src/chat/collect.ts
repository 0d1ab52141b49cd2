import { cutOff, Failure } from "./failure.ts";
import { errorInside } from "./rejected.ts";
import type { ToolCall } from "./types.ts";

/** Tokens as the server counted them. */
export interface RawUsage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** A reply as it came, nothing read into it yet. */
export interface Received {
  readonly text: string;
  readonly reasoning: string;
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  /** As the server names it; null: it never said that the reply is complete. */
  readonly finish: string | null;
  readonly usage: RawUsage | null;
  readonly model: string | null;
}

/** No model says more on purpose; one that repeats itself for ever is stopped here. */
const MOST_CHARS = 4 * 1024 * 1024;
/** Ends that are none: the server gave up in the middle. */
const BROKEN = new Set(["error", "abort", "cancelled", "network_error"]);

type Fields = Readonly<Record<string, unknown>>;

/** Puts a reply together from its pieces, or from the one piece that it is. */
export class Collector {
  #text = "";
  #reasoning = "";
  #refusal = "";
  #finish: string | null = null;
  #usage: RawUsage | null = null;
  #model: string | null = null;
  readonly #calls: { key: unknown; name: string; arguments: string }[] = [];

  /** Whether the server has said that the reply is complete. */
  get complete(): boolean {
    return this.#finish !== null;
  }

  /** Whether it has said more than anybody wants to read. */
  get full(): boolean {
    return this.#text.length + this.#reasoning.length > MOST_CHARS;
  }

  /** A chunk of a stream or a whole completion. Throws Failure for one that is an error. */
  take(json: unknown): void {
    const { error, choices, usage, model } = fieldsOf(json);
    if (error) throw errorInside(error);
    if (typeof model === "string" && model !== "") this.#model = model;
    this.#usage = usageIn(usage) ?? this.#usage;
    const choice = fieldsOf(Array.isArray(choices) ? choices[0] : null);
    this.#said(fieldsOf(choice.delta ?? choice.message));
    if (typeof choice.finish_reason === "string" && choice.finish_reason !== "") this.#end(choice.finish_reason);
    if (this.full) this.#finish = "length";
  }

  /** @param marked The stream ended as streams should, so that it counts though no reason was given. */
  received(marked = false): Received {
    return {
      text: this.#text,
      reasoning: this.#reasoning,
      refusal: this.#refusal,
      toolCalls: this.#calls.map(({ name, arguments: args }) => ({ name, arguments: args })),
      finish: this.#finish ?? (marked ? "stop" : null),
      usage: this.#usage,
      model: this.#model,
    };
  }

  #end(reason: string): void {
    if (BROKEN.has(reason)) throw cutOff(`it ended with ${JSON.stringify(reason)}`);
    this.#finish = reason;
  }

  #said(delta: Fields): void {
    const { content, reasoning_content, reasoning, refusal, tool_calls } = delta;
    this.#take(content);
    const thought = reasoning_content ?? reasoning;
    if (typeof thought === "string") this.#reasoning += thought;
    if (typeof refusal === "string") this.#refusal += refusal;
    if (Array.isArray(tool_calls)) for (const call of tool_calls) this.#call(fieldsOf(call));
  }

  /** A text, or a list of parts as some servers send it, thinking among them. */
  #take(content: unknown): void {
    if (typeof content === "string") this.#text += content;
    else if (Array.isArray(content)) {
      for (const part of content.map(fieldsOf)) {
        if (part.type === "thinking") this.#reasoning += textIn(part.thinking);
        else this.#text += textIn(part.text);
      }
    }
  }

  /** Pieces of a call have its index; servers that leave it out send whole calls, or an id with the first piece. */
  #call({ index, id, function: called }: Fields): void {
    const { name, arguments: args } = fieldsOf(called);
    const key = index ?? (id ? `id ${id}` : null);
    let call = key === null ? this.#calls.at(-1) : this.#calls.find((known) => known.key === key);
    if (!call || (key === null && typeof name === "string" && name !== "")) {
      call = { key: key ?? `call ${this.#calls.length}`, name: "", arguments: "" };
      this.#calls.push(call);
    }
    if (typeof name === "string" && call.name === "") call.name = name;
    call.arguments += typeof args === "string" ? args : args ? JSON.stringify(args) : "";
  }
}

/** A completion in one piece. Throws Failure for what is none. */
export function wholeReply(body: string): Received {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw cutOff(`broken JSON: ${body}`);
  }
  const { choices, error } = fieldsOf(json);
  if (!error && !(Array.isArray(choices) && choices.length > 0))
    throw new Failure("replied with no chat completion", {
      said: body,
      way: "name an address that serves /chat/completions; it usually ends in /v1",
      elsewhere: true,
    });
  const collector = new Collector();
  collector.take(json);
  return collector.received(true);
}

export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((part) => textIn(fieldsOf(part).text)).join("") : "";
}

function usageIn(value: unknown): RawUsage | null {
  const { prompt_tokens, completion_tokens, prompt_tokens_details, prompt_cache_hit_tokens } = fieldsOf(value);
  const [input, output] = [count(prompt_tokens), count(completion_tokens)];
  if (input + output === 0) return null;
  const cached = count(fieldsOf(prompt_tokens_details).cached_tokens ?? prompt_cache_hit_tokens);
  return { input, cached: Math.min(cached, input), output };
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : 0;
}
