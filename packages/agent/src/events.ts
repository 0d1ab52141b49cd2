import type { CellResult } from "@spatialclaw/kernel";

export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A picture in the trace's folder. */
export interface PictureRef {
  /** File name inside the run's `pictures/` folder. */
  readonly file: string;
  readonly label: string;
  readonly width: number;
  readonly height: number;
}

export interface AnswerEvidence {
  readonly frames: readonly number[];
  readonly objects: readonly string[];
  readonly segment: { readonly a: readonly number[]; readonly b: readonly number[] } | null;
}

/** A robot cannot act on a string: the value, its unit, and what it rests on. */
export interface Answer {
  readonly value: string | number;
  readonly unit: string | null;
  readonly text: string;
  readonly evidence: AnswerEvidence;
  readonly scale: { readonly source: string; readonly metric: boolean; readonly confidence: number } | null;
}

export type StopReason =
  | "answered"
  | "steps"
  | "failures"
  | "time"
  | "aborted"
  | "not-understood"
  | "gave-up"
  | "model-error"
  | "failed";

/**
 * Everything that happens in one ask, in order:
 *
 *   run.start -> plan -> (step.start -> step.reply -> step.result)* -> run.end
 *
 * Exactly one run.start and one run.end, whatever happens between them.
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
      readonly interface: "code";
      readonly limits: { readonly steps: number; readonly timeoutMs: number };
      readonly startedAt: string;
    }
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
    }
  | {
      readonly type: "run.end";
      readonly reason: StopReason;
      readonly answer: Answer | null;
      /** One line for a person when there is no answer. */
      readonly message: string | null;
      readonly steps: number;
      readonly ms: number;
      readonly usage: Usage;
    };

/** One line of trace.jsonl: the event, and milliseconds since run.start. */
export type TraceLine = AgentEvent & { readonly t: number };
