/** What a reply is worth. */
export interface Verdict {
  /** What the reply was read as; empty when nothing was found in it. */
  readonly extracted: string;
  /** 0 to 1; null: the benchmark's metric does not cover the sample. */
  readonly score: number | null;
  readonly correct: boolean;
  /** The right answer as it was compared; left out where that is the data set's own words. */
  readonly gold?: string;
  /** Why the score is no measurement: the reply, or the data set's own answer, cannot be used. */
  readonly failure?: string;
}

/** A sample counts as correct at full score. */
export const verdict = (extracted: string, score: number | boolean): Verdict => {
  const value = Number(score);
  return { extracted, score: value, correct: value >= 1 };
};

export const failed = (failure: string, extracted = ""): Verdict => ({ extracted, score: 0, correct: false, failure });

/** The benchmark's metric does not cover the sample. */
export const unscored = (extracted: string): Verdict => ({ extracted, score: null, correct: false });
