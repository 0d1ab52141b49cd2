import type { Json } from "@spatialclaw/kernel";
import { inOrder } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf, NUMBER, TEXT } from "../benchmark/forms.ts";
import { file, film, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Facts, Judge } from "../benchmark/types.ts";
import { unscored, verdict } from "../benchmark/verdict.ts";
import type { Row } from "../data/row.ts";
import { parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { genericLetter } from "../scoring/generic.ts";
import { equal, judgeBy, numeric } from "../scoring/judges.ts";
import { mra } from "../scoring/mra.ts";
import { shownAsFloat, wordOrDigits } from "../scoring/numbers.ts";
import { robustJudge } from "../scoring/robust/judge.ts";
import { boxed, marked, pattern } from "../scoring/steps.ts";

type SpatialTree = { level: string; category: string; subcategory: string; metricfunc: string; hint: string };
type Kind = "unscored" | "letter" | "number" | "yes or no" | "open";

/** Their metrics need a judge, a graph or a mask: the reference leaves them unscored too. */
const UNSCORED = ["gpteval", "cogmapeval", "affmask", "manipulateeval", "agenticnaveval", "gravityeval"];
const NUMERIC = ["meanrelativeacc", "meanrelativeacc2", "angulardifference", "l2distance"];

function kindOf({ questionType, meta }: Facts<SpatialTree>): Kind {
  if (UNSCORED.includes(meta.metricfunc)) return "unscored";
  if (questionType === "multiple-choice") return "letter";
  if (NUMERIC.includes(meta.metricfunc)) return "number";
  return questionType === "judge" ? "yes or no" : "open";
}

const asText = (text: string): string => text;
const firstWord = pattern("^([A-Za-z])\\.?(?: |$)");
const letter = extractor({ steps: [boxed("A-Z", { blanks: true }), marked("A-K"), firstWord], otherwise: asText });
const measure = mra({ zero: "never" });
const byNumber = numeric<SpatialTree>((reply) => shownAsFloat(wordOrDigits(reply)), measure);

/** The one of "yes" and "no" that comes last, inside words too: "know" is no. */
function yesOrNo(reply: string): string {
  const text = strip(reply).toLowerCase();
  const [yes, no] = [text.lastIndexOf("yes"), text.lastIndexOf("no")];
  if (yes < 0 && no < 0) return text;
  return yes > no ? "yes" : "no";
}

/** A number where both sides are one, else the same words. */
const open: Judge<SpatialTree> = (reply, sample) => {
  const target = parseFloatLike(sample.answer);
  if (target !== null && target !== 0 && wordOrDigits(reply) !== null) return byNumber(reply, sample);
  const said = strip(reply);
  return verdict(said, said.toLowerCase() === strip(sample.answer).toLowerCase());
};

const JUDGES: Readonly<Record<Kind, Judge<SpatialTree>>> = {
  unscored: (reply) => unscored(strip(reply)),
  letter: equal(letter, { blankMayMatch: true }),
  number: byNumber,
  "yes or no": equal(yesOrNo, { gold: ({ answer }) => strip(answer).toLowerCase(), blankMayMatch: true }),
  open,
};

const form = (sample: Facts<SpatialTree>) => {
  const kind = kindOf(sample);
  if (kind === "letter") return lettersOf(sample.choices, "ABCDEFGHIJK");
  return kind === "number" || (kind === "open" && parseFloatLike(sample.answer) !== null) ? NUMBER : TEXT;
};
const robust = robustJudge<SpatialTree>({ form, measure });

export const spatialtree = defineBenchmark<SpatialTree>({
  load: (data) =>
    data.each((row) => {
      const [film1] = row.texts("video");
      const images = row.texts("image").filter((name) => name !== "");
      const stills = images.map((name) => file(data.path(name)));
      return {
        id: row.text("session_id"),
        question: row.text("question"),
        questionType: row.text("question_type", "open"),
        choices: inOrder(row.texts("option")),
        answer: row.text("answer", "None"),
        // A video goes before pictures.
        media: film1 ? film(data.path(film1), { images: stills }) : pictures(stills),
        meta: { ...extrasOf(row), hint: row.text("hint", "") },
      };
    }),
  form,
  measure,
  reference: { extract: genericLetter, judge: judgeBy((sample) => JUDGES[kindOf(sample)]) },
  robust: { judge: judgeBy((sample) => (kindOf(sample) === "unscored" ? JUDGES.unscored : robust)) },
  aggregate: summary({
    breakdowns: {
      level: by(({ meta }) => meta.level, { order: "sorted" }),
      category: by(({ meta }) => `${meta.level}/${meta.category}`, { order: "sorted" }),
      subcategory: by(({ meta }) => `${meta.level}/${meta.category}/${meta.subcategory}`, { order: "sorted" }),
      questionType: by(({ questionType }) => questionType, { order: "sorted" }),
      metricfunc: by(({ meta }) => meta.metricfunc, { order: "sorted" }),
    },
  }),
});

function extrasOf(row: Row): Omit<SpatialTree, "hint"> {
  const { spatree0, spatree1, spatree2, metricfunc } = row.object("extra_info");
  const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");
  return { level: text(spatree0), category: text(spatree1), subcategory: text(spatree2), metricfunc: text(metricfunc) };
}
