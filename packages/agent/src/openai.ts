import OpenAI from "openai";
import { ChatError, type ChatMessage, type ChatModel } from "./chat.ts";

export interface OpenAIOptions {
  readonly model: string;
  /** Of any OpenAI-compatible endpoint: hosted, vLLM, llama.cpp. */
  readonly baseURL: string | undefined;
  readonly apiKey: string | undefined;
}

/** A model behind an OpenAI-compatible endpoint. */
export function createOpenAIModel({ model, baseURL, apiKey }: OpenAIOptions): ChatModel {
  // Local servers want no key, the client does.
  const client = new OpenAI({ baseURL, apiKey: apiKey || "none" });
  return {
    name: model,
    seesPictures: true,
    async complete({ messages, signal }) {
      try {
        const reply = await client.chat.completions.create(
          { model, messages: messages.map(toOpenAI) },
          signal ? { signal } : {},
        );
        const choice = reply.choices[0];
        return {
          text: choice?.message.content ?? "",
          finish: choice?.finish_reason === "length" ? "length" : "stop",
          usage: { inputTokens: reply.usage?.prompt_tokens ?? 0, outputTokens: reply.usage?.completion_tokens ?? 0 },
        };
      } catch (error) {
        signal?.throwIfAborted();
        throw new ChatError(describe(error, model, client.baseURL), { cause: error });
      }
    },
  };
}

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type Part = OpenAI.Chat.Completions.ChatCompletionContentPart;

function toOpenAI({ role, parts }: ChatMessage): Message {
  const plain = parts.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  if (role !== "user") return { role, content: plain };
  if (parts.every((part) => part.type === "text")) return { role, content: plain };
  const content = parts.flatMap((part): Part[] => {
    if (part.type === "text") return [{ type: "text", text: part.text }];
    const { mime, bytes } = part.image;
    const url = `data:${mime};base64,${Buffer.from(bytes).toString("base64")}`;
    return [
      { type: "text", text: part.label },
      { type: "image_url", image_url: { url } },
    ];
  });
  return { role, content };
}

/** One line: who was asked, what happened. Never the key. */
function describe(error: unknown, model: string, baseURL: string): string {
  const words = error instanceof Error ? error.message.split("\n")[0] : String(error);
  const status = error instanceof OpenAI.APIError && error.status ? ` (HTTP ${error.status})` : "";
  return `model ${model} at ${baseURL} did not answer${status}: ${words}`;
}
