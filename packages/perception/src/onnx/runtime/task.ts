import type { Reporter } from "@spatialclaw/media";
import type { InputSpec, Manifest, OutputSpec, Provider, Role } from "../manifest/index.ts";

/** Row-major. Integers and booleans may come as any array of numbers; they are converted to what the graph wants. */
export interface Feed {
  readonly data: Float32Array | Float64Array | Uint8Array | Int32Array | BigInt64Array | readonly number[];
  readonly dims: readonly number[];
}

/** What a graph gave. Whole numbers and truths come as floats, too: 1 is true. */
export interface OutTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export interface GraphRunOptions {
  /** Canonical names; default: all. What is left out need not be computed. */
  readonly outputs?: readonly string[];
  /** Outputs in which NaN is no fault. */
  readonly mayBeNaN?: readonly string[];
}

/** One graph of the job's model. */
export interface Graph {
  readonly role: Role;
  /** As the manifest lists them, by canonical name. */
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly outputs: Readonly<Record<string, OutputSpec>>;
  /**
   * Waits for its turn, loads the graph when it is not there, runs it. All names are canonical. Rejects with one line
   * that names the tensor for feeds that do not fit, and for NaN in an output; with the abort's reason when the job
   * was aborted while it waited. A run that has begun cannot be stopped.
   */
  run(feeds: Readonly<Record<string, Feed>>, options?: GraphRunOptions): Promise<Readonly<Record<string, OutTensor>>>;
}

/** What a task finds around it in the worker. */
export interface TaskContext {
  readonly manifest: Manifest;
  /** Absolute paths of what is no graph; null: the manifest names none. */
  readonly files: { readonly tokenizer: string | null; readonly constants: string | null };
  /** Whether the model has this graph. */
  has(role: Role): boolean;
  /** Loads nothing yet. Throws one line when the model has no such graph. */
  graph(role: Role): Graph;
  /** What has run a graph of this job so far; null: nothing has. */
  provider(): Provider | null;
  /** Kept as long as the worker lives, by model and key: a parsed tokenizer, the features of a text. */
  memo<T>(key: string, make: () => T | Promise<T>): Promise<T>;
  /** Throws the abort's reason. Call it in long loops. */
  throwIfAborted(): void;
  /** Lets other jobs and messages go on; also throws when the job was aborted. Call it between long loops. */
  pause(): Promise<void>;
  readonly report: Reporter;
}

/**
 * What runs in the worker: pixels in, geometry or masks out, with everything that is heavy between the two. A module
 * has one as its default export. It must not keep state of its own: `memo` is for that.
 */
export interface Task<Input = unknown, Output = unknown> {
  /** Goes up whenever the same input would give another result: results of earlier versions are not used again. */
  readonly version: number;
  /** Graphs without which it cannot begin. */
  readonly roles: readonly Role[];
  /**
   * Input and output are plain values with typed arrays in them. Arrays of the output reach the main thread without a
   * copy when they lie in a SharedArrayBuffer, else after one.
   */
  run(input: Input, context: TaskContext): Promise<Output>;
}
