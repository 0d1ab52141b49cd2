import { randomUUID } from "node:crypto";
import { abortReason } from "./abort.ts";
import { checkOptions } from "./options.ts";
import type { LoadedGraph } from "./protocol.ts";
import type { Job, JobResult, OnnxRuntime, ProviderChoice, RuntimeOptions, SubmitOptions } from "./types.ts";
import { WorkerThread } from "./worker-thread.ts";

/** Starts nothing yet: the worker begins with the first submit. Throws InputError for options that make no sense. */
export function createOnnxRuntime(options: RuntimeOptions = {}): OnnxRuntime {
  checkOptions(options);
  return new Runtime(options);
}

class Runtime implements OnnxRuntime {
  readonly #options: RuntimeOptions;
  #thread: WorkerThread | null = null;

  constructor(options: RuntimeOptions) {
    this.#options = options;
  }

  async submit<Output>(job: Job, { signal, ask, onProgress }: SubmitOptions = {}): Promise<JobResult<Output>> {
    if (signal?.aborted) throw abortReason(signal);
    const stop = new SharedArrayBuffer(4);
    const thread = this.#running();
    const { promise, resolve, reject } = Promise.withResolvers<JobResult<Output>>();
    const onAbort = () => {
      Atomics.store(new Int32Array(stop), 0, 1);
      reject(abortReason(signal as AbortSignal));
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    const request = { kind: "job" as const, job, ask: ask ?? randomUUID(), stop };
    thread
      .request(request, (progress) => onProgress?.(progress))
      .then((value) => resolve(value as JobResult<Output>), reject);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }

  async providers(): Promise<ProviderChoice> {
    return (await this.#running().request({ kind: "providers" })) as ProviderChoice;
  }

  async loaded(): Promise<readonly LoadedGraph[]> {
    return this.#thread?.isAlive ? ((await this.#thread.request({ kind: "loaded" })) as readonly LoadedGraph[]) : [];
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.close();
  }

  #running(): WorkerThread {
    if (!this.#thread?.isAlive) this.#thread = new WorkerThread(this.#options);
    return this.#thread;
  }
}
