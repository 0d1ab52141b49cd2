import type { Reporter } from "@spatialclaw/media";
import type { Places } from "../../models/places.ts";
import type { Provider } from "../manifest/index.ts";

/** One call of a task on a model. */
export interface Job {
  /** A name of `spatialclaw models list`, or the path of a manifest or of its folder. */
  readonly model: string;
  /** A task of the registry: `da3`, `sam3-text`, `graph`. */
  readonly task: string;
  /** A plain value. Typed arrays in a SharedArrayBuffer travel without a copy, others are copied. */
  readonly input: unknown;
  /**
   * What stands for the input in the key of its result, where that is cheaper to hash than the pixels: the hashes of
   * the files, and every parameter. Default: the input itself. `false`: the result is not kept.
   */
  readonly cacheKey?: unknown;
}

export interface SubmitOptions {
  readonly signal?: AbortSignal;
  /** Whose job it is: asks take turns, the jobs of one ask go first come, first served. Default: an ask of its own. */
  readonly ask?: string;
  readonly onProgress?: Reporter;
}

export interface JobResult<Output = unknown> {
  /** Arrays in it lie in SharedArrayBuffers. */
  readonly value: Output;
  /** Read from disk: no model ran. */
  readonly cached: boolean;
  readonly model: {
    readonly id: string;
    /** Of the files that ran, by their content. */
    readonly version: string;
  };
  /** null: no graph ran. */
  readonly provider: Provider | null;
  readonly graphRuns: number;
  readonly ms: number;
}

/** A provider that could not be used, and why, in one line. */
export interface PassedOver {
  readonly provider: Provider;
  readonly reason: string;
  /** What would make it usable; null: nothing here. */
  readonly fix: string | null;
}

export interface ProviderChoice {
  /** In order of preference; the last one always works. */
  readonly usable: readonly Provider[];
  readonly passedOver: readonly PassedOver[];
}

export interface RuntimeOptions {
  /** This one and no other; default: the first of cuda, webgpu, cpu that works. */
  readonly provider?: Provider | null | undefined;
  /** What loaded graphs may take together, by the size of their files; default: half the memory, on a GPU no limit. */
  readonly memoryBytes?: number | null | undefined;
  /** Threads of the cpu provider; default: all cores but one. */
  readonly threads?: number | null | undefined;
  /** Where results are kept; null: nowhere. */
  readonly cache?: { readonly folder: string; readonly maxBytes: number } | null | undefined;
  /** Where models lie; default: as the environment says. */
  readonly places?: Places | undefined;
  /** Tasks of your own, by name: the URL of a module whose default export is a Task. */
  readonly tasks?: Readonly<Record<string, string>> | undefined;
  /** What a user may want to know: which provider was passed over and why. Each line once. */
  readonly onNotice?: ((line: string) => void) | undefined;
}

/** The worker with the models, as the main thread sees it. One is enough for all asks of a process. */
export interface OnnxRuntime {
  /**
   * Rejects with InputError (one line) for what is missing or does not fit, with the signal's reason at once when it
   * is aborted, and with one line when the worker dies; the next submit then starts a new one.
   */
  submit<Output = unknown>(job: Job, options?: SubmitOptions): Promise<JobResult<Output>>;
  /** Which providers can be used here, and why not the others. */
  providers(): Promise<ProviderChoice>;
  /** Graphs that are loaded, least recently used first. */
  loaded(): Promise<readonly { readonly model: string; readonly role: string; readonly bytes: number }[]>;
  /** Waits for the run in progress; further submits start anew. Safe to call twice. */
  close(): Promise<void>;
}
