import type { Choice, Facts, Meta } from "../benchmark/types.ts";
import { strip } from "../python/text.ts";
import { firstOf, type Step } from "./steps.ts";

interface ExtractorSpec {
  /** What is done to the reply first; by default blanks at its ends go. */
  readonly prepare?: (text: string) => string;
  readonly steps: readonly Step[];
  /** What is left when no step applies; by default nothing. */
  readonly otherwise?: (text: string) => string;
}

/** A list of steps over a reply. Printed, it says what they are. */
export interface Extractor {
  (reply: string, sample?: { readonly choices: readonly Choice[] }): string;
  readonly steps: readonly string[];
}

export function extractor({ prepare = strip, steps, otherwise = () => "" }: ExtractorSpec): Extractor {
  const chain = firstOf(...steps);
  const extract = (reply: string, sample?: { readonly choices: readonly Choice[] }): string => {
    const text = prepare(reply);
    return chain.find(text, sample?.choices ?? []) ?? otherwise(text);
  };
  return Object.assign(extract, { steps: steps.map((step) => step.says) });
}

/** The reply as it is prepared, with no step at all. */
export const asWritten = (text: string): string => text;

/** The extractor that fits the sample. */
export const chosen =
  <M extends Meta>(choose: (sample: Facts<M>) => (reply: string, sample: Facts<M>) => string) =>
  (reply: string, sample: Facts<M>): string =>
    choose(sample)(reply, sample);
