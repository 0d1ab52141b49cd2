// The library's public face.

export type {
  AgentEvent,
  Answer,
  AnswerEvidence,
  AnswerOrigin,
  AskLimits,
  ChatMessage,
  ChatModel,
  ChatPart,
  ChatReply,
  ChatRequest,
  InterfaceName,
  ModelSettings,
  PromptChoices,
  RunEnd,
  StopReason,
  ToolCall,
  ToolDefinition,
  Usage,
} from "@spatialclaw/agent";
export {
  ChatError,
  createOfflineModel,
  createOpenAIModel,
  createReplayModel,
  plainReply,
  readModelFile,
  readTrace,
  shippedModels,
} from "@spatialclaw/agent";
export {
  type FrameList,
  InputError,
  type InputSource,
  type MediaInput,
  type NamedContent,
  type Progress,
  type Sampling,
  type SourceFrame,
} from "@spatialclaw/media";
export type { Perception } from "@spatialclaw/perception";
export type { CellGlobals, CustomTool, cell, Picture, Scene } from "@spatialclaw/workspace";
export type { Input, InputOptions, OneInputOptions } from "./inputs.ts";
export type { AnswerKind, Result } from "./result.ts";
export { type OpenSceneOptions, openScene } from "./scene.ts";
export {
  type AskOptions,
  type QuestionOptions,
  type Run,
  type Session,
  SpatialClaw,
  type SpatialClawOptions,
} from "./spatialclaw.ts";
export { formatAnswer } from "./terminal/index.ts";
