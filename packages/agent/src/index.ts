export { type AskOptions, ask } from "./ask.ts";
export {
  ATTRIBUTIONS,
  type Attribution,
  type DecidedQuestion,
  type JudgedRun,
  type Judgement,
  judgeDifference,
  readAttribution,
} from "./attribution.ts";
export { readModelFile, shippedModelFile, shippedModels } from "./chat/model-file.ts";
export { createOpenAIModel, type OpenAIOptions } from "./chat/openai.ts";
export { createReplayModel } from "./chat/replay.ts";
export {
  type ChatParameters,
  type ImageSettings,
  type ModelSettings,
  OPENAI_URL,
  type Prices,
} from "./chat/settings.ts";
export {
  ChatError,
  type ChatMessage,
  type ChatModel,
  type ChatPart,
  type ChatReply,
  type ChatRequest,
  type ChatRole,
  type ToolCall,
  type ToolDefinition,
  type Usage,
} from "./chat/types.ts";
export { addUsage, NO_USAGE, plainReply } from "./chat/usage.ts";
export type { RunEnd } from "./context.ts";
export type * from "./events.ts";
export { INTERFACES } from "./interfaces/index.ts";
export type { InterfaceName } from "./interfaces/types.ts";
export { type AskLimits, DEFAULT_ASK_LIMITS } from "./limits.ts";
export { createOfflineModel } from "./offline/index.ts";
export { type PromptChoices, SECTIONS } from "./prompts/sections.ts";
export { AskSession, type QuestionOptions, type SessionOptions } from "./session.ts";
export { EventStream } from "./stream.ts";
export { PICTURE_FOLDER, type PictureExt, readTrace, TRACE_FILE, TRACE_VERSION, TraceWriter } from "./trace.ts";
