import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { InputError, type Reporter } from "@spatialclaw/media";
import { Gate } from "./gate.ts";
import { leaveWith } from "./leave.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./protocol.ts";
import { withoutTelemetry } from "./telemetry.ts";
import type { RuntimeOptions } from "./types.ts";

type Request = ToWorker extends infer M ? (M extends { id: number } ? Omit<M, "id"> : never) : never;

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly report: Reporter | null;
}

/** One life of the worker: from its start to its end, whatever ends it. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #gate = new Gate();
  readonly #pending = new Map<number, Pending>();
  readonly #ended: Promise<void>;
  readonly #onNotice: RuntimeOptions["onNotice"];
  #next = 1;
  #failure: string | null = null;
  isAlive = true;

  constructor({ onNotice, ...options }: RuntimeOptions) {
    this.#onNotice = onNotice;
    withoutTelemetry();
    const workerData: WorkerSettings = { ...options, gate: this.#gate.buffer };
    this.#worker = new Worker(workerFile(), { workerData });
    // An idle worker keeps no process alive.
    this.#worker.unref();
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error) => {
      this.#failure = error instanceof Error ? error.message : String(error);
    });
    const stopGuard = leaveWith(this.#gate);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    this.#worker.once("exit", (code) => {
      stopGuard();
      this.#end(code);
      resolve();
    });
  }

  request(message: Request, report: Reporter | null = null): Promise<unknown> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, report });
      this.#worker.ref();
      try {
        this.#worker.postMessage({ ...message, id } satisfies ToWorker);
      } catch (error) {
        this.#settle(id)?.reject(
          new InputError(`the input of the job cannot be sent to the worker: ${(error as Error).message}`),
        );
      }
    });
  }

  async close(): Promise<void> {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.#worker.ref();
    this.#worker.postMessage({ kind: "close" } satisfies ToWorker);
    await this.#ended;
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case "notice":
        this.#onNotice?.(message.line);
        return;
      case "progress":
        this.#pending.get(message.id)?.report?.(message.progress);
        return;
      case "done":
        this.#settle(message.id)?.resolve(message.value);
        return;
      case "failed": {
        const { message: text, kind } = message.error;
        this.#settle(message.id)?.reject(kind === null ? new Error(text) : new InputError(text, kind));
      }
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0 && this.isAlive) this.#worker.unref();
    return pending;
  }

  #end(code: number): void {
    const wanted = !this.isAlive;
    this.isAlive = false;
    const why = this.#failure ?? (wanted ? "it was closed" : `exit code ${code}`);
    const line = `the perception worker ended: ${why.split("\n")[0]}; the next call starts a new one`;
    for (const { reject } of this.#pending.values()) reject(new Error(line));
    this.#pending.clear();
  }
}

/** The source beside this file; in the package the bundle that build.ts makes of it. */
function workerFile(): URL {
  const source = new URL("./worker.ts", import.meta.url);
  return existsSync(source) ? source : new URL("../../../../../dist/perception-worker.js", import.meta.url);
}
