import type { Progress } from "@spatialclaw/media";
import type { Job, JobResult, ProviderChoice, RuntimeOptions } from "./types.ts";

/** What the worker is started with. */
export interface WorkerSettings extends Omit<RuntimeOptions, "onNotice"> {
  /** See gate.ts. */
  readonly gate: SharedArrayBuffer;
}

export type ToWorker =
  | {
      readonly kind: "job";
      readonly id: number;
      readonly job: Job;
      readonly ask: string;
      readonly stop: SharedArrayBuffer;
    }
  | { readonly kind: "providers"; readonly id: number }
  | { readonly kind: "loaded"; readonly id: number }
  | { readonly kind: "close" };

export type FromWorker =
  | { readonly kind: "done"; readonly id: number; readonly value: JobResult | ProviderChoice | readonly LoadedGraph[] }
  | { readonly kind: "failed"; readonly id: number; readonly error: SentError }
  | { readonly kind: "progress"; readonly id: number; readonly progress: Progress }
  | { readonly kind: "notice"; readonly line: string };

export interface LoadedGraph {
  readonly model: string;
  readonly role: string;
  readonly bytes: number;
}

/** An error on its way between threads. */
export interface SentError {
  readonly message: string;
  /** That of an InputError; null: another error. */
  readonly kind: "usage" | "environment" | null;
}
