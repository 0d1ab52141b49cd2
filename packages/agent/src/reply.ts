import type { ChatReply } from "./chat/types.ts";
import type { AgentEvent } from "./events.ts";
import type { Action } from "./interfaces/types.ts";

/** A reply as the listeners learn of it: what was said, and what it was read as. */
export function replyEvent(step: number, action: Action, reply: ChatReply, ms: number): AgentEvent {
  return {
    type: "step.reply",
    step,
    thought: action.thought,
    cell: action.kind === "cell" ? action.cell : null,
    problem: action.kind === "none" ? action.problem : null,
    reasoning: reply.reasoning,
    server: reply.server,
    ms,
    usage: reply.usage,
  };
}

/** Calls that the endpoint parsed are part of what the model said. */
export function withCalls({ text, toolCalls }: ChatReply): string {
  const calls = toolCalls.map((call) => `\`\`\`json\n${call.arguments}\n\`\`\``);
  return [text, ...calls].filter((part) => part !== "").join("\n\n");
}
