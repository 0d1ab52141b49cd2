import { InputError, type Progress } from "@spatialclaw/media";
import { keyOf, type ResultCache } from "@spatialclaw/store";
import { type Bundle, openBundle } from "../../models/bundle.ts";
import type { Places } from "../../models/places.ts";
import type { Provider, Role } from "../manifest/index.ts";
import { type Engine, jobGraph } from "./job-graph.ts";
import type { Memo } from "./memo.ts";
import { shared } from "./share.ts";
import type { Task, TaskContext } from "./task.ts";
import { taskOf } from "./tasks.ts";
import type { Job, JobResult } from "./types.ts";

export interface JobsOptions {
  readonly engine: Engine;
  readonly memo: Memo;
  readonly cache: ResultCache | null;
  readonly tasks: Readonly<Record<string, string>>;
  readonly places: Places;
}

export interface OneJob {
  readonly job: Job;
  readonly ask: string;
  /** Throws when the job was aborted. */
  readonly check: () => void;
  readonly report: (progress: Progress) => void;
}

/** Runs jobs, each from the manifest to the shared result. */
export class Jobs {
  readonly #options: JobsOptions;
  /** Results on their way, by key: whoever wants the same waits for them. */
  readonly #pending = new Map<string, Promise<unknown>>();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  async run(one: OneJob): Promise<JobResult> {
    const started = performance.now();
    const { job } = one;
    const task = await taskOf(job.task, this.#options.tasks);
    const bundle = await openBundle(job.model, this.#options.places);
    checkRoles(task, job, bundle);
    const model = { id: bundle.id, version: bundle.version };
    const counted = { graphRuns: 0, provider: null as Provider | null };
    const compute = async () => shared(await task.run(job.input, this.#context(one, bundle, counted)));
    const key = this.#keyOf(job, task, bundle);
    const { value, cached } =
      key === null ? { value: await compute(), cached: false } : await this.#kept(key, one, compute);
    return { value, cached, model, ...counted, ms: Math.round(performance.now() - started) };
  }

  #keyOf({ task: name, input, cacheKey }: Job, { version }: Task, bundle: Bundle): string | null {
    if (!this.#options.cache || cacheKey === false) return null;
    const what = cacheKey === undefined ? { input } : { cacheKey };
    return keyOf({ task: name, version, model: bundle.id, files: bundle.version, ...what });
  }

  async #kept(key: string, { check }: OneJob, compute: () => Promise<unknown>) {
    const cache = this.#options.cache as ResultCache;
    for (;;) {
      check();
      const found = await cache.get(key);
      if (found) return { value: found.value, cached: true };
      const other = this.#pending.get(key);
      if (!other) break;
      // When that fails or is aborted, this one has to do it itself.
      await other.catch(() => {});
    }
    const work = compute().then(async (value) => {
      await cache.put(key, value);
      return value;
    });
    this.#pending.set(key, work);
    try {
      return { value: await work, cached: false };
    } finally {
      this.#pending.delete(key);
    }
  }

  #context(
    { ask, check, report }: OneJob,
    bundle: Bundle,
    counted: { graphRuns: number; provider: Provider | null },
  ): TaskContext {
    const { engine, memo } = this.#options;
    const { manifest } = bundle;
    const onRun = (provider: Provider) => {
      counted.graphRuns++;
      counted.provider = provider;
    };
    const has = (role: Role) => manifest.roles[role] !== undefined;
    return {
      manifest,
      files: bundle.files,
      has,
      graph(role) {
        if (!has(role))
          throw new InputError(`${bundle.id} has no graph ${role}, only ${Object.keys(manifest.roles).join(", ")}`);
        return jobGraph({ engine, bundle, role, ask, check, onRun });
      },
      provider: () => counted.provider,
      memo: (name, make) => memo.get(`${bundle.version} ${name}`, make),
      throwIfAborted: check,
      async pause() {
        await new Promise(setImmediate);
        check();
      },
      report,
    };
  }
}

function checkRoles({ roles }: Task<unknown, unknown>, { task, model }: Job, { manifest }: Bundle): void {
  const missing = roles.filter((role) => !manifest.roles[role]);
  if (missing.length > 0)
    throw new InputError(
      `${model} cannot do ${task}: it has no graph for ${missing.join(", ")}, only ${Object.keys(manifest.roles).join(", ")}`,
    );
}
