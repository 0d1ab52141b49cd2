// The library's public face.
export type { AgentEvent, Answer, AskLimits, ChatModel, ChatReply, ChatRequest, RunEnd } from "@spatialclaw/agent";
export { createOfflineModel, createOpenAIModel, readTrace } from "@spatialclaw/agent";
export { InputError } from "@spatialclaw/media";
export { type AskOptions, type Run, SpatialClaw, type SpatialClawOptions } from "./spatialclaw.ts";
export { formatAnswer } from "./terminal/index.ts";
