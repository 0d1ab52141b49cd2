import type { HostTools } from "@spatialclaw/kernel";
import { ChatError, type ChatModel, type ChatReply, type ChatRequest } from "./chat/types.ts";
import type { VlmExchange } from "./events.ts";
import type { Meter } from "./meter.ts";

/** Calls that are no tool's: the guest's own housekeeping would be. */
const NO_LIMIT = Number.POSITIVE_INFINITY;

/**
 * The question that a session is at, for the parts of it that outlive a question: `vlm` asks the model through it,
 * and the tools count their calls in it.
 */
export class CurrentQuestion implements ChatModel {
  readonly name: string;
  readonly seesPictures: boolean;
  #meter: Meter | null = null;
  #calls = 0;
  #mostCalls = NO_LIMIT;
  #exchanges: VlmExchange[] = [];

  constructor({ name, seesPictures }: ChatModel) {
    this.name = name;
    this.seesPictures = seesPictures;
  }

  begin(meter: Meter, mostCalls: number | null): void {
    this.#meter = meter;
    this.#calls = 0;
    this.#exchanges = [];
    this.#mostCalls = mostCalls ?? NO_LIMIT;
  }

  get calls(): number {
    return this.#calls;
  }

  async complete(request: ChatRequest): Promise<ChatReply> {
    if (!this.#meter) throw new ChatError("no question is being asked in this session");
    const started = performance.now();
    const reply = await this.#meter.complete(request);
    this.#exchanges.push(exchange(request, reply, performance.now() - started));
    return reply;
  }

  /** What was asked since the last call of this. */
  takeExchanges(): readonly VlmExchange[] {
    const taken = this.#exchanges;
    this.#exchanges = [];
    return taken;
  }

  /** The same tools, their calls counted and ended at the limit. */
  counting(tools: HostTools): HostTools {
    return {
      ...tools,
      call: async (name, args, signal) => {
        if (this.#calls >= this.#mostCalls)
          throw new Error(
            `the ${this.#mostCalls} tool calls of this question are used up; answer with what was found so far`,
          );
        this.#calls++;
        return tools.call(name, args, signal);
      },
    };
  }
}

function exchange({ role, messages }: ChatRequest, { text }: ChatReply, ms: number): VlmExchange {
  const parts = messages.flatMap((message) => message.parts);
  const pictures = parts.flatMap((part) => (part.type === "image" ? [part.label] : []));
  const question = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  return { role, pictures, question, reply: text.trim(), ms };
}
