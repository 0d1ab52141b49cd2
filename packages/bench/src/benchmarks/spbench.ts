import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf, NUMBER } from "../benchmark/forms.ts";
import { file, pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { floatText } from "../python/numbers.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { capital, equal, judgeBy, numeric } from "../scoring/judges.ts";
import { mra } from "../scoring/mra.ts";
import { wordOrDigits } from "../scoring/numbers.ts";
import { boxed, pattern } from "../scoring/steps.ts";
import { vsiLetter } from "../scoring/vsi-style.ts";

type SpBench = { sceneName: string; subset: string };

const LETTER = /^object_rel_(?:direction(?:_easy|_medium|_hard)?|distance)$/;
const NUMERIC = /^(?:object_abs_distance|object_counting|object_size_estimation|room_size_estimation)$/;

const asText = (text: string): string => text;
const firstWord = pattern("^([A-Da-d])\\.?(?: |$)");
const measure = mra({ signed: true, zero: "never" });
const letter = vsiLetter(firstWord, asText);

const judge = judgeBy<SpBench>(({ questionType }) => {
  if (LETTER.test(questionType)) return equal(letter, { fold: capital, blankMayMatch: true });
  if (!NUMERIC.test(questionType)) return null;
  const read = (reply: string) => {
    const value = wordOrDigits(reply);
    return { value, shown: value === null ? "" : floatText(value) };
  };
  return numeric(read, measure);
});

export const spbench = defineBenchmark<SpBench>({
  load: (data) =>
    data.each((row) => {
      const subset = row.file.includes("-MV") ? "MV" : "SI";
      const sceneName = row.text("scene_name");
      return {
        id: `${subset}_${row.text("id")}`,
        question: row.text("question"),
        questionType: row.text("question_type"),
        choices: lettered(row.list("options")),
        answer: strip(row.text("ground_truth")),
        media: pictures(row.texts("images").map((name) => file(data.path(sceneName, name)))),
        meta: { sceneName, subset },
      };
    }),
  form: ({ questionType, choices }) => (LETTER.test(questionType) ? lettersOf(choices, "ABCD") : NUMBER),
  measure: mra({ zero: "never" }),
  reference: { extract: extractor({ steps: [boxed("A-D", { blanks: true }), firstWord], otherwise: asText }), judge },
  aggregate: summary({
    macro: "questionType",
    breakdowns: { questionType: by(({ questionType }) => questionType), subset: by(({ meta }) => meta.subset) },
  }),
});
