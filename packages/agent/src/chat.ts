import type { EncodedImage } from "@spatialclaw/media";
import type { Usage } from "./events.ts";

export type ChatPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly label: string; readonly image: EncodedImage };

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly parts: readonly ChatPart[];
}

/** Who asks: decides parameters, and lets a replay tell its recordings apart. */
export type ChatRole = "planner" | "main" | "vlm";

export interface ChatRequest {
  readonly role: ChatRole;
  readonly messages: readonly ChatMessage[];
  readonly signal?: AbortSignal;
}

export interface ChatReply {
  readonly text: string;
  /** "length": the reply was cut off. "declined": the model says it cannot do this; `text` tells why in one line. */
  readonly finish: "stop" | "length" | "declined";
  readonly usage: Usage;
}

/** A model that answers messages. Rejects with ChatError only; an abort rejects with the signal's reason. */
export interface ChatModel {
  readonly name: string;
  /** false: pictures are left out of the messages, vlm calls fail with one clear line. */
  readonly seesPictures: boolean;
  complete(request: ChatRequest): Promise<ChatReply>;
}

/** The model cannot be asked; the message is one line for a person. */
export class ChatError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "ChatError";
  }
}
