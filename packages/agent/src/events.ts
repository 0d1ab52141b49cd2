import type { CellResult } from "@spatialclaw/kernel";
import type { ChatRole, Usage } from "./chat/types.ts";
import type { InterfaceName } from "./interfaces/types.ts";
import type { AskLimits } from "./limits.ts";

/** A picture in the trace's folder. */
export interface PictureRef {
  /** File name inside the run's `pictures/` folder. */
  readonly file: string;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

export interface AnswerEvidence {
  /** By their absolute index. */
  readonly frames: readonly number[];
  /** Of each of these frames the video, from 1, where there are several; absent where there are not. */
  readonly videos?: readonly number[];
  readonly objects: readonly string[];
  readonly segment: { readonly a: readonly number[]; readonly b: readonly number[] } | null;
}

/** A point is [x, y, z] in metres, in the world frame of the reconstruction. */
export type AnswerValue = string | number | readonly [x: number, y: number, z: number];

/** A robot cannot act on a string: the value, its unit, and what it rests on. */
export interface Answer {
  readonly value: AnswerValue;
  readonly unit: string | null;
  readonly text: string;
  readonly evidence: AnswerEvidence;
  readonly scale: { readonly source: string; readonly metric: boolean; readonly confidence: number } | null;
  readonly origin: AnswerOrigin;
}

/**
 * How the answer came about. "answered": handed in and accepted. The others are fallbacks of a run that ended without
 * one: the last answer that was handed in and turned down, one plain question with the key frames, or the last
 * sentence in which the model named an answer.
 */
export type AnswerOrigin = "answered" | "submitted" | "question" | "statement";

/** One question of a cell to the vision model, in a conversation of its own. */
export interface VlmExchange {
  /** `locate`: where is it; `vlm`: anything else. */
  readonly role: ChatRole;
  /** Labels of the pictures that it saw. */
  readonly pictures: readonly string[];
  readonly question: string;
  readonly reply: string;
  readonly ms: number;
}

export type StopReason =
  | "answered"
  | "steps"
  | "failures"
  | "tool-calls"
  | "tokens"
  | "money"
  | "time"
  | "aborted"
  | "not-understood"
  | "gave-up"
  | "model-error"
  | "failed";

/**
 * Everything that happens in one ask, in order:
 *
 *   run.start -> plan? -> (step.start -> step.reply -> step.result? -> reflection?)* -> fallback? -> run.end
 *
 * Exactly one run.start and one run.end, whatever happens between them; notices come anywhere between.
 */
export type AgentEvent =
  | {
      readonly type: "run.start";
      readonly version: 1;
      readonly question: string;
      readonly input: {
        readonly name: string;
        readonly kind: string;
        readonly frames: number;
        readonly paths: readonly string[];
      };
      readonly pictures: readonly PictureRef[];
      readonly model: string;
      readonly perception: string;
      readonly interface: InterfaceName;
      readonly limits: AskLimits;
      /** The model's own session goes on: position of this question in it, from 1. */
      readonly turn: number;
      readonly startedAt: string;
    }
  /** Something that a person may want to know: a retry, a wait, a picture left out. */
  | { readonly type: "notice"; readonly text: string }
  | { readonly type: "plan"; readonly text: string; readonly ms: number; readonly usage: Usage }
  | { readonly type: "step.start"; readonly step: number }
  | {
      readonly type: "step.reply";
      readonly step: number;
      /** What the model said around its code. */
      readonly thought: string;
      /** null when no cell could be read from the reply; `problem` then says why. */
      readonly cell: string | null;
      readonly problem: string | null;
      /** What the model thought before it spoke, where its endpoint tells. */
      readonly reasoning: string | null;
      /** Who answered, where it is a server. */
      readonly server: { readonly url: string; readonly model: string } | null;
      readonly ms: number;
      readonly usage: Usage;
    }
  | {
      readonly type: "step.result";
      readonly step: number;
      readonly result: CellResult;
      readonly pictures: readonly PictureRef[];
      /** The text of the message that goes back to the model. */
      readonly feedback: string;
      /** What the cell asked the vision model, in order of the replies; absent when it asked nothing. */
      readonly vlm?: readonly VlmExchange[];
    }
  /** A second look at the answer before it counts. Turned down, it goes back to the model as feedback. */
  | {
      readonly type: "reflection";
      readonly step: number;
      readonly accepted: boolean;
      readonly text: string;
      readonly ms: number;
      readonly usage: Usage;
    }
  /** The one plain question that a run without an answer ends with. */
  | { readonly type: "fallback"; readonly text: string; readonly ms: number; readonly usage: Usage }
  | {
      readonly type: "run.end";
      readonly reason: StopReason;
      readonly answer: Answer | null;
      /** One line for a person when there is no answer. */
      readonly message: string | null;
      readonly steps: number;
      readonly ms: number;
      readonly usage: Usage;
      /** The same, by who asked. */
      readonly usageByRole: Readonly<Partial<Record<ChatRole, Usage>>>;
      /** Calls of tools and vlm in all cells. */
      readonly toolCalls: number;
    };

/** One line of trace.jsonl: the event, and milliseconds since run.start. */
export type TraceLine = AgentEvent & { readonly t: number };
