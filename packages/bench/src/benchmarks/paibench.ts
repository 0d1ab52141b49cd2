import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Choice } from "../benchmark/types.ts";
import { textOf } from "../data/row.ts";
import { mmsiLetter } from "../scoring/mmsi-style.ts";
import { letterProtocol } from "../scoring/protocols.ts";

type Pai = { category: string; subcategory: string };

const choicesIn = (map: unknown): Choice[] =>
  Object.entries(map ?? {}).flatMap(([letter, text]) =>
    text === null || text === undefined ? [] : [{ letter, text: textOf(text).trim() }],
  );

export const paibench = defineBenchmark<Pai>({
  load: (data) =>
    data.each((row) => {
      const [category, subcategory] = [row.trimmed("category"), row.trimmed("subcategory")];
      return {
        id: row.position,
        question: row.trimmed("question"),
        questionType: subcategory,
        choices: choicesIn(row.raw("index2ans")),
        answer: row.trimmed("answer").toUpperCase(),
        media: film(data.path(row.trimmed("video_path"))),
        meta: { category, subcategory },
      };
    }),
  labels: ({ meta }) => [meta.subcategory, meta.category],
  form: ({ choices }) => lettersOf(choices, "ABCD"),
  reference: letterProtocol(mmsiLetter),
  aggregate: summary({
    breakdowns: {
      category: by(({ meta }) => meta.category, { order: "sorted" }),
      subcategory: by(({ meta }) => meta.subcategory, { order: "sorted" }),
    },
  }),
});
