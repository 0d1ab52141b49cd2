import type { AnswerOrigin, AnswerValue, AskLimits, InterfaceName, Usage } from "@spatialclaw/agent";

/** The version of the run folder that is written and read; docs/bench.md describes it. */
export const RUN_VERSION = 1;
export const RUN_FORMAT = "spatialclaw-bench-run";

/** `run.json`: what a run is about. Written once, before the first sample; the same for every process that works on it. */
export interface BenchRun {
  readonly format: typeof RUN_FORMAT;
  readonly version: typeof RUN_VERSION;
  /** Of spatialclaw, which began it. */
  readonly spatialclaw: string;
  readonly createdAt: string;
  readonly benchmarks: readonly RunBenchmark[];
  readonly selection: RunSelection;
  readonly setup: RunSetup;
  readonly canary: Canary;
}

export interface RunBenchmark {
  readonly key: string;
  /** The name, or the JSON file, that opens it again. */
  readonly source: string;
  readonly title: string;
  readonly category: string;
  /** Where the data set is published. */
  readonly dataset: string;
  /** Samples that the run is about. */
  readonly samples: number;
  /** Of their ids in order: tells whether the data set is still the same. */
  readonly digest: string;
}

export interface RunSelection {
  readonly questionTypes: readonly string[];
  readonly ids: readonly string[];
  readonly shuffle: boolean;
  readonly limit: number | null;
}

/** What decides about answers. No secret stands here: no key, no header, no address. */
export interface RunSetup {
  readonly model: RunModel;
  readonly interface: InterfaceName;
  readonly limits: AskLimits;
  /** Choices of a session that are not the default: sections left out, names taken away, second looks. */
  readonly choices: Readonly<Record<string, unknown>>;
  /** Errors added to perception, as they were asked for; null: none. */
  readonly perturb: string | null;
}

export interface RunModel {
  readonly name: string;
  /** What it is, for models that are no language model. */
  readonly kind: "endpoint" | "rules" | "scripted";
  /** Sampling parameters that its model file sets. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the model said before the first sample: who really answers at the endpoint. */
export interface Canary {
  readonly at: string;
  /** null: nothing is asked over a network. */
  readonly server: { readonly url: string; readonly model: string } | null;
  readonly reply: string;
  /** Whether it named the colours of a picture; null: it sees none. */
  readonly seesPictures: boolean | null;
  readonly ms: number;
  readonly usage: Usage;
}

/**
 * `answered`: there is a value. `unanswered`: the model had its chance and gave none; it counts as wrong.
 * `failed`: the sample could not be asked; it counts as wrong until `--resume` has tried it again.
 */
export type RowStatus = "answered" | "unanswered" | "failed";

/** A line of `rows.jsonl`. Of several lines about a sample the last one counts. */
export interface BenchRow {
  readonly benchmark: string;
  readonly sampleId: string;
  /** In the run's order, from 0: tables do not depend on who was quicker. */
  readonly place: number;
  readonly status: RowStatus;
  /** How the run ended, or what kept it from beginning: `unsupported-input`. */
  readonly reason: string;
  /** One line for a person where there is no answer. */
  readonly error: string | null;
  readonly answer: AnswerValue | null;
  readonly origin: AnswerOrigin | null;
  /** The text that is scored. */
  readonly reply: string;
  readonly extracted: string;
  /** 0 to 1; null: the benchmark's metric does not cover the sample. */
  readonly score: number | null;
  readonly correct: boolean;
  readonly protocol: string;
  readonly steps: number;
  readonly toolCalls: number;
  readonly usage: Usage;
  readonly ms: number;
  /** null where no server was asked. */
  readonly server: { readonly url: string; readonly model: string } | null;
  readonly model: string;
  readonly interface: InterfaceName;
  /** Inside the run's folder; null: not kept. */
  readonly trace: string | null;
  readonly startedAt: string;
  /** The process that wrote it. */
  readonly worker: string;
  /** What scoring needs of the sample, so that a folder can be scored without the data set. */
  readonly sample: {
    readonly questionType: string;
    readonly choices: readonly { readonly letter: string; readonly text: string }[];
    readonly choicesInQuestion: boolean;
    readonly answer: string;
    // biome-ignore lint/suspicious/noExplicitAny: the adapter's own affair.
    readonly meta: Readonly<Record<string, any>>;
  };
}
