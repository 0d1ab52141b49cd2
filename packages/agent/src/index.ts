export { type AskOptions, ask } from "./ask.ts";
export {
  ChatError,
  type ChatMessage,
  type ChatModel,
  type ChatPart,
  type ChatReply,
  type ChatRequest,
  type ChatRole,
} from "./chat.ts";
export type * from "./events.ts";
export { type AskLimits, DEFAULT_ASK_LIMITS } from "./limits.ts";
export type { RunEnd } from "./loop.ts";
export { createOfflineModel } from "./offline/index.ts";
export { createOpenAIModel, type OpenAIOptions } from "./openai.ts";
export { createReplayModel } from "./replay.ts";
export { EventStream } from "./stream.ts";
export { PICTURE_FOLDER, type PictureExt, readTrace, TRACE_FILE, TRACE_VERSION, TraceWriter } from "./trace.ts";
