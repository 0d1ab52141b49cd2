import { createOpenAIModel, type OpenAIOptions } from "../../src/chat/openai.ts";
import type { ChatError, ChatModel, ChatReply, ChatRequest } from "../../src/chat/types.ts";
import type { ChatServer } from "./server.ts";

/** As in use, but for waits that nobody wants to sit through. */
export const PACE = { backoffMs: 2, maxWaitMs: 5000, tailMs: 200 };

export function modelOf(servers: ChatServer | readonly ChatServer[], options: Partial<OpenAIOptions> = {}): ChatModel {
  const endpoints = [servers].flat().map(({ url }) => url);
  return createOpenAIModel({ model: "scripted", endpoints, pace: PACE, ...options });
}

export function request(text = "hello", more: Partial<ChatRequest> = {}): ChatRequest {
  return { role: "main", messages: [{ role: "user", parts: [{ type: "text", text }] }], ...more };
}

export function ask(model: ChatModel, text = "hello", more: Partial<ChatRequest> = {}): Promise<ChatReply> {
  return model.complete(request(text, more));
}

/** The error of an ask that must fail; one line. */
export async function errorOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => null,
    (failure: ChatError) => failure,
  );
  if (error?.name !== "ChatError") throw new Error(`expected a ChatError, got ${error ?? "a reply"}`);
  if (error.message.includes("\n")) throw new Error(`expected one line, got ${error.message}`);
  return error.message;
}
