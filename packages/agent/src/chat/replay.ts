import { readFileSync } from "node:fs";
import { InputError } from "@spatialclaw/media";
import { ChatError, type ChatModel, type ChatReply, type ChatRole, type ToolCall } from "./types.ts";
import { plainReply } from "./usage.ts";

const ROLES: readonly ChatRole[] = ["planner", "main", "reflect", "vlm", "locate", "judge"];
const FINISHES: readonly ChatReply["finish"][] = ["stop", "length", "declined"];

interface Recorded {
  readonly role: ChatRole;
  readonly reply: ChatReply;
}

/**
 * A recorded conversation: one JSON object a line, `{"role": "main", "text": …}`, with `finish`, `reasoning` and
 * `toolCalls` where they were said. Each role's replies come back in the order of the file, whatever is asked.
 * Throws InputError that names the line when the file is no such recording.
 */
export function createReplayModel(file: string, options: { readonly seesPictures?: boolean } = {}): ChatModel {
  const recorded = recording(file);
  const next = new Map<ChatRole, number>();
  return {
    name: "replay (recorded)",
    seesPictures: options.seesPictures ?? true,
    async complete({ role, signal }) {
      signal?.throwIfAborted();
      const at = next.get(role) ?? 0;
      const found = recorded.filter((line) => line.role === role)[at];
      if (!found) throw new ChatError(`the recording ${file} has no reply ${at + 1} for role ${role}; record one more`);
      next.set(role, at + 1);
      return found.reply;
    },
  };
}

function recording(file: string): Recorded[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new InputError(`cannot read the recording ${file}: ${reason}; check the path`, "environment");
  }
  return text
    .split("\n")
    .flatMap((line, i) => (line.trim() === "" ? [] : [recordedIn(line, `${file}, line ${i + 1}`)]));
}

function recordedIn(line: string, where: string): Recorded {
  const { role, text, finish = "stop", reasoning = null, toolCalls = [] } = objectIn(line, where);
  const expect = (good: boolean, what: string): void => {
    if (!good) throw new InputError(`${where}: expected ${what}`);
  };
  expect(ROLES.includes(role as ChatRole), `"role" to be one of ${ROLES.join(", ")}, got ${JSON.stringify(role)}`);
  expect(typeof text === "string", `"text" to be a string, got ${JSON.stringify(text)}`);
  expect(FINISHES.includes(finish as never), `"finish" to be one of ${FINISHES.join(", ")}`);
  expect(reasoning === null || typeof reasoning === "string", '"reasoning" to be a string or null');
  expect(
    Array.isArray(toolCalls) && toolCalls.every(isCall),
    '"toolCalls" to be a list of {"name", "arguments"} texts',
  );
  const said = plainReply(text as string, finish as ChatReply["finish"]);
  return {
    role: role as ChatRole,
    reply: { ...said, reasoning: reasoning as string | null, toolCalls: toolCalls as readonly ToolCall[] },
  };
}

function objectIn(line: string, where: string): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(line);
    if (typeof json === "object" && json !== null) return json as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new InputError(`${where}: expected one JSON object a line, as in {"role": "main", "text": "…"}`);
}

function isCall(value: unknown): value is ToolCall {
  const { name, arguments: args } = (value ?? {}) as Record<string, unknown>;
  return typeof name === "string" && typeof args === "string";
}
