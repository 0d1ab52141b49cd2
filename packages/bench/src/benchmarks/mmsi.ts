import { defineBenchmark } from "../benchmark/define.ts";
import { letters } from "../benchmark/forms.ts";
import { pictures } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import { capital } from "../scoring/judges.ts";
import { mmsiLetter } from "../scoring/mmsi-style.ts";
import { letterProtocol } from "../scoring/protocols.ts";

type Mmsi = { subset: string; difficulty: string; thought: string };

const SUBSETS = ["Positional Relationship", "Motion", "Attribute", "MSR"];
const PREFIXES = ["Positional", "Motion", "Attribute"];

export const subsetOf = (questionType: string): string =>
  SUBSETS[PREFIXES.findIndex((prefix) => questionType.startsWith(prefix))] ?? "MSR";

export const mmsi = defineBenchmark<Mmsi>({
  load: (data) =>
    data.each((row) => {
      const [id, questionType] = [row.text("id"), row.text("question_type")];
      return {
        id,
        question: row.text("question"),
        questionType,
        answer: capital(row.text("answer")),
        media: pictures(row.images("images", (position) => `images/${id}_${position}.jpg`)),
        meta: {
          subset: subsetOf(questionType),
          difficulty: row.text("difficulty", ""),
          thought: row.text("thought", ""),
        },
      };
    }),
  form: () => letters("ABCD"),
  reference: letterProtocol(mmsiLetter),
  aggregate: summary({
    breakdowns: {
      subset: by(({ meta }) => meta.subset, { order: SUBSETS, present: true }),
      questionType: by(({ questionType }) => questionType),
    },
  }),
});
