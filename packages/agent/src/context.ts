import type { Kernel } from "@spatialclaw/kernel";
import type { MediaInput } from "@spatialclaw/media";
import type { Perception } from "@spatialclaw/perception";
import type { AnswerForm, Workspace } from "@spatialclaw/workspace";
import type { Conversation } from "./conversation.ts";
import type { AgentEvent, PictureRef, VlmExchange } from "./events.ts";
import type { ActionInterface } from "./interfaces/types.ts";
import type { AskLimits } from "./limits.ts";
import type { Meter } from "./meter.ts";

export interface Picture {
  readonly label: string;
  readonly image: { readonly mime: "image/jpeg" | "image/png" | "image/webp"; readonly bytes: Uint8Array };
  readonly width: number;
  readonly height: number;
}

/** All that one question needs; the loop owns none of it. */
export interface LoopContext {
  readonly question: string;
  readonly form: AnswerForm;
  readonly input: MediaInput;
  readonly paths: readonly string[];
  /** Position of the question in its session, from 1. */
  readonly turn: number;
  readonly model: Meter;
  readonly perception: Pick<Perception, "name">;
  readonly acts: ActionInterface;
  readonly kernel: () => Promise<Kernel>;
  readonly workspace: Pick<Workspace, "picture" | "scale">;
  readonly keyPictures: readonly Picture[];
  readonly limits: AskLimits;
  /** Adds a checklist to the plan. */
  readonly checklist: boolean;
  /** How often an answer may be turned down by a second look; 0: no such look. */
  readonly reflections: number;
  /** The session's messages, this question put to them. */
  converse(question: string, plan: string, budget: string): Conversation;
  /** Calls of tools and vlm by this question so far. */
  toolCalls(): number;
  /** What cells asked the vision model since the last call of this. */
  takeExchanges(): readonly VlmExchange[];
  /** Fires on the caller's abort and when the time is up. */
  readonly signal: AbortSignal;
  /** Keeps a picture beside the trace. */
  keep(picture: Picture): PictureRef;
}

export type RunEnd = Extract<AgentEvent, { type: "run.end" }>;
