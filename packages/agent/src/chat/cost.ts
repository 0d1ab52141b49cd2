import type { RawUsage, Received } from "./collect.ts";
import type { Prices } from "./settings.ts";
import type { ChatRequest, Usage } from "./types.ts";

/** For servers that do not count: about four characters of English or code make a token. */
const CHARS_PER_TOKEN = 4;
/** Of a picture of some 640x480 pixels; models differ by a factor of three either way. */
const TOKENS_PER_PICTURE = 300;
const MILLION = 1_000_000;

/** The tokens of one exchange and what they cost; null dollars where no price is known. */
export function usageOf({ input, cached, output }: RawUsage, prices: Prices | null): Usage {
  const cost = prices
    ? ((input - cached) * prices.input + cached * (prices.cached ?? prices.input) + output * prices.output) / MILLION
    : null;
  return { inputTokens: input, cachedTokens: cached, outputTokens: output, costUsd: cost };
}

export function estimatedUsage({ messages }: ChatRequest, received: Received): RawUsage {
  let chars = 0;
  let pictures = 0;
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === "text") chars += part.text.length;
    else pictures++;
  }
  const said =
    received.text.length +
    received.reasoning.length +
    received.toolCalls.reduce((sum, call) => sum + call.name.length + call.arguments.length, 0);
  return {
    input: Math.ceil(chars / CHARS_PER_TOKEN) + pictures * TOKENS_PER_PICTURE,
    cached: 0,
    output: Math.ceil(said / CHARS_PER_TOKEN),
  };
}
