import type { ChatReply, Usage } from "./types.ts";

export const NO_USAGE: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: 0 };

/** A cost that is not known makes the sum unknown. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costUsd: a.costUsd === null || b.costUsd === null ? null : a.costUsd + b.costUsd,
  };
}

/** A reply of a model that is no server: the text, and nothing spent. */
export function plainReply(text: string, finish: ChatReply["finish"] = "stop"): ChatReply {
  return { text, reasoning: null, finish, toolCalls: [], usage: NO_USAGE, server: null, notices: [] };
}
