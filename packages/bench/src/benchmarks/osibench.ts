import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf, NUMBER } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, summary } from "../benchmark/summary.ts";
import type { Measure } from "../benchmark/types.ts";
import { equal, judgeBy, numeric } from "../scoring/judges.ts";
import { type MraOptions, meanRelativeAccuracy } from "../scoring/mra.ts";
import { boxedOrFirst, shownAsFloat } from "../scoring/numbers.ts";
import { boxOrFirstWord, vsiLetter } from "../scoring/vsi-style.ts";

type Osi = { category: string };

const LETTER = ["trajectory_description", "relative_distance", "relative_direction_categorical_ordinal"];
/** Numbers, with what a right answer of 0 means. */
const ZERO: Readonly<Record<string, MraOptions["zero"]>> = {
  absolute_speed: 0.3,
  absolute_displacement: 0.3,
  absolute_distance: "exact",
  object_3d_localization: "exact",
  depth_aware_counting: "exact",
  trajectory_length: 2,
};

const letter = vsiLetter();
const measure: Measure<Osi> = (value, target, { meta }) =>
  meanRelativeAccuracy(value, target, { zero: ZERO[meta.category] ?? "exact" });

const judge = judgeBy<Osi>(({ meta }) => {
  if (LETTER.includes(meta.category)) return equal(letter, { blankMayMatch: true });
  return meta.category in ZERO ? numeric((reply) => shownAsFloat(boxedOrFirst(reply)), measure) : null;
});

export const osibench = defineBenchmark<Osi>({
  load: (data) =>
    data.each((row) => ({
      id: row.text("index"),
      question: row.text("question"),
      questionType: row.text("question_type"),
      choices: lettered(row.list("options"), { byPosition: true }),
      answer: row.text("answer"),
      media: film(data.path(row.text("file_name")), { durationSec: row.number("video_length") }),
      meta: { category: row.text("category") },
    })),
  labels: ({ meta }) => [meta.category],
  form: ({ meta, choices }) => (LETTER.includes(meta.category) ? lettersOf(choices, "ABCD") : NUMBER),
  measure,
  reference: { extract: boxOrFirstWord, judge },
  aggregate: summary({ breakdowns: { category: by(({ meta }) => meta.category) } }),
});
