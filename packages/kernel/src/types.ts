/** Anything JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type ErrorKind =
  | "refused"
  | "syntax"
  | "type"
  | "runtime"
  | "tool"
  | "answer"
  | "timeout"
  | "memory"
  | "limit"
  | "crashed"
  | "aborted";

export interface CellError {
  readonly kind: ErrorKind;
  readonly message: string;
  /** 1-based, in the model's own text; null when no line is to blame. */
  readonly line: number | null;
  readonly column: number | null;
  /** The line and its neighbours, numbered, the failing one marked. */
  readonly excerpt: string | null;
  /** The way out, when one is known. */
  readonly hint: string | null;
}

export interface VariableSummary {
  readonly name: string;
  readonly summary: string;
}

export interface HostCall {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
}

export interface CellResult {
  /** Position of the cell in its session, from 1; refused and ill-typed cells have one too. */
  readonly cell: number;
  readonly ok: boolean;
  readonly stdout: string;
  /** Value of a last expression, printed; null without one. */
  readonly value: string | null;
  readonly error: CellError | null;
  /** Whether anything of the cell ran: false for refused, syntax and type errors. */
  readonly ran: boolean;
  readonly variables: { readonly new: readonly VariableSummary[]; readonly changed: readonly VariableSummary[] };
  /** What the cell handed to `show`, in order, as the guest encoded it. */
  readonly shown: readonly Json[];
  /** What the guest recorded of the cell, in order; absent when it recorded nothing. */
  readonly recorded?: readonly Json[];
  /** What the cell answered; null when it did not. */
  readonly answer: Json | null;
  /** Lines that cast the type check away. */
  readonly bypassed: readonly number[];
  /** Set when the kernel process was replaced: which names are back after replay, which are lost. */
  readonly restarted: {
    readonly reason: string;
    readonly back: readonly string[];
    readonly lost: readonly string[];
  } | null;
  readonly hostCalls: readonly HostCall[];
  readonly cpuMs: number;
  readonly wallMs: number;
}

/**
 * One session of cells. Cells run one at a time, in the order of the calls.
 */
export interface Kernel {
  /** Never rejects: failures are in `result.error`. */
  run(cell: string, options?: { signal?: AbortSignal }): Promise<CellResult>;
  /** Never runs code of the cells. */
  variables(): Promise<readonly VariableSummary[]>;
  /** Names that fit at an offset of an unfinished cell; runs nothing. Empty when the checker cannot tell. */
  complete(cell: string, offset: number): Promise<readonly string[]>;
  /** Ends the process; safe to call twice. */
  close(): Promise<void>;
}

/** The host's side of the guest. A rejection becomes an error of kind `tool` in the cell. */
export interface HostTools {
  /** The function behind the guest's `host.call(name, args)`. Results are JSON; bulk data travels as pages. */
  call(name: string, args: Json, signal: AbortSignal): Promise<Json>;
  /** Bytes of a page that a result named; content never changes for an id. */
  page(id: string): Promise<Uint8Array>;
  /** Told of every page that is asked for, it may say which one comes next: that is read while the cell works. */
  pageAfter?(id: string): string | null;
  /** null when the answer has the form the question wants, else the sentence that says what is wrong. */
  checkAnswer(value: Json): string | null;
}

export interface KernelLimits {
  /** CPU in one cell, without host calls. */
  readonly cpuMs: number;
  /** Wall time of one cell, host calls included. */
  readonly wallMs: number;
  /** Deadline of one host call. */
  readonly callMs: number;
  readonly memoryMb: number;
  readonly hostCalls: number;
  readonly stdoutChars: number;
  readonly shown: number;
}

/** A way out, and which errors it is one of: those that fit all that is given. */
export interface Hint {
  /** TypeScript's codes; without them also refusals and errors at run time. */
  readonly codes?: readonly number[];
  /** In the error's message. */
  readonly message?: RegExp;
  /** In the line that is to blame. */
  readonly line?: RegExp;
  /** Anywhere in the cell. */
  readonly cell?: RegExp;
  readonly hint: string;
}

export interface KernelOptions {
  /** Declarations that every cell sees: file name to text. */
  readonly api: Readonly<Record<string, string>>;
  /** Global names that cells may not declare or assign. */
  readonly reserved: readonly string[];
  /** Script that runs once in the fresh isolate; see guest-api.ts for what it finds there. */
  readonly guest: string;
  /** Passed to the guest as `host.init`. */
  readonly init?: Json;
  readonly tools: HostTools;
  /** Ways out in terms of the API; the first that fits an error is shown with it. */
  readonly hints?: readonly Hint[];
  readonly limits?: Partial<KernelLimits>;
  /**
   * What the session's cells can have been led astray by, such as its input and who asks. As a browser gives pages of
   * one site one process, sessions of one origin may have one, one after the other, each in a new isolate. Default: a
   * process of its own.
   */
  readonly origin?: string;
  /** Gives the session up while it waits to start. */
  readonly signal?: AbortSignal;
  /** false runs cells unchecked: only for testing the seal. */
  readonly check?: boolean;
}
