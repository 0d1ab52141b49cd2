import { inOrder } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { letters, NUMBER } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Facts } from "../benchmark/types.ts";
import { parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";
import { equal, judgeBy, numeric } from "../scoring/judges.ts";
import { mra } from "../scoring/mra.ts";
import { firstWord } from "../scoring/vsi-style.ts";

/** mcAnswer is null where the answer is a number. */
type Vsti = { mcAnswer: string | null; groundTruthText: string };

const lower = (text: string): string => text.toLowerCase();
const isLetter = ({ choices }: Facts<Vsti>): boolean => choices.length > 0;

/** The strictest of all: the first word of the reply as it is. */
const byLetter = equal<Vsti>(firstWord, {
  gold: ({ answer, meta }) => meta.mcAnswer || answer,
  fold: lower,
  blankMayMatch: true,
});
const byNumber = numeric<Vsti>(
  (reply) => ({ value: parseFloatLike(firstWord(reply)), shown: firstWord(reply) }),
  mra({ signed: true, zero: "never" }),
);

export const vstibench = defineBenchmark<Vsti>({
  load: (data) =>
    data.each((row) => {
      const options = row.raw("options") === null ? null : row.texts("options");
      const [mcAnswer, groundTruthText] = [row.text("mc_answer", ""), row.text("ground_truth", "")];
      return {
        id: row.text("id"),
        question: row.text("question"),
        questionType: row.text("question_type"),
        choices: inOrder((options ?? []).map((text) => strip(text.replace(/^[A-Z]\./, "")))),
        answer: options ? mcAnswer : groundTruthText,
        media: film(data.path(row.text("video_path"))),
        meta: { mcAnswer: options ? mcAnswer : null, groundTruthText },
      };
    }),
  form: (sample) => (isLetter(sample) ? letters("ABCD") : NUMBER),
  measure: mra({ zero: "never" }),
  reference: { extract: firstWord, judge: judgeBy((sample) => (isLetter(sample) ? byLetter : byNumber)) },
  aggregate: summary({
    macro: "questionType",
    breakdowns: { questionType: by(({ questionType }) => questionType, { order: "sorted" }) },
  }),
});
