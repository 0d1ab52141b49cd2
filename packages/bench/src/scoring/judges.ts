import type { Facts, Judge, Measure, Meta } from "../benchmark/types.ts";
import { failed, type Verdict, verdict } from "../benchmark/verdict.ts";
import { parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";

type Extract<M extends Meta> = (reply: string, sample: Facts<M>) => string;

export const capital = (text: string): string => strip(text).toUpperCase();

interface EqualOptions<M extends Meta> {
  /** The right answer as it is compared; by default trimmed, in capitals. */
  readonly gold?: (sample: Facts<M>) => string;
  /** Both sides go through it. */
  readonly fold?: (text: string) => string;
  /** An empty extraction is right for an empty answer, as some published summaries have it. */
  readonly blankMayMatch?: boolean;
}

/** Right when the extraction is the right answer. */
export function equal<M extends Meta>(extract: Extract<M>, options: EqualOptions<M> = {}): Judge<M> {
  const { gold = ({ answer }) => capital(answer), fold = (text) => text, blankMayMatch = false } = options;
  return (reply, sample) => {
    const extracted = extract(reply, sample);
    const right = gold(sample);
    return {
      ...verdict(extracted, (blankMayMatch || extracted !== "") && fold(extracted) === fold(right)),
      gold: right,
    };
  };
}

/** Score per reply: the right answer goes through the extractor too, and nothing is never right. */
export const bothSides =
  <M extends Meta>(extract: Extract<M>) =>
  (reply: string, sample: Facts<M>): number => {
    const extracted = extract(reply, sample);
    return Number(extracted !== "" && extracted === extract(sample.answer, sample));
  };

/** A reply read as a number: `shown` is what the tables say. */
export interface Reading {
  readonly value: number | null;
  readonly shown: string;
}

/** Scored by how close the number is; 0 when there is none. `unreadable` stands in for an answer that is no number. */
export function numeric<M extends Meta>(
  read: (reply: string, sample: Facts<M>) => Reading,
  measure: Measure<M>,
  { unreadable = null }: { readonly unreadable?: number | null } = {},
): Judge<M> {
  return (reply, sample): Verdict => {
    const { value, shown } = read(reply, sample);
    const target = parseFloatLike(sample.answer) ?? unreadable;
    if (target === null) return failed(`the data set's answer ${JSON.stringify(sample.answer)} is no number`, shown);
    return verdict(shown, value === null ? 0 : measure(value, target, sample));
  };
}

/** The judge that fits the sample; without one the sample scores 0. */
export const judgeBy =
  <M extends Meta>(choose: (sample: Facts<M>) => Judge<M> | null): Judge<M> =>
  (reply, sample) =>
    choose(sample)?.(reply, sample) ??
    failed(`no rule for samples of type ${JSON.stringify(sample.questionType)}`, strip(reply));
