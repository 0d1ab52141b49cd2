import { readFileSync } from "node:fs";
import { ChatError, type ChatModel, type ChatReply, type ChatRole } from "./chat.ts";

interface Recorded {
  readonly role: ChatRole;
  readonly text: string;
  readonly finish?: ChatReply["finish"];
}

/**
 * A recorded conversation: one JSON object a line, `{"role": "planner" | "main" | "vlm", "text": …}`. Each role's
 * replies come back in the order of the file, whatever is asked.
 */
export function createReplayModel(file: string, options: { seesPictures?: boolean } = {}): ChatModel {
  const recorded = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Recorded);
  const next = new Map<ChatRole, number>();
  return {
    name: "replay (recorded)",
    seesPictures: options.seesPictures ?? true,
    async complete({ role, signal }) {
      signal?.throwIfAborted();
      const at = next.get(role) ?? 0;
      const reply = recorded.filter((r) => r.role === role)[at];
      if (!reply) throw new ChatError(`the recording ${file} has no reply ${at + 1} for role ${role}`);
      next.set(role, at + 1);
      return { text: reply.text, finish: reply.finish ?? "stop", usage: { inputTokens: 0, outputTokens: 0 } };
    },
  };
}
