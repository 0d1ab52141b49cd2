import { lettered } from "../benchmark/choices.ts";
import { defineBenchmark } from "../benchmark/define.ts";
import { lettersOf } from "../benchmark/forms.ts";
import { film } from "../benchmark/media.ts";
import { python } from "../python/pattern.ts";
import { strip } from "../python/text.ts";
import { extractor } from "../scoring/extractor.ts";
import { bothSides, capital, equal } from "../scoring/judges.ts";
import { withoutPhrases } from "../scoring/phrases.ts";
import { boxed, pattern } from "../scoring/steps.ts";
import { type Grouped, groupScores } from "./videommev2-groups.ts";

const OPTION = python("^([A-H])\\.\\s*(.*)");
const letter = pattern("([A-H])");
const extract = extractor({ prepare: withoutPhrases, steps: [boxed("A-H", { capital: true }), letter] });
const official = extractor({ prepare: withoutPhrases, steps: [letter] });

export const videommev2 = defineBenchmark<Grouped>({
  load: (data) =>
    data.each((row) => {
      const [videoId, groupType] = [row.text("video_id"), row.text("group_type")];
      const options = row.text("options", "").split("\n").map(strip);
      return {
        id: row.text("question_id"),
        question: row.text("question"),
        questionType: groupType,
        choices: lettered(
          options.filter((option) => /^[A-H]\./.test(option)),
          { own: OPTION },
        ),
        answer: capital(row.text("answer")),
        media: film(data.path("videos", `${videoId}.mp4`)),
        meta: {
          videoId,
          groupType,
          groupStructure: row.text("group_structure", "None"),
          level: row.text("level", "") || null,
          secondHead: row.text("second_head", "") || null,
          thirdHead: row.text("third_head", "") || null,
        },
      };
    }),
  labels: ({ meta }) => [meta.level, meta.secondHead, meta.thirdHead, meta.groupType].filter((label) => label !== null),
  form: ({ choices }) => lettersOf(choices, "ABCDEFGH"),
  cluster: ({ id, meta }) => meta.videoId ?? id,
  reference: { extract, judge: equal(extract), perSample: bothSides(extract) },
  // Its groups count a reply without an answer as -1, which makes it true in a chain: that is not copied.
  official: { judge: equal(official) },
  aggregate: groupScores,
});
