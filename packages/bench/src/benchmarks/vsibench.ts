import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf, NUMBER } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { by, merged, summary } from "../benchmark/summary.ts";
import type { Facts } from "../benchmark/types.ts";
import { parseFloatLike } from "../python/numbers.ts";
import { strip } from "../python/text.ts";
import { equal, judgeBy, numeric } from "../scoring/judges.ts";
import { mra } from "../scoring/mra.ts";
import { boxOrFirstWord, firstWord, vsiLetter } from "../scoring/vsi-style.ts";

type Vsi = { datasetSource: string; sceneName: string };

const DIRECTIONS = ["easy", "medium", "hard"].map((level) => `object_rel_direction_${level}`);
const LETTER = new Set([...DIRECTIONS, "object_rel_distance", "route_planning", "obj_appearance_order"]);
const NUMERIC = new Set(["object_abs_distance", "object_counting", "object_size_estimation", "room_size_estimation"]);

const letter = vsiLetter();
const lower = (text: string): string => text.toLowerCase();

const byType = (letterJudge: ReturnType<typeof equal<Vsi>>, measure: ReturnType<typeof mra>, read = firstWord) =>
  judgeBy<Vsi>(({ questionType }) => {
    if (LETTER.has(questionType)) return letterJudge;
    if (!NUMERIC.has(questionType)) return null;
    return numeric((reply) => ({ value: parseFloatLike(read(reply)), shown: read(reply) }), measure);
  });

const judge = byType(equal(letter, { fold: lower, blankMayMatch: true }), mra({ zero: "never" }));

export const vsibench = defineBenchmark<Vsi>({
  load: (data) =>
    data.each((row) => {
      const [datasetSource, sceneName] = [row.text("dataset"), row.text("scene_name")];
      return {
        id: row.text("id"),
        question: row.text("question"),
        questionType: row.text("question_type"),
        choices: lettered(row.list("options")),
        answer: row.text("ground_truth"),
        media: film(data.path(datasetSource, `${sceneName}.mp4`)),
        meta: { datasetSource, sceneName },
      };
    }),
  form: (sample) => (isLetter(sample) ? lettersOf(sample.choices, "ABCD") : NUMBER),
  measure: mra({ zero: "never" }),
  reference: {
    extract: boxOrFirstWord,
    judge,
    // Trims first, where the summary does not.
    perSample: (reply, sample) => judge(strip(reply), sample).score,
  },
  official: {
    judge: byType(
      equal(firstWord, { blankMayMatch: true, fold: lower, gold: ({ answer }) => answer }),
      mra({ zero: "never", signed: true }),
    ),
  },
  aggregate: summary({
    macro: "task",
    breakdowns: {
      task: merged(
        by(({ questionType }) => questionType),
        (type) => DIRECTIONS.includes(type),
        "object_rel_direction",
      ),
    },
  }),
});

const isLetter = ({ questionType }: Facts<Vsi>): boolean => LETTER.has(questionType);
