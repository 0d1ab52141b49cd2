import type { Params } from "../families/index.ts";
import type { Random } from "../random.ts";

/** The benchmark whose kind of question it is. */
export type Part = "VSI" | "SPBench-SI" | "SPBench-MV" | "MindCube" | "DSI";

/** What a question has for an answer. */
export interface Posed {
  readonly answer: number | string;
  /** What it is chosen from, the answer among it; absent for numbers. */
  readonly options?: readonly string[];
}

/** A family of questions over one kind of view; `pose` throws IllPosed where the scene does not decide clearly. */
export interface Kind<View> {
  /** As the benchmark calls it. */
  readonly family: string;
  /** Which templates word it. */
  readonly wording: string;
  /** In random order, or drawn one by one: the first well-posed one is asked. */
  candidates(view: View, rng: Random): Iterable<Params>;
  pose(view: View, params: Params, rng: Random): Posed;
}

export interface SynthQuestion extends Posed {
  readonly part: Part;
  readonly family: string;
  readonly wording: string;
  readonly params: Params;
  /** The capture it is about: a folder beside the file of questions. */
  readonly capture: string;
}

/** All that is made from one seed. */
export interface SynthSet {
  readonly seed: number;
  readonly questions: readonly SynthQuestion[];
}
