import type { ChatReply, ToolCall } from "../../src/chat/types.ts";
import type { Action, ActionInterface } from "../../src/interfaces/types.ts";

export function reply(
  text: string,
  toolCalls: readonly ToolCall[] = [],
  finish: ChatReply["finish"] = "stop",
): ChatReply {
  const usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, costUsd: null };
  return { text, reasoning: null, finish, toolCalls, usage, server: null, notices: [] };
}

/** What the interface makes of a text, or of a call as an object. */
export function read(acts: ActionInterface, call: string | object): Action {
  return acts.read(reply(typeof call === "string" ? call : JSON.stringify(call)), { kind: "any" });
}

/** The cell of a call that must be one. */
export function cellOf(acts: ActionInterface, call: string | object): string {
  const action = read(acts, call);
  if (action.kind !== "cell") throw new Error(`expected a cell: ${JSON.stringify(action)}`);
  return action.cell;
}

/** The problem of a call that must have one. */
export function problemOf(acts: ActionInterface, call: string | object): string {
  const action = read(acts, call);
  if (action.kind !== "none") throw new Error(`expected a problem: ${JSON.stringify(action)}`);
  return action.problem;
}
