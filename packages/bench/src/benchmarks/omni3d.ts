import type { Json } from "@spatialclaw/kernel";
import { defineBenchmark } from "../benchmark/define.ts";
import { NUMBER, TEXT } from "../benchmark/forms.ts";
import { file, pictures } from "../benchmark/media.ts";
import type { Group, Scored } from "../benchmark/results.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Facts, Judge } from "../benchmark/types.ts";
import { failed, type Verdict, verdict } from "../benchmark/verdict.ts";
import { jsonOf } from "../data/row.ts";
import { parseFloatLike, parseIntLike, roundHalfEven } from "../python/numbers.ts";
import { first, last, python } from "../python/pattern.ts";
import { strip, stripEnd } from "../python/text.ts";
import { judgeBy } from "../scoring/judges.ts";
import { robustJudge } from "../scoring/robust/judge.ts";

type Omni3d = { answerType: string; answerRaw: Json };

const TYPES = ["float", "int", "str"];
const TOLERANCES = [0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0.05];
/** Below this error a number counts as correct; its score is the share of tolerances it stays below. */
const CORRECT = 0.1;

const BOX = python("\\\\boxed\\{([^}]+)\\}");
const NUMERAL = python("-?\\d+\\.?\\d*");

function extract(reply: string): string {
  const text = strip(reply);
  const inside = strip(first(BOX, text) ?? text);
  const numeral = last(NUMERAL, inside);
  if (numeral === null) return inside.replace(/^["' ]+|["' ]+$/g, "").toLowerCase();
  // Periods at both ends go: ".5" is read as 5.
  const bare = stripEnd(inside, ".").replace(/^\.+/, "");
  return parseFloatLike(bare) === null ? numeral : bare;
}

const errorOf = (value: number, target: number): number =>
  target === 0 ? Math.abs(value) : Math.abs(value - target) / Math.abs(target);

const withinTolerances = (value: number, target: number): number =>
  TOLERANCES.filter((tolerance) => errorOf(value, target) < tolerance).length / TOLERANCES.length;

const goldOf = ({ answer, meta }: Facts<Omni3d>): number | null =>
  typeof meta.answerRaw === "number" ? meta.answerRaw : parseFloatLike(answer);

const asFloat: Judge<Omni3d> = (reply, sample): Verdict => {
  const extracted = extract(reply);
  const [value, target] = [parseFloatLike(extracted), goldOf(sample)];
  if (value === null || target === null) return verdict(extracted, 0);
  return { extracted, score: withinTolerances(value, target), correct: errorOf(value, target) < CORRECT };
};

const asInt: Judge<Omni3d> = (reply, { answer, meta }): Verdict => {
  const extracted = extract(reply);
  const value = parseFloatLike(extracted);
  const target = typeof meta.answerRaw === "number" ? Math.trunc(meta.answerRaw) : parseIntLike(answer);
  if (value !== null && Math.abs(value) === Number.POSITIVE_INFINITY)
    return failed("an infinite reply to a question for a whole number", extracted);
  return verdict(extracted, value !== null && target !== null && roundHalfEven(value) === target);
};

const asText: Judge<Omni3d> = (reply, { answer }): Verdict => {
  const extracted = extract(reply);
  return verdict(extracted, strip(extracted).toLowerCase() === strip(answer).toLowerCase());
};

const judge = judgeBy<Omni3d>(({ meta }) => ({ float: asFloat, int: asInt })[meta.answerType] ?? asText);

const isNumeric = ({ meta }: Facts<Omni3d>): boolean => meta.answerType === "float" || meta.answerType === "int";
const form = (sample: Facts<Omni3d>) => (isNumeric(sample) ? NUMBER : TEXT);
const robust = robustJudge<Omni3d>({
  form,
  measure: (value, target, { meta }) =>
    meta.answerType === "float" ? withinTolerances(value, target) : Number(roundHalfEven(value) === Math.trunc(target)),
});

export const omni3d = defineBenchmark<Omni3d>({
  load: (data) =>
    data.each((row) => {
      const answerType = row.text("answer_type", "str");
      return {
        id: row.text("question_index", "0"),
        question: row.text("question"),
        questionType: answerType,
        answer: row.text("answer"),
        media: pictures([file(data.path("images", row.text("image_filename")))]),
        meta: { answerType, answerRaw: jsonOf(row.raw("answer")) },
      };
    }),
  form,
  reference: { extract, judge, perSample: (reply, sample) => Number(judge(reply, sample).correct) },
  robust: { judge: robust },
  aggregate: summary({
    breakdowns: {
      type: by(({ meta }) => meta.answerType, { order: TYPES }),
      tolerance: (scored) => TOLERANCES.map((_, i) => met(scored, i)),
    },
  }),
});

/** How many floats stay below a tolerance: who stays below one stays below all before it. */
function met(scored: readonly Scored<Omni3d>[], index: number): Group {
  const floats = scored.filter(({ sample }) => sample.meta.answerType === "float");
  const correct = floats.filter(({ verdict: { score } }) => (score ?? 0) * TOLERANCES.length > index + 0.5).length;
  const key = (TOLERANCES[index] as number).toFixed(2);
  return { key, score: correct / Math.max(floats.length, 1), correct, count: floats.length };
}
