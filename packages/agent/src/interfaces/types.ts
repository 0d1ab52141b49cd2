import type { AnswerForm } from "@spatialclaw/workspace";
import type { ChatReply, ToolDefinition } from "../chat/types.ts";
import type { AnswerValue } from "../events.ts";
import type { SectionName } from "../prompts/sections.ts";

export type InterfaceName = "code" | "single-pass" | "tool-call" | "none" | "direct";

/** What a reply asks for. */
export type Action =
  /** Run this cell. */
  | { readonly kind: "cell"; readonly thought: string; readonly cell: string }
  /** The reply itself is the answer. */
  | { readonly kind: "answer"; readonly thought: string; readonly value: AnswerValue }
  /** Nothing usable; `problem` says why in one sentence for the model. */
  | { readonly kind: "none"; readonly thought: string; readonly problem: string };

/**
 * How a model acts. The loop is the same for all: it sends the prompt, reads the reply as an action and does it.
 * Stateless between runs: one is made per run.
 */
export interface ActionInterface {
  readonly name: InterfaceName;
  /** Whether a planner speaks first. */
  readonly plans: boolean;
  /** Whether cells run, so that a kernel is wanted. */
  readonly runsCells: boolean;
  /** Cells that may run, when it is the interface that says so; null: the limit of the run. */
  readonly mostSteps: number | null;
  /** Sections of the system prompt, in order. */
  readonly sections: readonly SectionName[];
  /** The last line of the first message: what to send now. */
  readonly opening: string;
  /** Said again after a reply that could not be used. */
  readonly reminder: string;
  /** Offered to endpoints that call tools themselves; empty for all but `tool-call`. */
  readonly tools: readonly ToolDefinition[];
  read(reply: ChatReply, form: AnswerForm): Action;
}
