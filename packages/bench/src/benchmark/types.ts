import type { Json } from "@spatialclaw/kernel";
import type { AnswerForm } from "@spatialclaw/workspace";
import type { Dataset } from "../data/dataset.ts";
import type { Card } from "./card.ts";
import type { Aggregate } from "./results.ts";
import type { Verdict } from "./verdict.ts";

/** What a benchmark knows about a sample besides the question: groups of the tables, facts that scorers need. */
export type Meta = Readonly<Record<string, Json>>;

/** A picture: a file, or bytes inside a table that are read when asked for. */
export type ImageRef =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "embedded"; readonly name: string; bytes(): Promise<Uint8Array> };

/** One of several videos, each its own numbered set of frames. */
export interface VideoGroup {
  readonly name: string;
  /** null when the data set ships frames only. */
  readonly path: string | null;
  /** Frames that the data set ships; empty: to be taken from `path` by the frame policy. */
  readonly images: readonly ImageRef[];
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly totalFrames: number | null;
}

export interface Media {
  /** Which of the fields below the question is about. */
  readonly show: "images" | "video" | "groups";
  /** Pictures, or frames that the data set ships, in order. */
  readonly images: readonly ImageRef[];
  /** Absolute path; null: there is none. Beside shown images it is where they came from. */
  readonly video: string | null;
  readonly groups: readonly VideoGroup[];
  /** Pictures that the text refers to as reference images. */
  readonly references: readonly ImageRef[];
  /** What the annotation says about the video; null: nothing, its file will. */
  readonly fps: number | null;
  readonly durationSec: number | null;
  readonly totalFrames: number | null;
}

export interface Choice {
  readonly letter: string;
  readonly text: string;
}

export interface Sample<M extends Meta = Meta> {
  readonly id: string;
  readonly question: string;
  readonly questionType: string;
  readonly choices: readonly Choice[];
  /** The question's text lists the choices itself: they are not appended again. */
  readonly choicesInQuestion: boolean;
  /** The right answer as the data set states it. */
  readonly answer: string;
  readonly media: Media;
  readonly meta: M;
}

/** What scoring needs of a sample: a runner need not keep more. */
export type Facts<M extends Meta = Meta> = Omit<Sample<M>, "media" | "question">;

/** What an adapter makes of a row. */
export interface SampleInit<M extends Meta = Meta> {
  readonly id: string | number;
  readonly question: string;
  readonly questionType: string;
  readonly answer: string;
  readonly choices?: readonly Choice[];
  readonly choicesInQuestion?: boolean;
  readonly media: Media;
  readonly meta: M;
}

/**
 * How replies are read and scored. `reference` agrees with the published system to the bit, `official` with the
 * benchmark's own evaluator, `robust` reads what a person would.
 */
export type ProtocolName = "robust" | "reference" | "official";

/** Reads a reply and scores it. May throw: `judge` in evaluate.ts makes a failure of it. */
export type Judge<M extends Meta = Meta> = (reply: string, sample: Facts<M>) => Verdict;

export interface Protocol<M extends Meta = Meta> {
  readonly judge: Judge<M>;
}

/** The reference also wrote down an extraction and a score per reply; they are not always those of its summary. */
export interface ReferenceProtocol<M extends Meta = Meta> extends Protocol<M> {
  readonly extract: (reply: string, sample: Facts<M>) => string;
  /** Only where it differs from what `judge` says; null: the metric does not cover the sample. */
  readonly perSample?: (reply: string, sample: Facts<M>) => number | null;
}

/** How close a number is to the right one, 0 to 1. */
export type Measure<M extends Meta = Meta> = (value: number, target: number, sample: Facts<M>) => number;

export interface BenchmarkSpec<M extends Meta = Meta> {
  load(data: Dataset): AsyncIterable<Sample<M>>;
  /** The values by which `--question-type` selects a sample; its question type when left out. */
  labels?(sample: Facts<M>): readonly string[];
  /** The kind of answer that the agent is held to and that `robust` reads. */
  form(sample: Facts<M>): AnswerForm;
  readonly reference: ReferenceProtocol<M>;
  readonly official?: Protocol<M>;
  /** In place of what `form` and `measure` make of a reply. */
  readonly robust?: Protocol<M>;
  /** For answers that are numbers; mean relative accuracy when left out. */
  readonly measure?: Measure<M>;
  /** Samples of the same name stand or fall together: versions of one question, questions about one video. */
  cluster?(sample: Facts<M>): string;
  /** Where the data set is, when it is made here instead of downloaded. */
  home?(card: Card): string;
  /** Samples that the benchmark's own summary leaves out. */
  counted?(sample: Facts<M>): boolean;
  readonly aggregate: Aggregate<M>;
}
