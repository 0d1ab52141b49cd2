import type { Received } from "./collect.ts";
import { estimatedUsage, usageOf } from "./cost.ts";
import { describeFailure } from "./errors.ts";
import { Failure } from "./failure.ts";
import type { Shared } from "./shared.ts";
import { withoutThinking } from "./thinking.ts";
import { ChatError, type ChatReply, type ChatRequest, type Usage } from "./types.ts";

/** Nothing at all, not even a thought: servers do that now and then, and seldom twice. */
export function isEmpty(received: Received): boolean {
  const { text, reasoning, refusal, toolCalls } = received;
  return (text + reasoning + refusal).trim() === "" && toolCalls.length === 0 && endOf(received) === "stop";
}

/** What is made of a reply; of one that was refused, a ChatError is thrown. */
export function replyOf(
  received: Received,
  url: string,
  { settings, redactor }: Shared,
): Omit<ChatReply, "usage" | "notices"> {
  const { known, all } = redactor();
  const { model } = settings;
  const { text, reasoning } = withoutThinking(received.text, received.reasoning);
  const end = endOf(received);
  const { refusal, toolCalls } = received;
  if (text === "" && toolCalls.length === 0 && (end === "filtered" || refusal.trim() !== "")) {
    const said = refusal.trim() === "" ? "its content filter ended the reply" : refusal;
    const failure = new Failure("refused to reply", { said, way: "ask in other words, or another model" });
    throw new ChatError(
      describeFailure(failure, { model, url, tries: 1, hasKey: true, file: null, served: null }, all),
    );
  }
  return {
    text: known(text),
    reasoning: reasoning === null ? null : known(reasoning),
    finish: end === "length" ? "length" : "stop",
    toolCalls: toolCalls.map((call) => ({ name: known(call.name), arguments: known(call.arguments) })),
    server: { url, model: known(received.model ?? model) },
  };
}

/** Whatever servers call it. */
export function endOf({ finish }: Received): "stop" | "length" | "filtered" {
  if (finish === "length" || finish === "max_tokens") return "length";
  return finish === "content_filter" ? "filtered" : "stop";
}

/** What it took; `notices`: what there is to say about that. */
export function spentOn(
  received: Received,
  request: ChatRequest,
  { settings, once }: Shared,
): { readonly usage: Usage; readonly notices: readonly string[] } {
  if (received.usage) return { usage: usageOf(received.usage, settings.prices), notices: [] };
  const usage = usageOf(estimatedUsage(request, received), settings.prices);
  return { usage, notices: once("usage") ? ["the endpoint sends no usage: tokens are estimated"] : [] };
}
