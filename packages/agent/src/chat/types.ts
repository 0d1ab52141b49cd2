import type { EncodedImage } from "@spatialclaw/media";

export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly label: string; readonly image: EncodedImage };

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly parts: readonly ChatPart[];
}

/** Who asks: decides parameters, tells usage apart, and lets a replay tell its recordings apart. */
export type ChatRole = "planner" | "main" | "reflect" | "vlm" | "locate" | "judge";

/** A function the model may call, for endpoints with tool calling of their own. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  readonly name: string;
  /** As the model wrote them: JSON, or what it took for JSON. */
  readonly arguments: string;
}

export interface ChatRequest {
  readonly role: ChatRole;
  readonly messages: readonly ChatMessage[];
  /** Offered where the endpoint can call tools, otherwise left out: the prompt describes them as well. */
  readonly tools?: readonly ToolDefinition[];
  /** Requests with the same key go to the same server while it is well: its prefix cache knows them. */
  readonly session?: string;
  readonly signal?: AbortSignal;
}

export interface Usage {
  readonly inputTokens: number;
  /** Of the input, what the server had in its prefix cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** US dollars; null when no price is known. */
  readonly costUsd: number | null;
}

export interface ChatReply {
  /** What the model says; thinking is not in it. */
  readonly text: string;
  /** What it thought, for the trace; never sent back. */
  readonly reasoning: string | null;
  /** "length": the reply was cut off. "declined": the model says it cannot do this; `text` tells why in one line. */
  readonly finish: "stop" | "length" | "declined";
  /** Calls the endpoint parsed itself; empty for every other reply. */
  readonly toolCalls: readonly ToolCall[];
  readonly usage: Usage;
  /** Who answered: the server without its secrets, and what it calls its model. null where there is none. */
  readonly server: { readonly url: string; readonly model: string } | null;
  /** What happened on the way, a line each: retries, waits, a server given up. */
  readonly notices: readonly string[];
}

/** A model that answers messages. Rejects with ChatError only; an abort rejects with the signal's reason. */
export interface ChatModel {
  readonly name: string;
  /** false: pictures are left out of the messages, vlm calls fail with one clear line. */
  readonly seesPictures: boolean;
  complete(request: ChatRequest): Promise<ChatReply>;
}

/** The model cannot be asked; the message is one line for a person and names no secret. */
export class ChatError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ChatError";
  }
}
