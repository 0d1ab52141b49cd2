import type { BenchmarkSpec, Facts, Judge, Meta } from "../../benchmark/types.ts";
import { failed, type Verdict, verdict } from "../../benchmark/verdict.ts";
import { parseFloatLike } from "../../python/numbers.ts";
import { mra } from "../mra.ts";
import { readLetter } from "./letter.ts";
import { readNumber } from "./number.ts";
import { folded, readText, readYesNo } from "./text.ts";

type Rules<M extends Meta> = Pick<BenchmarkSpec<M>, "form" | "measure">;

/** Reads a reply as a person would, by the form of answer that the sample wants. */
export function robustJudge<M extends Meta>({ form, measure = mra() }: Rules<M>): Judge<M> {
  return (reply, sample) => {
    const wanted = form(sample);
    if (wanted.kind === "choice") return letterVerdict(reply, sample, wanted.letters);
    if (wanted.kind === "number") return numberVerdict(reply, sample, measure);
    return textVerdict(reply, sample.answer);
  };
}

function letterVerdict(reply: string, { answer, choices }: Facts, letters: readonly string[]): Verdict {
  const extracted = readLetter(reply, { letters, choices }) ?? "";
  const gold = readLetter(answer, { letters, choices });
  if (gold === null) return failed(`the data set's answer ${JSON.stringify(answer)} names no option`, extracted);
  return { ...verdict(extracted, extracted === gold), gold };
}

function numberVerdict<M extends Meta>(
  reply: string,
  sample: Facts<M>,
  measure: NonNullable<Rules<M>["measure"]>,
): Verdict {
  const value = readNumber(reply);
  const target = parseFloatLike(sample.answer) ?? (hasOneNumber(sample.answer) ? readNumber(sample.answer) : null);
  const extracted = value === null ? "" : String(value);
  if (target === null) return failed(`the data set's answer ${JSON.stringify(sample.answer)} is no number`, extracted);
  return verdict(extracted, value === null ? 0 : measure(value, target, sample));
}

/** "2.5 m" is a number, "[1, 2, 3]" is none. */
const hasOneNumber = (text: string): boolean => text.match(/\d+(?:[.,]\d+)*/g)?.length === 1;

function textVerdict(reply: string, answer: string): Verdict {
  const gold = folded(answer);
  const extracted = gold === "yes" || gold === "no" ? (readYesNo(reply) ?? "") : readText(reply);
  return verdict(extracted, extracted !== "" && extracted === gold);
}
