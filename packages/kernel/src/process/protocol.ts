import type { Json, KernelLimits } from "../types.ts";

/** What the host tells the kernel process; the channel is Node's own, structured clone, one object a message. */
export type ToChild =
  | { readonly type: "prepare"; readonly guest: Guest; readonly memoryMb: number }
  | {
      readonly type: "init";
      /** null: the one that was prepared. */
      readonly guest: Guest | null;
      readonly init: Json;
      readonly limits: KernelLimits;
      readonly seed: number;
    }
  | ({ readonly type: "run" } & RunRequest)
  | { readonly type: "variables" }
  | { readonly type: "end" }
  | { readonly type: "reply"; readonly id: number; readonly reply: ReplyToChild };

export interface Guest {
  readonly text: string;
  /** What a process made of it before; null: this one is to send what it makes of it. */
  readonly compiled: Uint8Array | null;
}

export interface RunRequest {
  readonly filename: string;
  readonly hoist: string;
  readonly body: string;
  readonly declared: readonly { readonly name: string; readonly kind: string }[];
  /** What `Date` says during this cell; replay says it again. */
  readonly now: number;
}

export type Reply =
  | { readonly ok: true; readonly json: string }
  /** A page; `next`: the one that is likely to be asked for after it. */
  | { readonly ok: true; readonly bytes: Uint8Array; readonly next?: string | null }
  | { readonly ok: false; readonly kind: "tool" | "answer" | "limit" | "aborted"; readonly message: string };

/** A page may lie in a file of the folder that the process was told of when it started. */
export type ReplyToChild = Reply | { readonly ok: true; readonly file: string; readonly next?: string | null };

export type FromChild =
  | { readonly type: "compiled"; readonly text: string; readonly compiled: Uint8Array }
  | { readonly type: "ready" }
  | { readonly type: "ask"; readonly id: number; readonly kind: AskKind; readonly name: string; readonly json: string }
  | { readonly type: "done"; readonly outcome: Outcome }
  | { readonly type: "variables"; readonly list: readonly Variable[] }
  /** The session is gone, the process is as after its start. */
  | { readonly type: "ended" }
  | { readonly type: "dying"; readonly reason: "memory" | "spoilt" };

export type AskKind = "call" | "page" | "answer";

export interface Variable {
  readonly name: string;
  readonly summary: string;
}

/** What one run left behind, as data. */
export interface Outcome {
  readonly status: "ok" | "error" | "pending" | "timeout";
  readonly error: {
    readonly kind: "runtime" | "tool" | "answer" | "limit" | "aborted";
    readonly message: string;
    /** In the script; null when no line of this cell is to blame. */
    readonly line: number | null;
    readonly column: number | null;
  } | null;
  readonly stdout: string;
  readonly value: string | null;
  /** JSON of each item. */
  readonly shown: readonly string[];
  /** JSON of each item. */
  readonly recorded: readonly string[];
  /** JSON of the answer. */
  readonly answer: string | null;
  readonly fresh: readonly Variable[];
  readonly changed: readonly Variable[];
  /** Names of the session that have a value now. */
  readonly names: readonly string[];
  readonly cpuMs: number;
  /** Of the isolate after the run, shared pages included. */
  readonly heapMb: number;
}
