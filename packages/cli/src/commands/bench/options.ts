import path from "node:path";
import {
  ALL,
  type Perturbation,
  perturbationIn,
  perturbationText,
  type Shard,
  shardIn,
  type Traces,
} from "@spatialclaw/bench";
import { InputError } from "@spatialclaw/media";
import type { RunSelection } from "@spatialclaw/report";
import { tracesIn } from "./flags.ts";

/** As commander parsed them. */
export interface RunFlags {
  readonly data?: string;
  readonly questionType?: readonly string[];
  readonly sample?: readonly string[];
  readonly limit?: number;
  readonly subsample?: number;
  readonly shuffle?: boolean;
  readonly concurrency?: number;
  readonly shard?: string;
  readonly resume?: boolean;
  readonly traces?: string;
  readonly protocol?: string;
  readonly perturb?: readonly string[];
}

export interface RunOptions {
  readonly data: string;
  readonly selection: RunSelection;
  /** undefined: what suits the model. */
  readonly concurrency: number | undefined;
  readonly shard: Shard;
  readonly resume: boolean;
  readonly traces: Traces;
  /** One run each; null: no errors. */
  readonly levels: readonly (Perturbation | null)[];
}

/** Throws InputError for what does not go together. */
export function runOptions(flags: RunFlags, out: string | null): RunOptions {
  const { limit, subsample, shuffle = false, sample = [], questionType = [], resume = false, perturb = [] } = flags;
  if (subsample !== undefined && limit !== undefined)
    throw new InputError("--subsample and --limit both say how many samples; choose one");
  if (sample.length > 0 && (subsample !== undefined || limit !== undefined || shuffle))
    throw new InputError("--sample names the samples; leave out --limit, --subsample and --shuffle");
  if (resume && out === null) throw new InputError("--resume goes on with a run; name its folder by --out");
  return {
    data: flags.data ?? "data",
    selection: {
      questionTypes: questionType,
      ids: sample,
      shuffle: shuffle || subsample !== undefined,
      limit: subsample ?? limit ?? null,
    },
    concurrency: flags.concurrency,
    shard: flags.shard === undefined ? ALL : shardIn(flags.shard),
    resume,
    traces: tracesIn(flags.traces),
    levels: perturb.length === 0 ? [null] : perturb.map((text) => (text === "none" ? null : perturbationIn(text))),
  };
}

/** `spatialclaw-runs/bench-2026-11-24T13-05-09-synth`. */
export function defaultRunFolder(names: readonly string[], now: Date): string {
  const stamp = now.toISOString().slice(0, 19).replace(/:/g, "-");
  const what = names.map((name) => path.basename(name, ".json")).join("-");
  return path.join("spatialclaw-runs", `bench-${stamp}-${what}`.slice(0, 100));
}

/** One folder a level where there are several. */
export function levelFolder(out: string, levels: RunOptions["levels"], i: number): string {
  if (levels.length === 1) return out;
  const level = levels[i];
  const name = (level && perturbationText(level)) ?? "none";
  return path.join(out, `${String(i).padStart(2, "0")}-${name.replaceAll(",", "-").replaceAll("=", "_")}`);
}
